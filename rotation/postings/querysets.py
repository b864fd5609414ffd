"""Rows of postings: the door follows the person's present unit; a host sees whom it was sent.

A host (接收单位) sees the posting of somebody sent to it and what belongs to that posting, not his
file. The person sees his own postings; what offices judge of him is behind `opened_to`.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import ClassVar, Self

from django.db.models import F, Q

from cadres.people.querysets import ASKERS, KEEPERS, FileRowQuerySet
from core.accounts.querysets import not_of_oneself
from core.choices import Role
from core.scoping import EVERYTHING, NOTHING, Viewer, subtree
from rotation.choices import AWAY, HELD

HOSTS = frozenset({Role.COUNTY_DEPARTMENT, Role.UNIT_SECRETARY, Role.UNIT_CLERK})
OFFICES = KEEPERS | ASKERS


class OfPostingQuerySet(FileRowQuerySet):
    """Rows about a posting; `host_path` leads to the path of the unit that he was sent to."""

    host_path: ClassVar[str] = "unit__path"
    kind_path: ClassVar[str] = "kind"

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """What the person's own unit opens, and what the unit opens that he was sent to."""
        own = super().scope_condition(viewer, acting_as)
        if own == EVERYTHING:
            return own
        hosting = cls.hosting(viewer, acting_as)
        if hosting == NOTHING:
            return own
        return hosting if own == NOTHING else own | hosting

    @classmethod
    def hosting(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """Postings of people who were sent to a unit within the viewer's reach."""
        condition = NOTHING
        for scope in viewer.scopes:
            if scope.role in HOSTS and (acting_as is None or scope.role in acting_as):
                below = subtree(cls.host_path, scope) & Q(**{f"{cls.kind_path}__in": AWAY})
                condition = below if condition == NOTHING else condition | below
        return condition

    @classmethod
    def opened_to(cls, viewer: Viewer, roles: frozenset[Role] = OFFICES) -> Q:
        """What the viewer sees as an office, not as the person himself."""
        return not_of_oneself(cls.scope_condition(viewer, roles), viewer, cls.account_path)


class PostingQuerySet(OfPostingQuerySet):
    """Postings. One that ended on the day it began was taken back: it never was."""

    def real(self) -> Self:
        """Without postings that were taken back."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=F("since")))

    def running(self, on: date) -> Self:
        """Postings of which the day is a part, whether or not their term is over."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), since__lte=on)

    def held(self) -> Self:
        """Posts that people hold or held (任职, 轮岗)."""
        return self.filter(kind__in=HELD)

    def away(self) -> Self:
        """Postings to elsewhere, which change nobody's post."""
        return self.filter(kind__in=AWAY)


class RowOfPostingQuerySet(OfPostingQuerySet):
    """Rows that belong to a posting: its extensions and appraisals."""

    unit_path = "posting__cadre__unit_path"
    account_path = "posting__cadre__account"
    host_path = "posting__unit__path"
    kind_path = "posting__kind"


class ArrangementQuerySet(RowOfPostingQuerySet):
    """What awaits somebody when he is back: for his own offices, not for his host or himself."""

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """What his unit opens to offices."""
        roles = OFFICES if acting_as is None else OFFICES & frozenset(acting_as)
        own = super(OfPostingQuerySet, cls).scope_condition(viewer, roles)
        return not_of_oneself(own, viewer, cls.account_path)
