"""Whose turn a sheet is: the list, the workbench and the page say it alike."""

from __future__ import annotations

from django.db.models import Q

from assessments.rounds.choices import AssessmentState
from assessments.rounds.querysets import AssessmentQuerySet
from cadres.people.querysets import ASKERS, KEEPERS
from core.accounts.querysets import BaseAccount, not_of_oneself
from core.choices import Role
from core.scoping import NOTHING, Viewer, roles_of

HIS = (AssessmentState.SUMMARY, AssessmentState.DECIDED)
SECRETARY = frozenset({Role.UNIT_SECRETARY})


def waiting(viewer: Viewer) -> Q:
    """Sheets that the viewer has to bring on their way.

    A person writes and signs himself; for whoever has no account his unit does. The unit that
    assesses proposes, the departments review. What is proposed waits for the round.
    """
    office = [
        (AssessmentQuerySet.assessing(viewer, SECRETARY), Q(state=AssessmentState.APPRAISING)),
        (
            AssessmentQuerySet.assessing(viewer, ASKERS),
            Q(state__in=HIS, cadre__account__isnull=True),
        ),
    ]
    keepers = NOTHING
    if roles_of(viewer) & KEEPERS:
        keepers = AssessmentQuerySet.scope_condition(viewer, KEEPERS)
    office.append((keepers, Q(state=AssessmentState.OBJECTED)))
    found = NOTHING
    for reach, state in office:
        if reach != NOTHING:
            one = not_of_oneself(reach, viewer, AssessmentQuerySet.account_path) & state
            found = one if found == NOTHING else found | one
    if Role.CADRE in roles_of(viewer) and isinstance(viewer, BaseAccount):
        own = Q(cadre__account=viewer.pk, state__in=HIS)
        found = own if found == NOTHING else found | own
    return found
