"""Rows of mentoring: the door follows the mentee's present unit; he sees his own."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db.models import F, Q

from cadres.people.querysets import ASKERS, KEEPERS, FileRowQuerySet
from core.scoping import Viewer

# Units pair and log; departments may do it for them.
PAIRERS = ASKERS | KEEPERS


class MentorshipQuerySet(FileRowQuerySet):
    """Rounds."""

    def kept_by(self, viewer: Viewer) -> Self:
        """Rounds that the viewer may change."""
        return self.visible_to(viewer, acting_as=PAIRERS)

    def real(self) -> Self:
        """Without rounds that were taken back: they ended on the day they began."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=F("since")))

    def open(self) -> Self:
        """Rounds that nobody has ended, whatever day they are full."""
        return self.filter(ended_on__isnull=True)

    def running(self, on: date) -> Self:
        """Rounds of which the day is a part."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), since__lte=on)


class OfRoundQuerySet(FileRowQuerySet):
    """Rows that belong to a round."""

    unit_path = "mentorship__cadre__unit_path"
    account_path = "mentorship__cadre__account"
