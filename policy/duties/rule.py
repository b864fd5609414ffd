"""What a duty rule is: figures and a period in, what is required and what proves it out.

A rule says nothing about rows of duties, regions, lights or reminders: the engine
(`refreshing.py`) does that for every rule alike. `config/duties.py` lists the rules by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

from django.conf import settings
from django.db.models import BigIntegerField, CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.module_loading import import_string

from core.choices import Role
from policy.duties.choices import Subject
from policy.duties.written import Written
from policy.parameters.figures import keys_of


class Period(Protocol):
    """A period that a duty is owed in: `policy.periods.Quarter`, say."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def first_day(self) -> date: ...
    @property
    def last_day(self) -> date: ...


def required(
    rows: QuerySet,
    *,
    subject: Any,
    unit: Any,
    opened: Any,
    due: Any,
    ended: Any = None,
    period: Any = None,
) -> QuerySet:
    """One row per duty. Each argument is a path, an expression, or a constant date.

    `subject` is the key of the cadre (or unit), `unit` that of the unit that owes it, `opened` the
    first day on which it is owed, `due` the last day on which it is done in time, `ended` the day
    from which it is owed no more (null: none), `period` what tells two duties of one subject
    apart; left out, it is the period that the rule was asked about.
    """
    return rows.order_by().values(
        duty_subject=_cast(subject, BigIntegerField()),
        duty_unit=_cast(unit, BigIntegerField()),
        duty_period=_cast(period or "", CharField()),
        duty_opened=_cast(opened, DateField()),
        duty_due=_cast(due, DateField()),
        duty_ended=_cast(ended, DateField()),
    )


def satisfied(
    rows: QuerySet, *, subject: Any, on: Any, evidence: Any = "pk", period: Any = None
) -> QuerySet:
    """One row per duty that is done, at most: the day it was, and the record that proves it."""
    return rows.order_by().values(
        proof_subject=_cast(subject, BigIntegerField()),
        proof_period=_cast(period or "", CharField()),
        proof_on=_cast(on, DateField()),
        proof_evidence=_cast(evidence, BigIntegerField()),
    )


def _cast(value: Any, kind: Any) -> Any:
    """A path, an expression, or a constant, as a column of its type."""
    if isinstance(value, str) and value:
        return Cast(F(value), kind)
    return Cast(value if hasattr(value, "resolve_expression") else Value(value), kind)


@dataclass(frozen=True, slots=True)
class DutySpec:
    """The two halves of a duty, made by `required` and `satisfied`; written as SQL it is whole."""

    required: QuerySet | Written
    satisfied: QuerySet | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """The button of an open duty: its label and a view, called with `?duty=<pk>`.

    Whoever owes the duty but holds none of the roles in `only` may look and no more.
    """

    label: str
    view: str
    only: frozenset[Role] | None = None


@dataclass(frozen=True, kw_only=True)
class DutyRule:
    """One rule.

    `spec(period, figures, on)` gives the duties of a period; `periods(since, on)` the periods in
    question, None for a rule whose duties have periods of their own (it is asked once, with None).
    `figures` is a dataclass of figures; they are those in force on the period's last day, on `on`
    without one. `sentence` says the rule in the words of the plan, `{names}` of figures in it.
    `evidence` is the view of the record that proves it, called with its key. `yellow` is the key
    of the figure that says how many days before it is due a duty turns yellow. `period_words` says
    a key of its own periods in words, "" for one that people need not read. `offices_only`: that it
    is owed tells what was found of a person, or is owed about people of other units, so programs do
    not hear of it. `but_clerks`: that it may tell of discipline, so clerks do not either.
    `facts` names the function `(duty, viewer, on) -> list[str]` that says why this person, as the
    viewer may see it.
    """

    name: str
    clause: str
    label: str
    sentence: str
    owner: Role
    figures: type
    spec: Callable[[Any, Any, date], DutySpec]
    periods: Callable[[date, date], Iterable[Period]] | None = None
    about: Subject = Subject.CADRE
    act: Act | None = None
    evidence: str = ""
    yellow: str = "duty.yellow_days"
    period_words: Callable[[str], str] | None = None
    offices_only: bool = False
    but_clerks: bool = False
    facts: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def keys(self) -> frozenset[str]:
        """The figures that it depends on."""
        return frozenset((*keys_of(self.figures), self.yellow, "duty.since"))


@lru_cache(maxsize=1)
def all_rules() -> dict[str, DutyRule]:
    """Every rule by its name, in the order of `config/duties.py`."""
    rules = [import_string(path) for path in settings.DUTIES]
    return {rule.name: rule for rule in rules}


def rules_of(owners: Iterable[Role]) -> list[str]:
    """The names of the rules whose duties are owed by these roles."""
    roles = set(owners)
    return [rule.name for rule in all_rules().values() if rule.owner in roles]
