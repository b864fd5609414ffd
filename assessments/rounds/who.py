"""Who is assessed by whom (《公务员考核规定》, domain §6.1).

Everybody by the unit where he belongs; who was out for long enough by the host, which other
applications know (`config/assessing.py`), unless it is abolished. Never by both: a person has one
sheet a year.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, cast

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from assessments.rounds.choices import Basis
from cadres.choices import SERVING
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.units.models import Unit


class Out(Protocol):
    """What `settings.ASSESSORS` says of somebody who was out."""

    @property
    def assessor(self) -> Any: ...
    @property
    def by_host(self) -> bool: ...
    @property
    def words(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Assessor:
    """The unit that assesses a person's year, and why it is this one."""

    unit: Unit
    basis: Basis
    words: str


def assessors(people: Collection[int], year: int, on: date) -> dict[int, Assessor]:
    """Cadre to who assesses his year, as known on a day. A fixed number of statements."""
    rows = Cadre.objects.filter(pk__in=list(people)).select_related("unit")
    out = cast("Mapping[int, Out]", import_string(settings.ASSESSORS)(people, year, on))
    return {cadre.pk: _of(cadre.unit, year, out.get(cadre.pk)) for cadre in rows}


def _of(home: Unit, year: int, out: Out | None) -> Assessor:
    if out is None or (out.by_host and out.assessor == home):
        return Assessor(home, Basis.OWN, f"{year} 年度由{home.short_name}考核")
    if out.by_host and out.assessor.abolished_on:  # nobody there to begin a round
        there = f"当年所在的{out.assessor.short_name}已撤销"
        return Assessor(home, Basis.OWN, f"{year} 年度由{home.short_name}考核（{there}）")
    return Assessor(out.assessor, Basis.HOST if out.by_host else Basis.SENDER, out.words)


def listed(year: int, on: date) -> Q:
    """Stays on the roster that are assessed: open on the day, or at the end of a year that is over.

    Who left before is assessed as everybody is, but not as one of the list.
    """
    day = min(on, date(year, 12, 31))
    return Q(Q(left_on__isnull=True) | Q(left_on__gt=day), entered_on__lte=day)


def assessed_at(units: Collection[int], year: int, on: date) -> dict[int, Assessor]:
    """Whom these units assess in a year: cadre to why. A fixed number of statements."""
    out = cast("set[int]", import_string(settings.OUT_AT)(units, year))
    stays = RosterEntry.objects.filter(listed(year, on), cadre__status=SERVING)
    stays = stays.filter(Q(cadre__unit__in=list(units)) | Q(cadre__in=out))
    people = set(stays.values_list("cadre_id", flat=True))
    found = assessors(people, year, on)
    return {cadre: one for cadre, one in found.items() if one.unit.pk in units}
