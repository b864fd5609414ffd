"""Whom reports speak of: the people of the year, and which reports speak of each.

People of a year are those who were on the roster at the end of the year before, or came onto it
since. Somebody belongs where his file has him now, as in every list (docs/adr/0004).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from django.db.models import FilteredRelation, Q

from cadres.roster.models import RosterEntry
from core.units.models import Unit
from reporting.gathering.span import Span
from reporting.gathering.telling import told_by

MOST_BRANCHES = 20  # more than these are not asked for one by one


class Stay(NamedTuple):
    """A stay on the roster, with what is told of its person; `tier` is that of the day."""

    pk: int
    cadre: int
    unit: int
    path: str
    entered_on: date
    left_on: date | None
    exit_ground: str
    tier: int | None
    gender: str
    birth: date
    nation: str
    political_status: str
    party_join: date | None
    fulltime_level: int | None
    level: str
    rank: str
    post_since: date | None
    source: str
    grassroots_months: int
    name: str
    title: str
    native_place: str
    fulltime_education: str
    fulltime_degree: str
    fulltime_school: str
    fulltime_major: str

    def lasts(self, on: date) -> bool:
        """Whether the day is a part of it; the day of leaving is not."""
        return self.entered_on <= on and (self.left_on is None or self.left_on > on)


PATHS = (
    *("pk", "cadre_id", "unit_id", "unit_path", "entered_on", "left_on", "exit_ground"),
    *("stage_then__tier", "gender", "birth", "nation", "political_status", "party_join"),
    *("fulltime_level", "level", "rank", "post_since", "source", "grassroots_months"),
    *("cadre__name", "cadre__title", "cadre__native_place", "cadre__fulltime_education"),
    *("cadre__fulltime_degree", "cadre__fulltime_school", "cadre__fulltime_major"),
)


class Crowd:
    """The people of the year at some units.

    `stays` has every stay that touches the year, `people` one of each person (his last), `here`
    the stay of those who were on the roster on the day; all in the order of the roster.
    """

    def __init__(self, units: Sequence[Unit], span: Span, stays: Sequence[Stay]) -> None:
        self.units = units
        self.span = span
        self.stays = stays
        self.people: dict[int, Stay] = {}
        self.here: dict[int, Stay] = {}
        for stay in stays:
            known = self.people.get(stay.cadre)
            if known is None or known.entered_on < stay.entered_on:
                self.people[stay.cadre] = stay
            if stay.lasts(span.on):
                self.here[stay.cadre] = stay
        keys = {unit.path: unit.pk for unit in units}
        self.told_by = lru_cache(maxsize=None)(  # by path: there are as many as units
            lambda path: tuple(keys[one] for one in told_by(path, keys))
        )

    def within(self, person: str = "") -> Q:
        """The condition that a person is of one of the units; `person` leads to him."""
        return _within(self.units, f"{person}unit_path", f"{person}sort_key")

    def owed_within(self, unit: str) -> Q:
        """The same of a unit, to which `unit` leads."""
        return _within(self.units, f"{unit}path", f"{unit}sort_path")


def crowd_of(units: Sequence[Unit], span: Span) -> Crowd:
    """The people of the year at these units. One statement."""
    lasts = Q(stages__until__isnull=True) | Q(stages__until__gt=span.on)
    rows = (
        RosterEntry.objects.of_year(span.year, span.on)
        .filter(_within(units, "unit_path", "sort_key"))
        .annotate(
            stage_then=FilteredRelation("stages", condition=Q(stages__since__lte=span.on) & lasts)
        )
        .order_by("sort_key", "cadre_id", "entered_on")
    )
    return Crowd(units, span, [Stay._make(row) for row in rows.values_list(*PATHS)])


def _within(units: Sequence[Unit], path: str, order: str) -> Q:
    """Below one of the units; everything where there are many: the rest is left out when told.

    Said twice, as every list does: the order's prefix is a range of an index.
    """
    outermost: list[Unit] = []
    for unit in sorted(units, key=lambda one: one.path.count("/")):
        if not any(unit.path.startswith(one.path) for one in outermost):
            outermost.append(unit)
    if len(outermost) > MOST_BRANCHES:
        return Q()
    below = [
        Q(**{f"{path}__startswith": one.path, f"{order}__startswith": one.sort_path})
        for one in outermost
    ]
    return reduce(or_, below) if below else Q(pk__in=())
