"""How many hold a position at once, as the database counts it, against looking at every day."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection

from rotation.postings.models import Posting
from tests.postings.test_refusals import position

pytestmark = pytest.mark.django_db
FIRST = date(2021, 1, 1)


def a_day(dice: Random) -> date:
    """Few days, so that one holder's last is often another's first."""
    return FIRST + timedelta(days=dice.randrange(12))


def test_the_most_on_any_day_of_a_period(world):
    dice = Random(2026)  # noqa: S311
    place = position(world, quota=99)
    held = []
    for cadre in list(world.cadres.values())[:14]:
        since = a_day(dice)
        ended = dice.choice([None, since, since + timedelta(days=dice.randrange(1, 9))])
        if ended is None and cadre.status != "1":
            continue
        posting = Posting.objects.create(
            cadre=cadre, unit=place.unit, position=place, title="副局长", is_main=True,
            kind="appointment", since=since, ended_on=ended,
            end_reason="moved" if ended else "",
        )  # fmt: skip
        held.append((posting.pk, since, ended or date.max))
    assert len(held) > 9
    for _ in range(60):
        first, length = a_day(dice), dice.randrange(1, 10)
        but = dice.choice([None, held[0][0], held[-1][0]])
        days = [first + timedelta(days=n) for n in range(length)]
        most = max(
            sum(key != but and since <= day < ended for key, since, ended in held) for day in days
        )
        assert taken(place.pk, but, first, days[-1] + timedelta(days=1)) == most
    everybody_last = sum(ended == date.max for _, _, ended in held)
    assert taken(place.pk, None, date(2030, 1, 1), None) == everybody_last


def taken(place: int, but: int | None, since: date, ended: date | None) -> int:
    with connection.cursor() as cursor:
        asked = "SELECT rotation_seats_taken(%s, %s, daterange(%s, %s))"
        cursor.execute(asked, [place, but, since, ended])
        return cursor.fetchone()[0]
