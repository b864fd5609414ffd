"""Work of the yearly assessment that waits for the viewer: sheets, and rounds to be settled."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.urls import reverse

from assessments.rounds.choices import AssessmentState, RoundState
from assessments.rounds.flow import SECRETARIES
from assessments.rounds.models import Assessment, Round
from assessments.rounds.turns import waiting
from core.choices import Role
from core.scoping import Viewer, roles_of
from core.shell.pending import Work

SECRETARY = frozenset({Role.UNIT_SECRETARY})


def sheets(viewer: Viewer) -> Work:
    """Sheets of which it is the viewer's turn."""
    rows = Assessment.objects.visible_to(viewer).filter(waiting(viewer))
    url = f"{reverse('rounds:sheets')}?standing=mine"
    return Work(rows, "年度考核登记表", "份待办理", url)


def rounds(viewer: Viewer) -> Work | None:
    """Rounds of the unit in which every grade was proposed: the meeting is next."""
    if not roles_of(viewer) & SECRETARIES:
        return None
    rows = Round.objects.visible_to(viewer, acting_as=SECRETARY).filter(state=RoundState.OPEN)
    sheets = Assessment.objects.filter(round=OuterRef("pk"))
    rows = rows.filter(Exists(sheets), ~Exists(sheets.exclude(state=AssessmentState.PROPOSED)))
    url = f"{reverse('rounds:list')}?state={RoundState.OPEN}"
    return Work(rows, "年度考核审定", "个单位等次已提齐，待会议审定", url, "rounds:detail")
