"""All rows at once: lines of JSON, CSV or a workbook, in constant memory."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import islice
from tempfile import TemporaryFile
from typing import Any

from django.db import transaction
from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from core.api.answers import JSON, private
from core.api.lines import lines, written
from core.errors import Invalid
from core.listing.csv_text import csv_blocks
from core.listing.page import Listing
from core.listing.sheet import write_xlsx
from core.workbook import XLSX

CONTENT_TYPES = {
    "json": JSON,
    "ndjson": "application/x-ndjson; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": XLSX,
}
MOST_XLSX_ROWS = 20_000  # written while the caller waits; more is a job
LINES = 100  # sent together


def stream(listing: Listing, form: str) -> HttpResponseBase:
    """Every matching row in the asked form, read through a server-side cursor."""
    headers = as_file(listing, form)
    content_type = CONTENT_TYPES[form]
    if form == "xlsx":
        return private(FileResponse(_workbook(listing), content_type=content_type, headers=headers))
    rows = listing.tuples()
    if form == "ndjson":
        return _sent(lines(listing.columns, rows), headers)
    body = _in_one_transaction(csv_blocks(listing, rows))
    return private(StreamingHttpResponse(body, content_type=content_type, headers=headers))


def json_lines(found: Iterable[Any], headers: Mapping[str, str]) -> StreamingHttpResponse:
    """Each thing as a line of JSON, sent while they are read."""
    return _sent((written(thing) + b"\n" for thing in found), headers)


def _sent(found: Iterator[bytes], headers: Mapping[str, str]) -> StreamingHttpResponse:
    body = _in_one_transaction(_gathered(found))
    content_type = CONTENT_TYPES["ndjson"]
    return private(StreamingHttpResponse(body, content_type=content_type, headers=headers))


def as_file(listing: Listing, form: str) -> dict[str, str]:
    """The header that names the file."""
    name = f"{listing.entity.name}_{timezone.localtime():%Y%m%d-%H%M}.{form}"
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def refuse_too_many(form: str, rows: int) -> None:
    """Raises Invalid for a workbook that would keep the caller waiting."""
    if form == "xlsx" and rows > MOST_XLSX_ROWS:
        reason = f"共 {rows:,} 行，直接取 xlsx 最多 {MOST_XLSX_ROWS:,} 行。"
        raise Invalid({"format": [f"{reason}请缩小条件，改用 ndjson 或 csv，或者提交导出任务。"]})


def empty(form: str) -> StreamingHttpResponse:
    """The answer to HEAD; as a stream, because a Content-Length of nothing would be a lie."""
    return private(StreamingHttpResponse((), content_type=CONTENT_TYPES[form]))


def _in_one_transaction(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Outside a transaction PostgreSQL would write the whole result aside before the first row."""
    with transaction.atomic():
        yield from pieces


def _gathered(found: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in fewer pieces."""
    while piece := b"".join(islice(found, LINES)):
        yield piece


def _workbook(listing: Listing) -> Any:
    """A zip must be whole before its first byte can leave: kept on disk, closed by the response."""
    with ExitStack() as on_failure:
        file = on_failure.enter_context(TemporaryFile())
        write_xlsx(listing, listing.tuples(), file, who=str(listing.viewer))
        file.seek(0)
        on_failure.pop_all()
    return file
