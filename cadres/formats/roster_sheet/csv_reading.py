"""CSV of any Chinese program as rows: UTF-8 or GB18030, commas, semicolons or tabs."""

import csv
import io
from typing import BinaryIO

from core.workbook import MOST_COLUMNS, MOST_UNPACKED, UnreadableFileError

MOST_BYTES = MOST_UNPACKED // 4
MOST_CELL = 40_000  # characters; a sheet's cell holds 32,767
NO_TABLE = "这个文件既不是 Excel 工作簿（.xlsx），也不是能读的 CSV 文本。请用导入模板填写后再上传。"
# What a writer puts before a text that would be run as a formula (core/listing/csv_text.py).
ARMED = frozenset("=+-@\t\r\n＝＋－＠'")


def csv_rows(stream: BinaryIO, *, most_rows: int) -> list[list[str]]:
    """The lines as cells; raises UnreadableFileError."""
    content = stream.read(MOST_BYTES + 1)
    if not content.strip():
        raise UnreadableFileError("这个文件是空的，请用导入模板填写后再上传。")
    if len(content) > MOST_BYTES:
        raise UnreadableFileError(f"文件超过 {MOST_BYTES // 2**20} MB，请分成几个文件后再上传。")
    text = _decoded(content)
    rows = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), _dialect(text))):
            if number > most_rows:
                raise UnreadableFileError(
                    f"文件超过 {most_rows:,} 行，一次最多这么多，请分成几个文件后再上传。"
                )
            if len(row) > MOST_COLUMNS or any(len(cell) > MOST_CELL for cell in row):
                raise UnreadableFileError(NO_TABLE)
            rows.append([_plain(cell) for cell in row])
    except csv.Error as error:
        raise UnreadableFileError(NO_TABLE) from error
    return rows


def _decoded(content: bytes) -> str:
    if b"\0" in content:
        raise UnreadableFileError(NO_TABLE)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError(NO_TABLE)


def _dialect(text: str) -> type[csv.Dialect]:
    """The separator that the first lines have most of."""
    head = text[:4000]
    mark = max(",;\t", key=head.count)
    return type("Found", (csv.excel,), {"delimiter": mark})


def _plain(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:] and cell[1] in ARMED else cell
