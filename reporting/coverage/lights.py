"""How the duties of a year stand on a day, by rule, period and unit: one statement.

Talks go by their quarters, the other rules by what is due in the year. What was waived or is asked
for no more is in no number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.urls import reverse

from assessments.rounds.duties import YEARLY
from assessments.talks.duties import QUARTERLY
from policy.duties.choices import Light
from policy.duties.models import Duty
from policy.duties.rule import DutyRule
from policy.periods import Quarter
from reporting.structure.frame import Frame
from rotation.meter.duties import ROTATE_INTERNAL
from training.mentoring.duties import FINAL, MIDTERM, PAIR

QUARTERS = 4
BY_YEAR: tuple[DutyRule, ...] = (PAIR, MIDTERM, FINAL, ROTATE_INTERNAL, YEARLY)
DONE = (Light.DONE,)
WAITING = (Light.SOON, Light.LATER)
LATE = (Light.OVERDUE,)
COUNTED = (*DONE, *WAITING, *LATE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the list of duties for one rule: a quarter, or what is due in a year."""

    rule: str
    label: str
    asked: Mapping[str, str]

    @property
    def key(self) -> tuple[str, str]:
        """Rule and period; no period where the year decides."""
        return self.rule, self.asked.get("period", "")


def quarters_until(on: date) -> list[Quarter]:
    """The last four quarters up to that of the day, the earliest first."""
    found = [Quarter.of(on)]
    while len(found) < QUARTERS:
        found.insert(0, found[0].previous)
    return found


def asked_of(on: date) -> list[Asked]:
    """The columns of the page on a day."""
    talks = [
        Asked(QUARTERLY.name, quarter.label, {"rule": QUARTERLY.name, "period": quarter.key})
        for quarter in quarters_until(on)
    ]
    year = {"due_after": f"{on.year}-01-01", "due_before": f"{on.year}-12-31"}
    return talks + [Asked(rule.name, rule.label, {"rule": rule.name} | year) for rule in BY_YEAR]


Lights = dict[tuple[str, str, int], dict[Light, int]]


def lights_of(frame: Frame, columns: Collection[Asked]) -> Lights:
    """(rule, period, unit that owes) to light to how many, of what the viewer sees."""
    on = frame.on
    talks = Q(rule=QUARTERLY.name, period__in=[one.key[1] for one in columns if one.key[1]])
    others = Q(
        rule__in=[one.rule for one in columns if not one.key[1]],
        due_on__range=(date(on.year, 1, 1), date(on.year, 12, 31)),
    )
    rows = Duty.objects.visible_to(frame.viewer).existing(on).with_light(on).order_by()
    if frame.unit:
        rows = rows.filter(unit__path__startswith=frame.unit.path)
    # Apart, for only of talks the period is told: those of other rules tell stays and rounds apart.
    by_quarter = _numbers(rows.filter(talks), F("period"))
    by_year = _numbers(rows.filter(others), Value("", output_field=CharField()))
    found: Lights = defaultdict(lambda: defaultdict(int))
    for *key, light, number in by_quarter.union(by_year, all=True):
        found[tuple(key)][Light(light)] = number
    return found


def _numbers(rows: QuerySet, quarter: Any) -> QuerySet:
    names = ("rule", "quarter", "unit_id", "light")
    counted = rows.annotate(quarter=quarter).values(*names).annotate(n=Count("*"))
    return counted.values_list(*names, "n")


def url(frame: Frame, column: Asked, lights: Collection[Light], **place: str) -> str:
    """The list of the duties behind a number."""
    pairs = list((dict(column.asked) | frame.asked | place).items())
    pairs += [("tab", "all"), *(("light", light.value) for light in lights)]
    return f"{reverse('duties:list')}?{urlencode(pairs)}"
