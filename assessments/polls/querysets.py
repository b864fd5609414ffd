"""Rows of polls: a unit sees that a poll is held and who still has to vote, never the choices.

Boxes, sheets and remarks have no door at all: nothing lists them, and what is counted of them
passes through `PollResult`.
"""

from __future__ import annotations

from typing import ClassVar, Self

from django.db.models import Q

from assessments.polls.choices import PollState
from assessments.talks.querysets import OFFICES, READERS
from cadres.people.querysets import KEEPERS, FileRowQuerySet
from core.accounts.querysets import not_of_oneself
from core.choices import Role
from core.scoping import NOTHING, ScopedQuerySet, Viewer

UNITS = OFFICES - KEEPERS


class PollQuerySet(ScopedQuerySet):
    """Polls: the departments hold them; the unit where one is held sees its turnout."""

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as=None) -> Q:
        """What the offices' roles open."""
        roles = OFFICES if acting_as is None else OFFICES & set(acting_as)
        return super().scope_condition(viewer, roles) if roles else NOTHING


class OfPollQuerySet(PollQuerySet):
    """Rows that belong to a poll."""

    unit_path = "poll__unit__path"


class ResultQuerySet(FileRowQuerySet):
    """Counted results: the departments' and programs', and the unit's once they are shared.

    Nobody reads here what others think of himself. Rows follow the person's present unit, so that
    the departments of where he is now know them.
    """

    account_path = "cadre__account"
    shared_path: ClassVar[str] = "poll__shared_on"

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as=None) -> Q:
        """What the departments' roles open, and what units were told."""
        roles = READERS if acting_as is None else READERS & set(acting_as)
        own = super().scope_condition
        condition = own(viewer, roles & (KEEPERS | {Role.API_CLIENT}))
        told = own(viewer, roles & UNITS)
        if told != NOTHING:
            told &= Q(**{f"{cls.shared_path}__isnull": False})
            condition = told if condition == NOTHING else condition | told
        return not_of_oneself(condition, viewer, cls.account_path)

    def counted(self) -> Self:
        """Of polls that are sealed."""
        return self.filter(poll__state=PollState.COUNTED)
