"""One person's form as a file, at once: downloads of his tab, and the preview of print."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from cadres.exporting.documents import Document, Paper, document_of
from cadres.exporting.form_files import files_of, zipped
from cadres.exporting.naming import titled
from cadres.exporting.order import Order, is_chosen
from cadres.exporting.people import forms
from cadres.formats.approval_form import PRESENT, Edition
from core.audit.models import Action
from core.audit.services import record
from core.listing.asof import PARAMETER, asked_day

TYPES = {
    "lrmx": "application/xml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "zip": "application/zip",
}
EDITION = "edition"


@login_required
def form(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The form of a person in scope; `?inline=1` shows a PDF instead of keeping it."""
    order = _order(request, kind)
    found = next(forms(order, [pk]), None)
    if found is None:
        raise Http404
    cadre, texts = found
    name = titled(order.on, Paper.FORM, cadre.name)
    files = files_of(order, texts)
    # Two files, the older editor's text and its picture, go as one.
    ending, content = (
        (files[0].ending, files[0].content) if len(files) == 1 else ("zip", zipped(name, files))
    )
    is_shown = order.document == Document.FORM_PDF and request.GET.get("inline") == "1"
    record(
        Action.PRINT if is_shown else Action.EXPORT,
        actor=request.user,
        target=cadre,
        label=f"{cadre} {order.document.label}",
        detail=order.logged(),
        rows=1,
    )
    response = HttpResponse(content, content_type=TYPES.get(ending, "application/octet-stream"))
    response["Content-Disposition"] = content_disposition_header(not is_shown, f"{name}.{ending}")
    response["Cache-Control"] = "private, no-store"
    return response


def _order(request: HttpRequest, kind: str) -> Order:
    document = document_of(Paper.FORM, kind)
    edition = request.GET.get(EDITION, PRESENT)
    if document is None or edition not in list(Edition):
        raise Http404
    asked = request.GET.get(PARAMETER, "")
    on = asked_day(asked)
    return Order(
        viewer=request.user,
        on=on,
        document=document,
        edition=Edition(edition),
        is_dated=is_chosen(asked, on, timezone.localdate()),
    )
