"""What the value of a filter does to the rows; an absent value never matches a range."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.utils import timezone

from core.months import first_of, shift

if TYPE_CHECKING:
    from core.units.models import Unit

Apply = Callable[[QuerySet, Any], QuerySet]


def compared(path: str, lookup: str) -> Apply:
    """Rows of which the value at the path stands in that relation to the one given."""
    return lambda rows, value: rows.filter(**{f"{path}__{lookup}": value})


def all_words(path: str) -> Apply:
    """Every blank-separated word occurs in the prepared search text (name, pinyin, initials)."""

    def apply(rows: QuerySet, value: str) -> QuerySet:
        for word in value.lower().split():
            rows = rows.filter(**{f"{path}__contains": word})
        return rows

    return apply


class Matches(Func):
    """`tsvector @@ literal::tsquery`: the literal is taken as it is, no dictionary reads it."""

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = BooleanField()


def matching(path: str, search: Callable[[str], str]) -> Apply:
    """Rows of which the tsvector answers what was typed."""

    def apply(rows: QuerySet, value: str) -> QuerySet:
        literal = search(value)
        return rows.filter(Matches(F(path), Value(literal))) if literal else rows

    return apply


def below(path: str) -> Apply:
    """Rows at or below a unit."""

    def apply(rows: QuerySet, unit: "Unit") -> QuerySet:
        return rows.filter(**{f"{path}__startswith": unit.path})

    return apply


def is_true(path: str) -> Apply:
    """Rows where the statement is what was asked, `true` or `false`."""
    return lambda rows, value: rows.filter(**{path: value == "true"})


def at_least_years(path: str, on: date) -> Apply:
    """Full years by month from the value to `on` are `years` or more."""

    def apply(rows: QuerySet, years: int) -> QuerySet:
        return rows.filter(**{f"{path}__lt": shift(first_of(on), 1 - 12 * years)})

    return apply


def at_most_years(path: str, on: date) -> Apply:
    """Full years by month from the value to `on` are `years` or fewer."""

    def apply(rows: QuerySet, years: int) -> QuerySet:
        return rows.filter(**{f"{path}__gte": shift(first_of(on), 1 - 12 * (years + 1))})

    return apply


def until_month(path: str) -> Apply:
    """Rows not later than the month."""
    return lambda rows, month: rows.filter(**{f"{path}__lt": shift(month, 1)})


def from_day(path: str) -> Apply:
    """Moments from the first of the day on."""
    return lambda rows, day: rows.filter(**{f"{path}__gte": _moment(day, time.min)})


def to_day(path: str) -> Apply:
    """Moments up to the last of the day."""
    return lambda rows, day: rows.filter(**{f"{path}__lte": _moment(day, time.max)})


def _moment(day: date, of: time) -> datetime:
    return datetime.combine(day, of, tzinfo=timezone.get_default_timezone())
