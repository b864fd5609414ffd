"""What the value of a filter does to the rows where that is more than one lookup.

Each is a `method` of django-filter, `(rows, path, value) -> rows`, and is called for values alone.
An absent value of a row never matches a range.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.utils import timezone

from core.months import first_of, shift

Method = Callable[[QuerySet, str, Any], QuerySet]


def all_words(rows: QuerySet, path: str, text: str) -> QuerySet:
    """Every blank-separated word occurs in the prepared search text (name, pinyin, initials)."""
    for word in text.lower().split():
        rows = rows.filter(**{f"{path}__contains": word})
    return rows


class Matches(Func):
    """`tsvector @@ literal::tsquery`: the literal is taken as it is, no dictionary reads it."""

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = BooleanField()


def matching(search: Callable[[str], str]) -> Method:
    """Rows of which the tsvector answers what was typed, as `search` turns it into a literal."""

    def apply(rows: QuerySet, path: str, text: str) -> QuerySet:
        literal = search(text)
        return rows.filter(Matches(F(path), Value(literal))) if literal else rows

    return apply


def at_least_years(on: date) -> Method:
    """Full years by month from the value to `on` are `years` or more."""

    def apply(rows: QuerySet, path: str, years: int) -> QuerySet:
        return rows.filter(**{f"{path}__lt": shift(first_of(on), 1 - 12 * years)})

    return apply


def at_most_years(on: date) -> Method:
    """Full years by month from the value to `on` are `years` or fewer, and not still to come."""

    def apply(rows: QuerySet, path: str, years: int) -> QuerySet:
        month = first_of(on)
        first = shift(month, 1 - 12 * (years + 1))
        return rows.filter(**{f"{path}__gte": first, f"{path}__lt": shift(month, 1)})

    return apply


def until_month(rows: QuerySet, path: str, month: date) -> QuerySet:
    """Rows not later than the month."""
    return rows.filter(**{f"{path}__lt": shift(month, 1)})


def from_day(rows: QuerySet, path: str, day: date) -> QuerySet:
    """Moments from the first of the day on."""
    return rows.filter(**{f"{path}__gte": _moment(day, time.min)})


def to_day(rows: QuerySet, path: str, day: date) -> QuerySet:
    """Moments up to the last of the day."""
    return rows.filter(**{f"{path}__lte": _moment(day, time.max)})


def _moment(day: date, of: time) -> datetime:
    return datetime.combine(day, of, tzinfo=timezone.get_default_timezone())
