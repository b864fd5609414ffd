"""The tab 任免审批表 of a person's page: the form in the official arrangement, and its files."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from cadres.dossier.dossier import Dossier
from cadres.dossier.tabs import Tab
from cadres.exporting.documents import EDITIONS, FORMS, Document
from cadres.exporting.form_cells import cells
from cadres.exporting.order import Order, is_chosen
from cadres.exporting.people import forms
from cadres.exporting.person_views import EDITION
from cadres.formats.approval_form import PRESENT, Edition
from cadres.people.models import Cadre
from core.listing.asof import PARAMETER

NAME = "approval"
LABELS = {
    Document.FORM_LRMX: "下载 .lrmx",
    Document.FORM_LRM: "下载 .lrm",
    Document.FORM_DOCX: "下载 Word",
    Document.FORM_PDF: "下载 PDF",
}


def _content(dossier: Dossier, asked: QueryDict) -> dict[str, Any]:
    """The cells for the day of the page; `?edition=old` is the one before 2025."""
    wanted = asked.get(EDITION, "")
    edition = Edition(wanted) if wanted in list(Edition) else PRESENT
    order = Order(
        viewer=dossier.viewer,
        on=dossier.on,
        document=Document.FORM_PDF,
        edition=edition,
        is_dated=is_chosen(asked.get(PARAMETER, ""), dossier.on, timezone.localdate()),
    )
    ((cadre, form),) = forms(order, [dossier.cadre.pk])
    query = f"?{EDITION}={edition}"
    if asked.get(PARAMETER):
        query += f"&{PARAMETER}={dossier.on}"
    here = reverse("cadres:tab", args=[cadre.pk, NAME])
    return {
        "form": cells(form, edition, dossier.on),
        "editions": [
            {
                "label": label,
                "url": f"{here}{query.replace(str(edition), value, 1)}",
                "current": value == edition,
            }
            for value, label in EDITIONS
        ],
        "tells_number": dossier.may_keep and cadre.id_sealed is not None,
        "preview": f"{_file(cadre, Document.FORM_PDF)}{query}&inline=1",
        "files": [
            {"label": LABELS[document], "url": f"{_file(cadre, document)}{query}"}
            for document in FORMS
        ],
    }


def _file(cadre: Cadre, document: Document) -> str:
    return reverse("exporting:form", args=[cadre.pk, document.format])


FORM = Tab(
    name=NAME,
    template="approval/tab.html",
    label=lambda _d: "任免审批表",
    content=_content,
)
