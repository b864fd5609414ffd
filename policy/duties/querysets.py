"""Rows of duties: the door follows the unit that owes them; lights for any day.

A duty is no business of the cadre it is about: what it says (a talk missed, a mentor to be found)
is owed by others.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Self

from django.db.models import Case, CharField, F, Q, Value, When

from core.choices import Role
from core.scoping import NOTHING, ScopedQuerySet, Viewer
from policy.duties.choices import DutyState, Light
from policy.duties.rule import rules_of

# A clerk does what the secretary owes.
OWES_AS = {Role.UNIT_CLERK: Role.UNIT_SECRETARY}
# Who waives a duty that a unit owes, and has duties computed anew.
WAIVERS = frozenset({Role.CITY_DEPARTMENT, Role.COUNTY_DEPARTMENT})


class DutyQuerySet(ScopedQuerySet):
    """Duties; everything that speaks of a day reads the dates, never `state`."""

    def owed_by(self, viewer: Viewer) -> Self:
        """The viewer's own: duties whose owner is a role that he holds there."""
        return self.filter(self.owing(viewer))

    @classmethod
    def owing(cls, viewer: Viewer) -> Q:
        """What the viewer owes, as a condition."""
        condition = NOTHING
        for role in {scope.role for scope in viewer.scopes}:
            names = rules_of({OWES_AS.get(role, role)})
            if names and role in cls.reach:
                condition |= cls.scope_condition(viewer, {role}) & Q(rule__in=names)
        return condition

    def waivable_by(self, viewer: Viewer) -> Self:
        """Those that the viewer may waive: a department's business, never with its own duties."""
        return self.visible_to(viewer, acting_as=WAIVERS).exclude(self.owing(viewer))

    def existing(self, on: date) -> Self:
        """Duties that had been opened by the day, and were owed for a day at least."""
        return self.filter(owed_for_a_day(), opened_on__lte=on)

    def with_light(self, on: date) -> Self:
        """The duties with `light` as it was on the day."""
        return self.annotate(light=light(on))

    def standing(self, on: date, lights: Collection[str]) -> Self:
        """Those that had one of the lights on the day."""
        return self.existing(on).with_light(on).filter(light__in=list(lights))

    def unfinished(self, on: date) -> Self:
        """Those that were owed on the day: neither done, waived nor withdrawn by then."""
        return self.existing(on).exclude(done(on) | waived(on) | withdrawn(on))

    def open(self) -> Self:
        """Those that are owed now."""
        return self.filter(state=DutyState.OPEN)


def done(on: date) -> Q:
    """Proved by the day."""
    return Q(done_on__isnull=False, done_on__lte=on)


def waived(on: date) -> Q:
    """Waived by the day."""
    return Q(waived_on__isnull=False, waived_on__lte=on)


def withdrawn(on: date) -> Q:
    """Owed no more by the day."""
    return Q(withdrawn_on__isnull=False, withdrawn_on__lte=on)


def light(on: date) -> Case:
    """The light on a day, from the dates alone."""
    return Case(
        When(done(on), then=Value(Light.DONE)),
        When(waived(on), then=Value(Light.WAIVED)),
        When(withdrawn(on), then=Value(Light.WITHDRAWN)),
        When(due_on__lt=on, then=Value(Light.OVERDUE)),
        When(yellow_from__lte=on, then=Value(Light.SOON)),
        default=Value(Light.LATER),
        output_field=CharField(choices=Light),
    )


def owed_for_a_day() -> Q:
    """Not withdrawn from its own first day, as what the facts no longer ask for is."""
    return Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=F("opened_on"))


def late() -> Q:
    """Done, but after it was due."""
    return Q(done_on__gt=F("due_on"))
