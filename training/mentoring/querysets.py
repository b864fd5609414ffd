"""Rows of mentoring: the door follows the mentee's present unit; he sees his own.

Nobody keeps, reviews or reads the review of his own round, even where he works in the office that
does.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db.models import F, Q

from cadres.people.querysets import ASKERS, KEEPERS, FileRowQuerySet
from core.accounts.querysets import not_of_oneself
from core.choices import Role
from core.scoping import Viewer

# Units pair and log; departments may do it for them.
PAIRERS = ASKERS | KEEPERS


class KeptQuerySet(FileRowQuerySet):
    """Rows that offices keep about others."""

    @classmethod
    def opened_to(cls, viewer: Viewer, roles: frozenset[Role] = PAIRERS) -> Q:
        """What the viewer sees as an office, not as the mentee."""
        return not_of_oneself(cls.scope_condition(viewer, roles), viewer, cls.account_path)

    def kept_by(self, viewer: Viewer) -> Self:
        """Rows that the viewer may change."""
        return self.filter(self.opened_to(viewer))


class MentorshipQuerySet(KeptQuerySet):
    """Rounds."""

    def real(self) -> Self:
        """Without rounds that were taken back: they ended on the day they began."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=F("since")))

    def open(self) -> Self:
        """Rounds that nobody has ended, whatever day they are full."""
        return self.filter(ended_on__isnull=True)

    def running(self, on: date) -> Self:
        """Rounds of which the day is a part."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), since__lte=on)


class OfRoundQuerySet(KeptQuerySet):
    """Rows that belong to a round."""

    unit_path = "mentorship__cadre__unit_path"
    account_path = "mentorship__cadre__account"
