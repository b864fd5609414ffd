"""Rows of appraisals, and on which side of a posting somebody stands."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from django.db.models import F, Q

from cadres.people.querysets import ASKERS, KEEPERS
from core.accounts.querysets import not_of_oneself
from core.choices import Role
from core.scoping import NOTHING, Viewer
from rotation.choices import AppraisalState
from rotation.postings.querysets import HOSTS, OfPostingQuerySet, RowOfPostingQuerySet


class Side(StrEnum):
    """Who somebody is to a posting."""

    PERSON = "person"
    UNIT = "unit"  # his own unit, which sends him
    HOST = "host"
    DEPARTMENT = "department"


# Whose turn it is; a department may stand in for any of them.
TURN = {
    AppraisalState.DRAFT: (Side.PERSON, Side.UNIT, Side.HOST, Side.DEPARTMENT),
    AppraisalState.HOST: (Side.HOST, Side.DEPARTMENT),
    AppraisalState.SENDER: (Side.UNIT, Side.DEPARTMENT),
    AppraisalState.DEPARTMENT: (Side.DEPARTMENT,),
}
# Whom the list tells that it waits for them: who the step belongs to, not who may stand in.
WAITS_FOR = {
    AppraisalState.DRAFT: (Side.PERSON, Side.UNIT),
    AppraisalState.HOST: (Side.HOST,),
    AppraisalState.SENDER: (Side.UNIT,),
    AppraisalState.DEPARTMENT: (Side.DEPARTMENT,),
}


def on_side(rows: type[OfPostingQuerySet], viewer: Viewer, side: Side) -> Q:
    """Rows of postings to which the viewer stands on that side; never his own but as himself."""

    def own(roles: frozenset[Role]) -> Q:
        # What his unit opens, without what a host sees.
        return super(OfPostingQuerySet, rows).scope_condition(viewer, roles)

    match side:
        case Side.PERSON:
            return own(frozenset({Role.CADRE}))
        case Side.UNIT:
            condition = own(ASKERS)
        case Side.HOST:
            condition = rows.hosting(viewer, HOSTS)
        case Side.DEPARTMENT:
            condition = own(KEEPERS)
    return not_of_oneself(condition, viewer, rows.account_path)


class AppraisalQuerySet(RowOfPostingQuerySet):
    """Sheets."""

    def real(self) -> Self:
        """Without those of postings that were taken back."""
        return self.exclude(posting__ended_on=F("posting__since"))

    def waiting_for(self, viewer: Viewer) -> Self:
        """Those of which it is the viewer's turn."""
        return self.real().filter(self.waiting(viewer))

    @classmethod
    def waiting(cls, viewer: Viewer) -> Q:
        """The same as a condition."""
        found = NOTHING
        for state, sides in WAITS_FOR.items():
            for side in sides:
                condition = on_side(cls, viewer, side)
                if condition != NOTHING:
                    condition &= Q(state=state)
                    found = condition if found == NOTHING else found | condition
        return found
