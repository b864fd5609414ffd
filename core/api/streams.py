"""All rows at once: lines of JSON, CSV or a workbook, in constant memory."""

from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import Any

import orjson
from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from core.api.answers import JSON, private
from core.api.rows import objects
from core.errors import Invalid
from core.listing.exports import csv_lines, write_xlsx
from core.listing.page import Listing
from core.workbook import XLSX

CONTENT_TYPES = {
    "json": JSON,
    "ndjson": "application/x-ndjson; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": XLSX,
}
MOST_XLSX_ROWS = 20_000  # written while the caller waits; more is a job
CHUNK = 64 * 1024  # bytes gathered before they are sent

Rows = Iterable[tuple[Any, ...]]


def stream(listing: Listing, form: str) -> HttpResponseBase:
    """Every matching row in the asked form, read through a server-side cursor."""
    name = f"{listing.entity.name}_{timezone.localtime():%Y%m%d-%H%M}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    content_type = CONTENT_TYPES[form]
    if form == "xlsx":
        return private(FileResponse(_workbook(listing), content_type=content_type, headers=headers))
    lines = _json_lines if form == "ndjson" else csv_lines
    body = _gathered(lines(listing, listing.tuples()))
    return private(StreamingHttpResponse(body, content_type=content_type, headers=headers))


def refuse_too_many(form: str, rows: int) -> None:
    """Raises Invalid for a workbook that would keep the caller waiting."""
    if form == "xlsx" and rows > MOST_XLSX_ROWS:
        reason = f"共 {rows:,} 行，直接取 xlsx 最多 {MOST_XLSX_ROWS:,} 行。"
        raise Invalid({"format": [f"{reason}请缩小条件，改用 ndjson 或 csv，或者提交导出任务。"]})


def empty(form: str) -> StreamingHttpResponse:
    """The answer to HEAD; as a stream, because a Content-Length of nothing would be a lie."""
    return private(StreamingHttpResponse((), content_type=CONTENT_TYPES[form]))


def _json_lines(listing: Listing, rows: Rows) -> Iterator[bytes]:
    option = orjson.OPT_APPEND_NEWLINE
    for found in objects(listing.columns, rows):
        yield orjson.dumps(found, default=str, option=option)


def _gathered(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in fewer pieces."""
    pieces, size = [], 0
    for line in lines:
        pieces.append(line)
        size += len(line)
        if size >= CHUNK:
            yield b"".join(pieces)
            pieces, size = [], 0
    if pieces:
        yield b"".join(pieces)


def _workbook(listing: Listing) -> Any:
    """A zip must be whole before its first byte can leave: kept on disk, closed by the response."""
    file = TemporaryFile()  # noqa: SIM115
    write_xlsx(listing, listing.tuples(), file, who=str(listing.viewer))
    file.seek(0)
    return file
