"""The files as they were: reports of a year that is over were sealed from those of their day.

Whoever has taken up his present post since is back where he was for a while, with the talks that
were owed about him, and whoever has joined the Party since is no member yet: a report of 2025 tells
of nothing that came in 2026.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, Final

from django.db.models import Max, QuerySet

from assessments.talks.guards import RULE
from cadres.demo.politics import MASSES
from cadres.feed.models import Departure
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from policy.duties.models import Duty
from policy.periods import Year
from rotation.postings.models import Posting

FIELDS: Final = ("unit_id", "title", "post_since", "party_join", "political_status")
File = dict[str, Any]


@contextmanager
def files_of(day: date) -> Iterator[None]:
    """People of the roster as their files had them on the day; as they are again afterwards."""
    then = _posts(day)
    for key in _joined_since(day):
        then.setdefault(key, {}).update(party_join=None, political_status=MASSES)
    rows = Cadre.objects.filter(pk__in=then).values("pk", *FIELDS)
    now = {one.pop("pk"): one for one in rows}
    rows = _talks_owed(day).filter(cadre__in=then).values_list("pk", "cadre_id", "unit_id")
    owed = {key: (cadre, unit) for key, cadre, unit in rows}
    left = Departure.objects.aggregate(last=Max("pk"))["last"] or 0
    _put({key: one | then[key] for key, one in now.items()})
    _owe({key: then[cadre].get("unit_id", unit) for key, (cadre, unit) in owed.items()})
    yield
    _put(now)
    _owe({key: unit for key, (_, unit) in owed.items()})
    Departure.objects.filter(pk__gt=left).delete()  # nobody has gone anywhere


def _posts(day: date) -> dict[int, File]:
    """The main post that each had on the day, of those who have taken up another one since."""
    held = Posting.objects.held().filter(is_main=True, cadre__in=_on_roster(day))
    since = held.filter(since__gt=day, ended_on=None).values("cadre_id")
    rows = held.running(day).filter(cadre__in=since).order_by("cadre_id", "-since", "-pk")
    told = rows.distinct("cadre_id").values_list("cadre_id", "unit_id", "line", "since")
    return {
        key: {"unit_id": unit, "title": line, "post_since": began.replace(day=1)}
        for key, unit, line, began in told
    }


def _joined_since(day: date) -> list[int]:
    rows = Cadre.objects.filter(pk__in=_on_roster(day), party_join__gt=day)
    return list(rows.values_list("pk", flat=True))


def _on_roster(day: date) -> QuerySet:
    return RosterEntry.objects.on_roster(day).values("cadre_id")


def _talks_owed(day: date) -> QuerySet:
    quarters = [quarter.key for quarter in Year(day.year).quarters]
    return Duty.objects.filter(rule=RULE, period__in=quarters)


def _put(files: Mapping[int, File]) -> None:
    people = [Cadre(pk=key, **one) for key, one in files.items()]
    Cadre.objects.bulk_update(people, FIELDS, batch_size=500)


def _owe(units: Mapping[int, int]) -> None:
    duties = [Duty(pk=key, unit_id=unit) for key, unit in units.items()]
    Duty.objects.bulk_update(duties, ["unit_id"], batch_size=500)
