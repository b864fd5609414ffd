"""When a posting is half over, how long it lasts, and when it ends, as values and expressions."""

from datetime import date, timedelta

from django.db.models import DateField, DurationField, ExpressionWrapper, F, Func
from django.db.models.functions import Cast, Least


def middle_of(since: date, until: date) -> date:
    """The day on which half of it is over, rounded down."""
    return since + timedelta(days=(until - since).days // 2)


def end_of(until: date, ended_on: date | None) -> date:
    """When it ended, or is full whatever it runs beyond."""
    return min(until, ended_on) if ended_on else until


def middle_day() -> Cast:
    """`middle_of` of a posting."""
    length = ExpressionWrapper(F("until") - F("since"), output_field=DurationField())
    half = ExpressionWrapper(length / 2, output_field=DurationField())
    return Cast(F("since") + half, DateField())


def full_after(months: int) -> Cast:
    """`after_months` from the first day of a posting."""
    later = Func(
        F("since"),
        template=f"(%(expressions)s + make_interval(months => {int(months)}))",
        output_field=DateField(),
    )
    return Cast(later, DateField())


def end_day() -> Least:
    """`end_of` a posting; PostgreSQL leaves an absent day out of the least."""
    return Least("ended_on", "until")
