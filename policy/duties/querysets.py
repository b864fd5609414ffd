"""Rows of duties: the door follows the unit that owes them; lights for any day.

A duty is no business of the cadre it is about: what it says (a concern to be corrected, a mentor to
be found) is owed by others, even where he works in the office that owes it. Programs see no duty
that by itself tells what was found of somebody, clerks none that may tell of discipline.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import ClassVar, Self

from django.apps import apps
from django.db.models import BigIntegerField, Case, CharField, Count, F, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.accounts.querysets import BaseAccount
from core.choices import Role
from core.scoping import NOTHING, Reach, Scope, ScopedQuerySet, Viewer, subtree
from policy.duties.choices import DutyState, Light
from policy.duties.rule import all_rules, rules_of

KEY = BigIntegerField()
# A clerk does what the secretary owes.
OWES_AS = {Role.UNIT_CLERK: Role.UNIT_SECRETARY}
# Who waives a duty that a unit owes, and has duties computed anew.
WAIVERS = frozenset({Role.CITY_DEPARTMENT, Role.COUNTY_DEPARTMENT})


def but_guarded(unit_path: str, scope: Scope) -> Q:
    """The subtree without duties that may tell of discipline: a clerk hears of none."""
    guarded = [rule.name for rule in all_rules().values() if rule.but_clerks]
    rule = unit_path.removesuffix("unit__path") + "rule__in"
    return subtree(unit_path, scope) & ~Q(**{rule: guarded})


class DutyQuerySet(ScopedQuerySet):
    """Duties; everything that speaks of a day reads the dates, never `state`."""

    reach: ClassVar[dict[Role, Reach]] = {
        **ScopedQuerySet.reach,
        Role.UNIT_CLERK: but_guarded,
    }

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """What the roles open, but for what is about oneself."""
        condition = super().scope_condition(viewer, acting_as)
        if condition == NOTHING:
            return condition
        if isinstance(viewer, BaseAccount):
            return condition & of_others(viewer, "cadre")
        guarded = [rule.name for rule in all_rules().values() if rule.offices_only]
        return condition & ~Q(rule__in=guarded)

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
        return self.existing(on).filter(owed(on))

    def open(self) -> Self:
        """Those that are owed now."""
        return self.filter(state=DutyState.OPEN)


def of_others(viewer: Viewer, path: str) -> Q:
    """Rows that are not about the viewer himself; `path` leads to the cadre of a duty."""
    # His own file is looked for once, not joined to each row.
    files = apps.get_model("cadres", "Cadre")._default_manager.filter(account=viewer.pk)
    own = Coalesce(Subquery(files.order_by().values("pk")[:1]), Value(0), output_field=KEY)
    return Q(**{f"{path}__isnull": True}) | ~Q(**{path: own})


def done(on: date) -> Q:
    """Proved by the day."""
    return Q(done_on__isnull=False, done_on__lte=on)


def waived(on: date) -> Q:
    """Waived by the day."""
    return Q(waived_on__isnull=False, waived_on__lte=on)


def withdrawn(on: date) -> Q:
    """Owed no more by the day."""
    return Q(withdrawn_on__isnull=False, withdrawn_on__lte=on)


def owed(on: date) -> Q:
    """Owed on the day; for today the state says so too, which an index knows."""
    unfinished = ~(done(on) | waived(on) | withdrawn(on))
    return unfinished & Q(state=DutyState.OPEN) if on >= timezone.localdate() else unfinished


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


def progress(on: date) -> dict[str, Count]:
    """`done`, `unfinished` and, of these, `late` on a day, as aggregates.

    Lights would be one more thing to group by; of all rows of the city these are counted in the
    order of an index.
    """
    unfinished = ~(done(on) | waived(on) | withdrawn(on))
    return {
        "done": Count(Value(1), filter=done(on)),
        "unfinished": Count(Value(1), filter=unfinished),
        "late": Count(Value(1), filter=unfinished & Q(due_on__lt=on)),
    }


def owed_for_a_day() -> Q:
    """Not withdrawn from its own first day, as what the facts no longer ask for is."""
    return Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=F("opened_on"))


def late() -> Q:
    """Done, but after it was due."""
    return Q(done_on__gt=F("due_on"))
