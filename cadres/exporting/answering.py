"""A made file as the answer to a request."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from cadres.exporting.naming import safe

TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
}
PAPERS: Final = ("pdf", "docx")  # what one form can be had as


def file_response(
    content: bytes, fmt: str, name: str, on: date, *, is_shown: bool = False
) -> HttpResponse:
    """A file, called by the day and `name`, that nobody keeps but whoever asked for it."""
    response = HttpResponse(content, content_type=TYPES[fmt])
    titled = safe(f"{on:%Y.%m.%d} {name}")
    response["Content-Disposition"] = content_disposition_header(not is_shown, f"{titled}.{fmt}")
    response["Cache-Control"] = "private, no-store"
    return response
