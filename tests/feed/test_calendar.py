"""Whose age changes between two days, against every person's age counted out."""

from datetime import date

import pytest
from django.db.models import Q

from cadres.feed.calendar import grown
from cadres.people.models import Cadre
from core.listing.columns import Column, Kind
from core.months import full_years

AGE = Column(name="age", label="年龄", path="birth", kind=Kind.YEARS)
NAME = Column(name="name", label="姓名", path="name")


@pytest.mark.parametrize(
    ("since", "on"),
    [
        (date(2026, 11, 1), date(2026, 11, 30)),
        (date(2026, 11, 30), date(2026, 12, 1)),
        (date(2026, 10, 31), date(2027, 2, 1)),
        (date(2026, 2, 28), date(2026, 4, 30)),
        (date(2026, 1, 15), date(2026, 12, 15)),
        (date(2025, 11, 30), date(2026, 11, 1)),
    ],
)
def test_exactly_those_whose_years_differ(world, since, on):
    aged = [
        person.name
        for person in Cadre.objects.all()
        if full_years(person.birth, since) != full_years(person.birth, on)
    ]
    found = Cadre.objects.filter(grown([NAME, AGE], since, on)).values_list("name", flat=True)
    assert sorted(found) == sorted(aged)


def test_who_asks_for_no_years_is_told_of_none(world):
    never = grown([NAME], date(2026, 1, 1), date(2026, 12, 1))
    assert not Cadre.objects.filter(never).exists()
    assert not Cadre.objects.filter(never | Q(pk=0)).exists()
