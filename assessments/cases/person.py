"""Cases on a person's page: a tab with each of them, and the ways to open one by hand."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from assessments.cases.choices import OPEN_CASES, CaseKind
from assessments.cases.models import RosterCase
from cadres.dossier.dossier import Dossier
from cadres.dossier.tabs import Tab


def _cases(dossier: Dossier) -> QuerySet[RosterCase]:
    rows = RosterCase.objects.visible_to(dossier.viewer).filter(cadre=dossier.cadre)
    return rows.filter(opened_on__lte=dossier.on)


def _content(dossier: Dossier, _asked: QueryDict) -> dict[str, Any]:
    """The cases, the latest first; a button for whoever answers for the person."""
    cases = list(_cases(dossier).order_by("-opened_on", "-pk"))
    return {
        "cases": [(case, case.state in OPEN_CASES) for case in cases],
        "verb": _verb(dossier, cases) if dossier.may_answer and not dossier.is_own else None,
    }


def _verb(dossier: Dossier, cases: list[RosterCase]) -> dict[str, str] | None:
    """On the roster he may wish to leave it; outside he may be put forward, once at a time."""
    if dossier.open_entry is not None:
        view, label = "cases:open", "登记退出"
    elif any(case.kind == CaseKind.ADDITION and case.state in OPEN_CASES for case in cases):
        return None
    else:
        view, label = "cases:nominate", "提名补充"
    return {"label": label, "url": f"{reverse(view)}?cadre={dossier.cadre.pk}"}


CASES = Tab(
    name="cases",
    template="cases/tab.html",
    label=lambda _d: "个案",
    content=_content,
    counted=lambda d: [_cases(d)],
    open_to=lambda d: not d.is_own or _cases(d).exists(),
)
