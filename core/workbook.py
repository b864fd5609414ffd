"""Workbooks that people upload: vetted and copied clean before a parser sees them.

A workbook is a zip of XML. A kilobyte of it can claim a cell at XFD1048576 or unpack to gigabytes,
and a parser that believes it takes the machine down. So the parts that a workbook needs are
unpacked under a limit, their cells counted, and the parser gets a copy of exactly these parts.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import XMLParser
from python_calamine import CalamineError, CalamineWorkbook

from core.errors import DomainError
from core.workbook_cells import Cells, Strings

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_UNPACKED = 100 * 2**20
MOST_COLUMNS = 64
SPARE_ROWS = 1000  # empty but formatted rows below the last filled one are common
CHUNK = 2**16
STRINGS = "xl/sharedstrings.xml"
PARTS = (  # in lower case: writers differ
    "[content_types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    STRINGS,
)

NO_WORKBOOK = "这个文件不是能读的 Excel 工作簿（.xlsx）。请用导入模板填写，另存为 .xlsx 后再上传。"
BROKEN = (
    zipfile.BadZipFile,
    CalamineError,
    DefusedXmlException,
    ParseError,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    RuntimeError,  # zipfile: a part is encrypted, or packed in a way it does not know
    zlib.error,
)


class UnreadableFileError(DomainError):
    """The upload is not a workbook in the template's shape."""

    status = 400
    title = "文件无法读取"


def check_shape(stream: BinaryIO) -> None:
    """Refuse what is no .xlsx or says that it is too large; reads the table of contents alone."""
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
    except BROKEN as error:
        raise UnreadableFileError(NO_WORKBOOK) from error
    finally:
        stream.seek(0)
    names = [part.filename for part in parts]
    packings = {part.compress_type for part in parts}
    if (
        "xl/workbook.xml" not in names
        or len(set(names)) != len(names)
        or not packings <= {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    ):
        raise UnreadableFileError(NO_WORKBOOK)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UnreadableFileError(_too_large())


def read_rows(stream: BinaryIO, *, most_rows: int) -> list[list[Any]]:
    """The cells of the first sheet from A1 on; raises UnreadableFileError with the remedy."""
    check_shape(stream)
    try:
        clean = _clean_copy(stream, most_rows + SPARE_ROWS)
        book = CalamineWorkbook.from_filelike(clean)
        return book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except BROKEN as error:
        raise UnreadableFileError(NO_WORKBOOK) from error
    except BaseException as error:
        # A panic of the parser, whose type is no Exception and cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFileError(NO_WORKBOOK) from error


def _clean_copy(stream: BinaryIO, most_rows: int) -> BinaryIO:
    """The needed parts, unpacked, and nothing else: no other format hides behind them."""
    copied, unpacked, texts = io.BytesIO(), 0, Strings()
    with zipfile.ZipFile(stream) as archive, zipfile.ZipFile(copied, "w") as target:
        # Sheets last: what their cells weigh is known from the table of shared texts.
        parts = [part for part in archive.infolist() if _is_needed(part.filename)]
        for part in sorted(parts, key=lambda part: _is_sheet(part.filename)):
            reader = _reader_for(part.filename, most_rows, texts)
            with target.open(part.filename, "w") as out:
                for chunk in _unpacked(archive, part):
                    unpacked += len(chunk)
                    if unpacked > MOST_UNPACKED:
                        raise UnreadableFileError(_too_large())
                    out.write(chunk)
                    if reader is not None:
                        reader.feed(chunk)
            if reader is not None:
                reader.close()
    copied.seek(0)
    return copied


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """What the part really holds, however little its entry says."""
    honest = copy(part)
    honest.file_size = MOST_UNPACKED + 1
    with archive.open(honest) as packed:
        while chunk := packed.read(CHUNK):
            yield chunk


def _reader_for(name: str, most_rows: int, texts: Strings) -> Any:
    if _is_sheet(name):
        cells = Cells(
            texts.lengths,
            most_rows=most_rows,
            most_columns=MOST_COLUMNS,
            most_text=MOST_UNPACKED,
            refuse=UnreadableFileError,
        )
        return XMLParser(target=cells)
    return XMLParser(target=texts) if name.lower() == STRINGS else None


def _is_needed(name: str) -> bool:
    return name.lower() in PARTS or _is_sheet(name)


def _is_sheet(name: str) -> bool:
    return name.lower().startswith("xl/worksheets/") and name.lower().endswith(".xml")


def _too_large() -> str:
    limit = MOST_UNPACKED // 2**20
    return f"文件解压后超过 {limit} MB。请只保留要导入的内容，删去图片和多余的工作表后再上传。"
