"""Cases on the workbench: what waits for an office, what was opened or decided, one's own."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from assessments.cases.choices import OPEN_CASES, CaseState
from assessments.cases.flow import OPINERS
from assessments.cases.models import CLOSED, RosterCase
from assessments.cases.querysets import CaseQuerySet
from assessments.cases.shown import state_by
from assessments.talks.querysets import OFFICES
from cadres.people.querysets import ASKERS, KEEPERS
from core.choices import Role
from core.scoping import Viewer, roles_of
from core.shell.panels import Filling, Panel
from core.shell.pending import Work
from core.shell.recent import Change, midnight

SHARE = 4  # of the feed
SIGNERS = OPINERS & ASKERS  # of a unit
DECIDED = {str(state) for state in CLOSED} | {str(CaseState.OBSERVING)}


def decisions(viewer: Viewer) -> Work | None:
    """Cases that a department has to decide."""
    if not roles_of(viewer) & KEEPERS:
        return None
    rows = RosterCase.objects.filter(CaseQuerySet.opened_to(viewer, KEEPERS))
    rows = rows.filter(state=CaseState.OPENED)
    url = f"{reverse('cases:list')}?state={CaseState.OPENED}"
    return Work(rows, "调出补充个案", "件待决定", url)


def opinions(viewer: Viewer) -> Work | None:
    """Cases on which a unit has not given its opinion."""
    if not roles_of(viewer) & SIGNERS:
        return None
    rows = RosterCase.objects.filter(CaseQuerySet.opened_to(viewer, SIGNERS))
    rows = rows.filter(state=CaseState.OPENED, opinion="")
    return Work(rows, "调出补充个案", "件待签署单位意见", reverse("cases:list"))


def opened(viewer: Viewer, since: datetime, most: int) -> list[Change]:
    """Cases that were opened in the days since."""
    day, today = timezone.localtime(since).date(), timezone.localdate()
    rows = RosterCase.objects.filter(CaseQuerySet.opened_to(viewer, OFFICES))
    rows = rows.filter(opened_on__range=(day, today)).select_related("cadre")
    return [
        _change(row, row.opened_on, f"　{row.get_kind_display()}个案立案")
        for row in rows.order_by("-opened_on", "-pk")[: min(most, SHARE)]
    ]


def decided(viewer: Viewer, since: datetime, most: int) -> list[Change]:
    """Cases that were decided in the days since."""
    day, today = timezone.localtime(since).date(), timezone.localdate()
    rows = RosterCase.objects.filter(CaseQuerySet.opened_to(viewer, OFFICES))
    rows = rows.filter(decided_on__range=(day, today), state__in=DECIDED).select_related("cadre")
    return [
        _change(row, row.decided_on or today, f"　个案{row.get_state_display()}")
        for row in rows.order_by("-decided_on", "-pk")[: min(most, SHARE)]
    ]


def _change(row: RosterCase, day: date, text: str) -> Change:
    url = reverse("cases:detail", args=[row.pk])
    return Change(at=midnight(day), label=row.cadre.name, url=url, text=text)


def own(request: HttpRequest, on: date) -> Filling:
    """One's own exit case in hand; no panel for whoever has none."""
    rows = RosterCase.objects.visible_to(request.user, acting_as={Role.CADRE})
    case = rows.filter(state__in=OPEN_CASES).select_related("unit").first()
    if case is None:
        return None
    by = state_by(case)
    return {"case": case, "state_by": by, "may_state": on <= by and not case.statement_on}


OWN = Panel("workbench/own_case.html", own, frozenset({Role.CADRE}))
