"""Rows of talks: the door follows the cadre's present unit; he sees that his own took place.

What was said is columns of the offices alone (`entities.py`); a voided record stays, for them.
"""

from __future__ import annotations

from typing import Self

from django.db.models import Q

from cadres.people.querysets import ASKERS, KEEPERS, FileRowQuerySet
from core.accounts.querysets import BaseAccount
from core.scoping import Viewer
from policy.periods import Quarter

# Who reads what was said, and who records it.
OFFICES = KEEPERS | ASKERS


class TalkQuerySet(FileRowQuerySet):
    """Talks."""

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as=None) -> Q:
        """As for every row of a file; a cadre has no business with what was voided."""
        condition = super().scope_condition(viewer, acting_as)
        if isinstance(viewer, BaseAccount) and not {s.role for s in viewer.scopes} & OFFICES:
            condition &= Q(voided_on__isnull=True)
        return condition

    def recorded_by(self, viewer: Viewer) -> Self:
        """Talks that the viewer may record, amend and void."""
        return self.visible_to(viewer, acting_as=OFFICES)

    def standing(self) -> Self:
        """Records that were not voided."""
        return self.filter(voided_on__isnull=True)

    def counting_for(self, quarter: Quarter) -> Self:
        """Talks that count for a quarter: held in it, or held later to make up for it."""
        return self.standing().filter(counts_for=quarter.first_day)


class OfTalkQuerySet(FileRowQuerySet):
    """Rows that belong to a talk, for the offices alone."""

    unit_path = "talk__cadre__unit_path"
    account_path = "talk__cadre__account"

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as=None) -> Q:
        """Never for the cadre himself."""
        roles = OFFICES if acting_as is None else OFFICES & set(acting_as)
        return super().scope_condition(viewer, roles)
