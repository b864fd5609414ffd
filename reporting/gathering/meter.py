"""Part two: two posts in five years (clause 3.1.3)."""

from __future__ import annotations

from cadres.roster.models import RosterEntry
from reporting.gathering.asking import Place, Told
from reporting.gathering.content import Behind
from reporting.gathering.crowd import Crowd
from reporting.gathering.ledger import Ledger
from rotation.meter.standing import State, by_unit


def enter(ledger: Ledger, crowd: Crowd) -> None:
    """How many have enough posts, as the meter counts them. Two statements."""
    paths = {stay.unit: stay.path for stay in crowd.here.values()}
    rows = RosterEntry.objects.on_roster(crowd.span.on).filter(crowd.within())
    for unit, states in by_unit(rows, crowd.span.on).items():
        if unit in paths:
            ledger.count_at(paths[unit], "rotation.two_posts", states.get(State.ENOUGH, 0))


def two_posts(place: Place) -> Behind:
    """Clause 3.1.3: those on the roster on the day who by then have as many posts as the plan asks
    of the years of cultivation (培养期), as the meter counts them."""
    return place.list("meter:list", standing=State.ENOUGH.value)


FIGURES: dict[str, Told] = {"rotation.two_posts": two_posts}
