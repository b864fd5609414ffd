"""Rows of the roster: the door follows the person's present unit, a copy of which each row has."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When

from cadres.choices import OPEN_STATUSES, HeldBy
from cadres.people.querysets import KEEPERS, OfPersonQuerySet
from core.choices import Role
from core.scoping import ScopedQuerySet, Viewer


class RosterQuerySet(OfPersonQuerySet):
    """Stays on the roster."""

    account_path = "cadre__account"

    def open(self) -> RosterQuerySet:
        """Stays that have not ended."""
        return self.filter(status__in=OPEN_STATUSES)

    def on_roster(self, on: date) -> RosterQuerySet:
        """Stays of which the day is a part; the day of leaving is not."""
        return self.filter(
            Q(left_on__isnull=True) | Q(left_on__gt=on),
            entered_on__lte=on,
        )

    def of_year(self, year: int, on: date) -> RosterQuerySet:
        """Stays of a year as far as the day: begun by then, and not over when the year began.

        Who left on 1 January was there on the last day of the year before, and left in this one.
        """
        return self.filter(
            Q(left_on__isnull=True) | Q(left_on__gte=date(year, 1, 1)),
            entered_on__lte=min(on, date(year, 12, 31)),
        )

    def kept_by(self, viewer: Viewer) -> RosterQuerySet:
        """Stays that the viewer may change."""
        return self.filter(self.keeping(viewer))

    def with_keeping(self, viewer: Viewer) -> RosterQuerySet:
        """The stays with `is_kept`, and `in_reach`: his department's but for the list."""
        return self.annotate(
            in_reach=_holds(self.scope_condition(viewer, KEEPERS)),
            is_kept=_holds(self.keeping(viewer)),
        )

    @classmethod
    def keeping(cls, viewer: Viewer) -> Q:
        """The city's department keeps all, a county's what is on its own list (2.0 and 4.2)."""
        of_city = cls.scope_condition(viewer, {Role.CITY_DEPARTMENT})
        of_county = cls.scope_condition(viewer, {Role.COUNTY_DEPARTMENT})
        return of_city | (of_county & Q(held_by=HeldBy.COUNTY))


def _holds(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=False, output_field=BooleanField())


class OfEntryQuerySet(OfPersonQuerySet):
    """Rows that belong to a stay."""

    unit_path = "entry__unit_path"
    account_path = "entry__cadre__account"


class ActQuerySet(ScopedQuerySet):
    """Acts upon many: seen by a department that keeps every one of the people."""

    def visible_to(
        self, viewer: Viewer, *, acting_as: Collection[Role] | None = None
    ) -> ActQuerySet:
        """Acts without a row outside the viewer's keeping.

        A stay that was taken back leaves no unit to judge by: who did that, or undid it, sees it.
        """
        roles = KEEPERS if acting_as is None else KEEPERS & set(acting_as)
        inside = OfEntryQuerySet.scope_condition(viewer, roles)
        own = Q(act__done_by=viewer.pk) | Q(act__reverted_by=viewer.pk)
        inside |= Q(entry__isnull=True) & own
        every_row = self.model._meta.get_field("rows").related_model._default_manager
        rows = every_row.filter(act=OuterRef("pk"))
        return self.filter(Exists(rows) | Q(done_by=viewer.pk), ~Exists(rows.exclude(inside)))
