"""The one place where the volume meets what makes a report's files."""

from __future__ import annotations

from datetime import date

from reporting.annual.choices import PaperKind
from reporting.annual.whole import Whole
from reporting.papers.paper import file_name as file_name
from reporting.papers.paper import name_of as name_of
from reporting.papers.paper import paper


def paper_of(whole: Whole, kind: PaperKind, on: date) -> bytes:
    """A report as a file; `on` is the day that the file says it was made."""
    return paper(whole, kind, on)
