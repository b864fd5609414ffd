"""Rows of talks: the door follows the cadre's present unit; he sees that his own took place.

What was said is for the offices alone, and never for whom it was said about, even where he works in
an office himself; a voided record stays, for them.
"""

from __future__ import annotations

from typing import Self

from django.db.models import Q

from cadres.people.querysets import ASKERS, KEEPERS, FileRowQuerySet
from core.accounts.querysets import BaseAccount, not_of_oneself
from core.choices import Role
from core.scoping import NOTHING, Viewer
from policy.periods import Quarter

# Who reads what was said, and who records it.
OFFICES = KEEPERS | ASKERS
READERS = OFFICES | {Role.API_CLIENT}


class TalkQuerySet(FileRowQuerySet):
    """Talks."""

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as=None) -> Q:
        """As for every row of a file; a cadre has no business with what was voided."""
        condition = super().scope_condition(viewer, acting_as)
        if isinstance(viewer, BaseAccount) and not {s.role for s in viewer.scopes} & OFFICES:
            condition &= Q(voided_on__isnull=True)
        return condition

    @classmethod
    def readable(cls, viewer: Viewer) -> Q:
        """Records of which the viewer may read what was said."""
        return not_of_oneself(super().scope_condition(viewer, READERS), viewer, cls.account_path)

    def recorded_by(self, viewer: Viewer) -> Self:
        """Talks that the viewer may read in full, amend and void."""
        acting = super().scope_condition(viewer, OFFICES)
        return self.filter(not_of_oneself(acting, viewer, self.account_path))

    def standing(self) -> Self:
        """Records that were not voided."""
        return self.filter(voided_on__isnull=True)

    def counting_for(self, quarter: Quarter) -> Self:
        """Talks that count for a quarter: held in it, or held later to make up for it."""
        return self.standing().filter(counts_for=quarter.first_day)


class OfOfficesQuerySet(FileRowQuerySet):
    """Rows about a cadre that are the offices' alone, and never his own."""

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as=None) -> Q:
        """What the offices' roles open, but for oneself."""
        roles = OFFICES if acting_as is None else OFFICES & set(acting_as)
        if not roles:
            return NOTHING
        return not_of_oneself(super().scope_condition(viewer, roles), viewer, cls.account_path)


class OfTalkQuerySet(OfOfficesQuerySet):
    """Rows that belong to a talk."""

    unit_path = "talk__cadre__unit_path"
    account_path = "talk__cadre__account"
