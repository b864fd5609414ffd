"""The arithmetic of months and of halves, in Python and in the database."""

from datetime import date

import pytest

from tests.mentoring.pairs import pair
from training.mentoring.models import Mentorship
from training.mentoring.rounds import ended_day, full_after, middle_day, middle_of


@pytest.mark.parametrize(
    ("since", "months", "until"),
    [
        (date(2026, 3, 1), 24, date(2028, 3, 1)),
        (date(2024, 2, 29), 24, date(2026, 3, 1)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 8, 31), 24, date(2028, 8, 31)),
        (date(2026, 8, 31), 6, date(2027, 3, 1)),
        (date(2026, 8, 30), 18, date(2028, 3, 1)),
        (date(2026, 8, 29), 18, date(2028, 2, 29)),
        (date(2026, 8, 31), 1, date(2026, 10, 1)),
        (date(2026, 12, 31), 2, date(2027, 3, 1)),
    ],
)
def test_a_round_is_never_shorter_than_its_months(since, months, until):
    assert full_after(since, months) == until


@pytest.mark.parametrize(
    ("since", "until"),
    [(date(2024, 2, 29), date(2026, 3, 1)), (date(2025, 3, 1), date(2027, 3, 1))],
)
def test_the_database_knows_the_same_middle(world, since, until):
    made = pair(world, "陈思远", "周雨晴", date(2026, 4, 1), exception="正职带副职")
    Mentorship.objects.filter(pk=made.pk).update(since=since, until=until)
    rows = Mentorship.objects.annotate(half=middle_day(), over=ended_day())
    assert rows.values_list("half", "over").get() == (middle_of(since, until), until)
    Mentorship.objects.update(ended_on=since, end_reason="other")
    assert rows.values_list("over", flat=True).get() == since
