"""The figures of clauses 2.1–2.4, and the day from which the programme counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min

from cadres.choices import Tier
from cadres.roster.models import RosterEntry
from core.months import after_months
from policy.parameters.figures import figure, keys_of, regions_of, values_on

YEAR_KEY = "intake.year"


@dataclass(frozen=True, slots=True)
class TargetFigures:
    """How many are to reach which tier, and in how many years."""

    tier1: int = figure("target.tier1")
    tier2: int = figure("target.tier2")
    tier3: int = figure("target.tier3")
    tier4: int = figure("target.tier4")
    years: int = figure("programme.years")

    def target(self, tier: Tier) -> int:
        """How many are to reach a tier."""
        return getattr(self, f"tier{tier.value}")


KEYS = (*keys_of(TargetFigures), YEAR_KEY)


@dataclass(frozen=True, slots=True)
class Programme:
    """What is aimed at on a day, and the period: half-open from `since` to `until`."""

    figures: TargetFigures
    since: date
    until: date

    def expected(self, tier: Tier, on: date) -> int:
        """How many would have reached a tier by the day, were they to come evenly: rounded down."""
        days = (min(on, self.until) - self.since).days
        return max(self.figures.target(tier) * days // (self.until - self.since).days, 0)


def programme_on(on: date) -> Programme:
    """The programme as its figures hold on a day. Raises Missing."""
    return programme_of(values_on(on, KEYS), on)


def programme_of(stored: Mapping[str, Mapping[str, Any]], on: date) -> Programme:
    """The same of values that were read already. Raises Missing."""
    figures = regions_of(TargetFigures, stored, on)[0].figures
    since = _began(stored, on)
    return Programme(figures, since, after_months(since, 12 * figures.years))


def began(on: date) -> date:
    """1 January of `intake.year` (clause 2.0); where that is open, when the first one came."""
    return _began(values_on(on, [YEAR_KEY]), on)


def _began(stored: Mapping[str, Mapping[str, Any]], on: date) -> date:
    year = stored[""].get(YEAR_KEY)
    if year is not None:
        return date(int(year), 1, 1)
    first = RosterEntry.objects.aggregate(first=Min("entered_on"))["first"]
    return min(first, on) if first else on
