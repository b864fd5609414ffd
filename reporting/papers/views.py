"""A report as a file: of a draft marked as one, of a filing as it was sealed."""

from __future__ import annotations

from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from core.audit.models import Action
from core.audit.services import record
from core.workbook import XLSX
from reporting.annual.choices import PaperKind
from reporting.annual.reading import whole_for
from reporting.annual.views.reach import LONGEST_NUMBER, seen_filing, seen_report
from reporting.papers.paper import download_name, paper

TYPES: Final = {
    PaperKind.PDF: "application/pdf",
    PaperKind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PaperKind.EXCEL: XLSX,
}


@login_required
def paper_of(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """`?filing=2` is what was filed then; `?inline=1` shows a PDF instead of keeping it."""
    if kind not in PaperKind.values:
        raise Http404
    report, fmt = seen_report(request, pk), PaperKind(kind)
    viewer: Any = request.user
    asked = request.GET.get("filing", "")
    filing = seen_filing(request, report, _number(asked)) if asked else None
    whole = whole_for(viewer, report, filing)
    content = paper(whole, fmt, timezone.localdate())
    record(
        Action.EXPORT,
        actor=viewer,
        target=report,
        label=f"{report}（{fmt.label}）",
        detail={"filing": str(whole.number), "format": kind},
        rows=len(whole.opinions),
    )
    response = HttpResponse(content, content_type=TYPES[fmt])
    is_kept = "inline" not in request.GET or fmt != PaperKind.PDF
    called = content_disposition_header(is_kept, download_name(whole, fmt))
    response["Content-Disposition"] = called or ""
    response["Cache-Control"] = "private, no-store"
    return response


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER):
        raise Http404
    return int(text)
