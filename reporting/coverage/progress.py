"""How the duties of a year stand on a day, by rule, period and unit: one statement.

Talks go by their quarters, the other rules by what is due in the year. What was waived or is asked
for no more is in no number.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import CharField, F, Q, QuerySet, Value
from django.urls import reverse

from assessments.rounds.duties import YEARLY
from assessments.talks.duties import QUARTERLY
from policy.duties.choices import Light
from policy.duties.models import Duty
from policy.duties.querysets import progress
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
KINDS = {"done": DONE, "waiting": WAITING, "late": LATE, "total": (*DONE, *WAITING, *LATE)}


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


@dataclass(frozen=True, slots=True)
class Progress:
    """How many duties are done, owed and in time still, and overdue."""

    done: int = 0
    waiting: int = 0
    late: int = 0

    def __add__(self, other: Progress) -> Progress:
        return Progress(
            self.done + other.done, self.waiting + other.waiting, self.late + other.late
        )


Key = tuple[str, str, int]  # rule, period, unit that owes


def progress_of(frame: Frame, columns: Collection[Asked]) -> dict[Key, Progress]:
    """By rule, period and unit that owes, of what the viewer sees. One statement."""
    on = frame.on
    talks = Q(rule=QUARTERLY.name, period__in=[one.key[1] for one in columns if one.key[1]])
    others = Q(
        rule__in=[one.rule for one in columns if not one.key[1]],
        due_on__range=(date(on.year, 1, 1), date(on.year, 12, 31)),
    )
    rows = Duty.objects.visible_to(frame.viewer).existing(on).order_by()
    if frame.unit:
        rows = rows.filter(unit__path__startswith=frame.unit.path)
    # Apart, for only of talks the period is told: those of other rules tell stays and rounds apart.
    by_quarter = _numbers(rows.filter(talks), on, "period")
    by_year = _numbers(rows.filter(others), on)
    found: dict[Key, Progress] = {}
    for rule, unit, done, unfinished, late, period in by_quarter.union(by_year, all=True):
        found[rule, period, unit] = Progress(done, unfinished - late, late)
    return found


def _numbers(rows: QuerySet, on: date, *more: str) -> QuerySet:
    """Rule, unit, the numbers of `progress`, and the period or nothing."""
    counted = rows.values("unit_id", "rule", *more).annotate(**progress(on))
    period = F("period") if more else Value("", output_field=CharField())
    told = counted.annotate(quarter=period)
    return told.values_list("rule", "unit_id", "done", "unfinished", "late", "quarter")


def urls(frame: Frame, column: Asked) -> dict[str, str]:
    """The lists of the duties behind a column, by `done`, `waiting`, `late` and `total`.

    Each goes on with a place: `suffix`.
    """
    told = {name: value for name, value in frame.asked.items() if name != "unit"}
    pairs = [*column.asked.items(), *told.items(), ("tab", "all")]
    return {
        kind: f"{reverse('duties:list')}?"
        + urlencode([*pairs, *(("light", light.value) for light in lights)])
        for kind, lights in KINDS.items()
    }


def suffix(frame: Frame, **place: str) -> str:
    """What an address of `urls` goes on with to speak of a place, else of the frame's unit."""
    whole = {name: value for name, value in frame.asked.items() if name == "unit"} | place
    return f"&{urlencode(whole)}" if whole else ""
