"""Workbooks that people upload: vetted and copied clean before a parser sees them.

A workbook is a zip of XML. A kilobyte of it can claim a cell at XFD1048576 or unpack to gigabytes,
and a parser that believes it takes the machine down. So the parts that a workbook needs are
unpacked under a limit, their cells counted, and the parser gets a copy of exactly these parts.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from python_calamine import CalamineError, CalamineWorkbook

from core import workbook_scan
from core.errors import DomainError
from core.workbook_cells import count
from core.workbook_parts import sheet_parts
from core.zip_directory import directory_size

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_UNPACKED = 100 * 2**20
MOST_COLUMNS = 64
MOST_MERGED = 100_000
MOST_DIRECTORY = 2 * 2**20  # bytes of the zip's table of contents: some ten thousand parts
SPARE_ROWS = 1000  # empty but formatted rows below the last filled one are common
CHUNK = 2**16
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what .xls, and a workbook with a password, begin with
STRINGS = "xl/sharedstrings.xml"
PARTS = (  # in lower case: writers differ
    "[content_types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    STRINGS,
)
# Trees are built of these. Years of copying make styles of some megabytes.
MOST_OF = dict.fromkeys(PARTS[:4], 4 * 2**20) | {"xl/styles.xml": 20 * 2**20}

NO_WORKBOOK = "这个文件不是能读的 Excel 工作簿（.xlsx）。请用导入模板填写，另存为 .xlsx 后再上传。"
LOCKED = (
    "这个文件设了打开密码，或者是旧的 .xls 格式，不能读取。"
    "请在表格软件中打开，去掉密码，另存为 .xlsx 后再上传。"
)
TOO_MANY = (
    "工作簿里的部件太多（样式、名称、图片等）。"
    "请把要导入的内容复制到导入模板中，另存为 .xlsx 后再上传。"
)
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells from A1 on, row by row; places are (row, column) from 0.

    `merged` are (first, last) places of joined cells, `faults` the cells that have no value to be
    read: a formula's error such as #REF!, "" for a formula that was never worked out.
    """

    name: str
    rows: list[list[Any]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)


def check_shape(stream: BinaryIO) -> None:
    """Refuse what is no .xlsx or says that it is too large; reads the table of contents alone."""
    begins = stream.read(len(OLE))
    stream.seek(0)
    if begins == OLE:
        raise UnreadableFileError(LOCKED)
    if (directory_size(stream) or 0) > MOST_DIRECTORY:
        raise UnreadableFileError(TOO_MANY)
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
    return next(read_sheets(stream, most_rows=most_rows)).rows


def read_sheets(stream: BinaryIO, *, most_rows: int) -> Iterator[Sheet]:
    """The sheets in their order, each read when it is asked for; raises UnreadableFileError."""
    check_shape(stream)
    try:
        parts = _vetted(stream, most_rows + SPARE_ROWS)
        places = sheet_parts(parts)
        book = CalamineWorkbook.from_filelike(_clean_copy(parts))
        names = book.sheet_names
        for index, name in enumerate(names):
            sheet = book.get_sheet_by_index(index)
            content = parts.get(places.get(name, ""), b"")
            yield Sheet(
                name,
                sheet.to_python(skip_empty_area=False),
                list(sheet.merged_cell_ranges or ()),
                workbook_scan.faults(content),
            )
        if not names:
            raise UnreadableFileError(NO_WORKBOOK)
    except BROKEN as error:
        raise UnreadableFileError(NO_WORKBOOK) from error
    except BaseException as error:
        # A panic of the parser, whose type is no Exception and cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFileError(NO_WORKBOOK) from error


def _vetted(stream: BinaryIO, most_rows: int) -> dict[str, bytes]:
    """The needed parts by name, unpacked under the limit, their cells within theirs."""
    parts, unpacked = {}, 0
    with zipfile.ZipFile(stream) as archive:
        for part in archive.infolist():
            if not _is_needed(part.filename):
                continue
            chunks, before = [], unpacked
            most = MOST_OF.get(part.filename.lower(), MOST_UNPACKED)
            for chunk in _unpacked(archive, part):
                unpacked += len(chunk)
                if unpacked > MOST_UNPACKED:
                    raise UnreadableFileError(_too_large())
                if unpacked - before > most:
                    raise UnreadableFileError(TOO_MANY)
                chunks.append(chunk)
            parts[part.filename] = b"".join(chunks)
    strings = next((parts[name] for name in parts if name.lower() == STRINGS), b"")
    texts = workbook_scan.shared_texts(strings)
    slow = [
        parts[name]
        for name in parts
        if _is_sheet(name)
        and not workbook_scan.is_harmless(
            parts[name], texts, most_rows=most_rows, most_text=MOST_UNPACKED
        )
    ]
    count(
        slow,
        strings if slow or not texts.is_ordinary else b"",
        most_rows=most_rows,
        most_columns=MOST_COLUMNS,
        most_text=MOST_UNPACKED,
        refuse=UnreadableFileError,
    )
    if any(parts[name].count(b"mergeCell") > MOST_MERGED for name in parts if _is_sheet(name)):
        raise UnreadableFileError("工作表里合并的单元格太多，请取消合并后再上传。")
    return parts


def _clean_copy(parts: Mapping[str, bytes]) -> BinaryIO:
    """The needed parts and nothing else: no other format hides behind them."""
    copied = io.BytesIO()
    with zipfile.ZipFile(copied, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    copied.seek(0)
    return copied


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """What the part really holds, however little its entry says."""
    honest = copy(part)
    honest.file_size = MOST_UNPACKED + 1
    with archive.open(honest) as packed:
        while chunk := packed.read(CHUNK):
            yield chunk


def _is_needed(name: str) -> bool:
    return name.lower() in PARTS or _is_sheet(name)


def _is_sheet(name: str) -> bool:
    return name.lower().startswith("xl/worksheets/") and name.lower().endswith(".xml")


def _too_large() -> str:
    limit = MOST_UNPACKED // 2**20
    return f"文件解压后超过 {limit} MB。请只保留要导入的内容，删去图片和多余的工作表后再上传。"
