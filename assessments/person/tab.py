"""The tab 考核: years and what follows from them, polls, cases and findings."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils import timezone

from assessments.cases.choices import CaseState
from assessments.cases.models import RosterCase
from assessments.person import rows
from assessments.polls.models import PollResult
from assessments.rounds.years import offered, text_of
from cadres.approval.models import ApprovalTexts
from cadres.dossier.dossier import Dossier
from cadres.dossier.tabs import Tab

RATES = (
    ("excellent", "优秀"),
    ("competent", "称职"),
    ("basic", "基本称职"),
    ("incompetent", "不称职"),
)


def _content(dossier: Dossier, _asked: QueryDict) -> dict[str, Any]:
    text = text_of([dossier.cadre.pk], dossier.on).get(dossier.cadre.pk, "")
    may_judge = dossier.may_keep and not dossier.is_own
    return {
        "years": rows.years(dossier),
        "under_way": rows.under_way(dossier),
        "effects": rows.effects(dossier),
        "three_years": text,
        "differs": bool(text) and _differs(dossier),
        "polls": [(row, _rates(row)) for row in rows.polls(dossier)],
        "cases": [(row, _state(row)) for row in rows.cases(dossier)],
        "findings": rows.findings(dossier),
        "may_find": may_judge and dossier.on == timezone.localdate(),
        "may_judge": may_judge,
    }


def _differs(dossier: Dossier) -> bool:
    """Whether the form says something else of these years; for those alone who write the form."""
    if not dossier.may_keep or dossier.is_own:
        return False
    texts = ApprovalTexts.objects.visible_to(dossier.viewer).filter(cadre=dossier.cadre)
    kept = texts.values_list("assessments", flat=True).first() or ""
    return bool(kept and offered(dossier.cadre.pk, kept, dossier.on))


def _rates(row: PollResult) -> list[tuple[str, int, str]]:
    """Label, ballots and share of each grade, half up; nothing where too few came in."""
    if not row.is_shown or not row.counted:
        return []
    return [
        (label, getattr(row, name), _share(getattr(row, name), row.counted))
        for name, label in RATES
    ]


def _share(ballots: int, counted: int) -> str:
    hundredths = (ballots * 20_000 + counted) // (2 * counted)  # exact, without a float
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


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
    counted=lambda d: [rows.year_rows(d)],
)
