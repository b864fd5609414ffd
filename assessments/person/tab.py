"""The tab 考核: years and what follows from them, polls, cases and findings."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from assessments.cases.choices import OPEN_CASES, CaseKind, CaseState
from assessments.cases.models import RosterCase
from assessments.person import rows
from assessments.polls.shares import shares_of
from assessments.rounds.years import offered, text_of
from cadres.approval.models import ApprovalTexts
from cadres.dossier.dossier import Dossier
from cadres.dossier.tabs import Tab


def _content(dossier: Dossier, _asked: QueryDict) -> dict[str, Any]:
    text = text_of([dossier.cadre.pk], dossier.on).get(dossier.cadre.pk, "")
    may_judge = dossier.may_keep and not dossier.is_own
    is_today = dossier.on == timezone.localdate()
    return {
        "years": rows.years(dossier),
        "under_way": rows.under_way(dossier),
        "effects": rows.effects(dossier),
        "three_years": text,
        "differs": bool(text) and _differs(dossier),
        "polls": [(row, shares_of(row)) for row in rows.polls(dossier)],
        "cases": [(row, _state(row)) for row in rows.cases(dossier)],
        "case_verb": _case_verb(dossier) if is_today else None,
        "findings": rows.findings(dossier),
        "may_find": may_judge and is_today,
        "may_judge": may_judge,
    }


def _case_verb(dossier: Dossier) -> dict[str, str] | None:
    """On the roster he may wish to leave it; outside he may be put forward, once at a time."""
    if dossier.is_own or not dossier.may_answer:
        return None
    if dossier.open_entry is not None:
        view, label = "cases:open", "登记退出"
    elif any(c.kind == CaseKind.ADDITION and c.state in OPEN_CASES for c in rows.cases(dossier)):
        return None
    else:
        view, label = "cases:nominate", "提名补充"
    return {"label": label, "url": f"{reverse(view)}?cadre={dossier.cadre.pk}"}


def _differs(dossier: Dossier) -> bool:
    """Whether the form says something else of these years; for those alone who write the form."""
    if not dossier.may_keep or dossier.is_own:
        return False
    texts = ApprovalTexts.objects.visible_to(dossier.viewer).filter(cadre=dossier.cadre)
    kept = texts.values_list("assessments", flat=True).first() or ""
    return bool(kept and offered(dossier.cadre.pk, kept, dossier.on))


def _state(row: RosterCase) -> tuple[str, str]:
    """In words, with the colour of its light, as of the day of the page."""
    if row.state == CaseState.WITHDRAWN:
        return row.get_state_display(), ""
    if not row.is_decided:  # type: ignore[attr-defined]
        return str(CaseState.OPENED.label), "yellow"
    colour = "yellow" if row.state == CaseState.OBSERVING else "green"
    return row.get_state_display(), colour


ASSESSMENTS = Tab(
    name="assessments",
    template="assessments/tab.html",
    label=lambda _d: "考核",
    content=_content,
    counted=lambda d: [rows.year_rows(d), rows.case_rows(d)],
)
