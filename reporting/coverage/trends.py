"""By half year: how many were on the roster at its end, who came and went, their average age.

The last point is the day itself. One statement reads everybody, whatever the number of points.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, F, Func, IntegerField, QuerySet, Value

from core.listing import asof
from reporting.structure.counting import Counts, counted
from reporting.structure.frame import Frame
from reporting.structure.shares import average_age

POINTS = 6
BIRTH = "birth"
CAME, WENT = "trend_came", "trend_went"


@dataclass(frozen=True, slots=True)
class Point:
    """A half year up to `on`: who was there at the end, who came and who went in it."""

    label: str
    on: date
    size: int
    age: str
    entered: int
    left: int
    size_url: str
    entered_url: str
    left_url: str


def ends(on: date, points: int = POINTS) -> list[date]:
    """The last days of the half years before the one of `on`, and `on`; one more than points."""
    found = [on]
    while len(found) <= points:
        last = found[0]
        first = date(last.year, 1 if last.month <= 6 else 7, 1)
        found.insert(0, first - timedelta(days=1))
    return found


def half(on: date) -> str:
    """2026上半年."""
    return f"{on.year}{'上' if on.month <= 6 else '下'}半年"


def marked(rows: QuerySet, days: Sequence[date]) -> QuerySet:
    """The stays with the number of days before each came, and before each went (null: never)."""
    after = [day + timedelta(days=1) for day in days]
    return rows.annotate(**{CAME: _passed("entered_on", after), WENT: _passed("left_on", after)})


def _passed(path: str, days: Sequence[date]) -> Func:
    thresholds = Value(list(days), output_field=ArrayField(DateField()))
    return Func(F(path), thresholds, function="width_bucket", output_field=IntegerField())


def trend(frame: Frame) -> list[Point]:
    """The half years up to the day of the frame."""
    days = ends(frame.on)
    rows = marked(frame.listing_of(standing="all").rows, days)
    [numbers] = counted(rows, [[CAME, WENT, BIRTH]])
    return points(frame, days, numbers)


def points(frame: Frame, days: Sequence[date], numbers: Counts) -> list[Point]:
    """The same of numbers by came, went and birth."""
    entered: dict[int, int] = defaultdict(int)
    left: dict[int, int] = defaultdict(int)
    births: list[dict[date, int]] = [defaultdict(int) for _ in days]
    for (came, went, birth), number in numbers.items():
        last = len(days) if went is None else went
        entered[came] += number
        left[last] += number
        for place in range(came, last):
            births[place][birth] += number
    return [
        Point(
            label=half(day),
            on=day,
            size=sum(births[place].values()),
            age=average_age(births[place], day),
            entered=entered[place],
            left=left[place],
            size_url=_url(frame, as_of=day.isoformat()),
            entered_url=_between(frame, "entered_on", days[place - 1], day),
            left_url=_between(frame, "left_on", days[place - 1], day),
        )
        for place, day in enumerate(days)
        if place
    ]


def _url(frame: Frame, **asked: str) -> str:
    if asked.get(asof.PARAMETER) == frame.on.isoformat():
        return frame.url()
    return frame.url(**asked)


def _between(frame: Frame, what: str, before: date, day: date) -> str:
    first = before + timedelta(days=1)
    ends = {f"{what}_after": first.isoformat(), f"{what}_before": day.isoformat()}
    return frame.url(standing="all", **ends)
