"""What is known of a person's years, polls, cases and findings, as far as the viewer is told.

Each is read through its own door and once for a page. He himself is told the grade of a year when
it was decided, and an exit case; polls and findings are never his. What tells of discipline (why a
year has no grade) is for those who answer for him, and for himself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from assessments.cases.models import RosterCase
from assessments.findings.models import ConductFinding
from assessments.polls.models import PollResult
from assessments.rounds.choices import OF_DISCIPLINE
from assessments.rounds.consequences import NO_GRADE, consequences
from assessments.rounds.models import Assessment
from cadres.dossier.dossier import Dossier
from policy.judgements import Judgement

LATEST = 30  # of each kind, the newest first


def year_rows(dossier: Dossier) -> QuerySet:
    """Years of which the grade stood on the day of the page."""
    rows = Assessment.objects.visible_to(dossier.viewer).settled()
    return rows.filter(cadre=dossier.cadre, decided_on__lte=dossier.on)


def years(dossier: Dossier) -> list[Assessment]:
    """Those years, the last first; `may_tell` is whether the viewer hears why one has no grade."""

    def read() -> list[Assessment]:
        found = list(year_rows(dossier).select_related("unit").order_by("-year")[:LATEST])
        for row in found:
            row.may_tell = hears_why(dossier, row)  # type: ignore[attr-defined]
        return found

    return _once(dossier, "assessed_years", read)


def hears_why(dossier: Dossier, row: Assessment) -> bool:
    """Whether the viewer is told why a year has no grade."""
    return dossier.may_answer or dossier.is_own or row.no_grade not in OF_DISCIPLINE


def under_way(dossier: Dossier) -> list[Assessment]:
    """Sheets that are filled in today; nothing of them is told but whose turn it is."""
    if dossier.on != timezone.localdate():
        return []
    rows = Assessment.objects.visible_to(dossier.viewer).filter(cadre=dossier.cadre)
    return list(rows.filter(outcome="").select_related("unit").order_by("-year"))


def effects(dossier: Dossier) -> list[Judgement]:
    """What follows from the years (domain §6.1), without what tells of discipline to a clerk."""
    if not years(dossier):
        return []
    pk = dossier.cadre.pk
    found = consequences([pk], dossier.on).get(pk, {})
    is_guarded = not all(hears_why(dossier, row) for row in years(dossier))
    return [judgement for key, judgement in found.items() if not (is_guarded and key == NO_GRADE)]


def polls(dossier: Dossier) -> list[PollResult]:
    """Totals of counted polls that are opened to the viewer, the last first."""

    def read() -> list[PollResult]:
        rows = PollResult.objects.visible_to(dossier.viewer).counted()
        rows = rows.filter(cadre=dossier.cadre, poll__counted_on__lte=dossier.on)
        return list(rows.select_related("poll").order_by("-poll__counted_on", "-pk")[:LATEST])

    return _once(dossier, "poll_totals", read)


def case_rows(dossier: Dossier) -> QuerySet:
    """Cases that were opened by the day."""
    rows = RosterCase.objects.visible_to(dossier.viewer)
    return rows.filter(cadre=dossier.cadre, opened_on__lte=dossier.on)


def cases(dossier: Dossier) -> list[RosterCase]:
    """Cases that were opened by the day; `is_decided` is whether they were decided by then."""

    def read() -> list[RosterCase]:
        found = list(case_rows(dossier).order_by("-opened_on", "-pk")[:LATEST])
        for row in found:
            day = row.decided_on
            row.is_decided = day is not None and day <= dossier.on  # type: ignore[attr-defined]
        return found

    return _once(dossier, "roster_cases", read)


def findings(dossier: Dossier) -> list[ConductFinding]:
    """What departments found by the day; nothing for anybody else, and no statement."""

    def read() -> list[ConductFinding]:
        if not dossier.may_keep or dossier.is_own:
            return []
        rows = ConductFinding.objects.visible_to(dossier.viewer)
        rows = rows.filter(cadre=dossier.cadre, found_on__lte=dossier.on)
        return list(rows.order_by("-found_on", "-pk")[:LATEST])

    return _once(dossier, "conduct_findings", read)


def _once(dossier: Dossier, name: str, read: Callable[[], list]) -> Any:
    kept: dict[str, Any] = dossier.__dict__
    if name not in kept:
        dossier.take(**{name: read()})
    return kept[name]
