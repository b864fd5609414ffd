"""The engine: duties are made to agree with the facts of a day, set-based and idempotent.

One statement per rule and period whatever the number of people: it reads what is required and what
proves it, and merges both into the rows (`statement.py`). Running it twice changes nothing.

A run over everybody settles each rule in a transaction of its own, under a lock of the rule: runs
that meet wait for each other, one that is killed leaves whole rules behind. A run over some units
takes the same locks, in one transaction. A verb refreshes the people it is about in its own, under
a lock of each: what it found holds against a run that looked before.

A run over everybody leaves a watermark (`Settlement`): nothing is ever computed for a day before it
into the rows (`then.py` does that elsewhere), and a verb whose clock is behind takes its day.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection, transaction

from core.errors import DomainError
from policy.duties import parts as texts
from policy.duties import statement
from policy.duties.choices import Subject
from policy.duties.models import Settlement
from policy.duties.parts import Part, parts_of
from policy.duties.rule import DutyRule, Period, all_rules
from policy.duties.tally import Tally
from policy.duties.values import Values
from policy.parameters.figures import Missing

__all__ = ["Tally", "TooEarly", "refresh", "refresh_people"]

LOCKS: Final = 7_320  # the first key of the two-key advisory locks of rules
PEOPLE_LOCKS: Final = 7_321  # and of the people that a verb is about
MANY_MADE: Final = 1_000  # rows, after which the planner's figures are no longer true
AT_ONCE: Final = 8  # periods in one statement about a few people

Told = Callable[[DutyRule, Tally], None]


class TooEarly(DomainError):
    """A day before the one that duties were last settled for: the rows speak of a later one."""

    title = "日期已过"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Some subjects, or the units whose subjects are meant; neither: all."""

    subjects: list[int] | None = None
    units: list[int] | None = None
    prevail: bool = False

    @property
    def everybody(self) -> bool:
        """Nobody is left out."""
        return self.subjects is None and self.units is None


def refresh(
    *,
    on: date,
    rules: Iterable[DutyRule] | None = None,
    people: Collection[int] | None = None,
    units: Collection[int] | None = None,
    whole: bool = False,
    told: Told = lambda rule, tally: None,
) -> dict[str, Tally]:
    """Bring the duties up to date as of `on`: everybody's, or those of `people` or of `units`.

    Of a rule with periods, those are settled that can still change: the present one, the one
    before, and any that has open duties or was never computed; `whole` settles all of them, and so
    does a run that finds a figure changed. A rule whose figure is missing says so in its tally and
    is left as it is; the others go on. Raises TooEarly for a day that is past.
    """
    chosen_rules = list(all_rules().values() if rules is None else rules)
    values = Values(key for rule in chosen_rules for key in rule.keys)
    found = {}
    some = people is not None or units is not None
    with transaction.atomic(savepoint=people is None) if some else nullcontext():
        if people is not None:
            _lock_people(people)
            on = max([on, *(one.on for one in settlements().values())])
        elif units is not None:
            _lock_rules(chosen_rules)
            settled = settlements()
            for rule in chosen_rules:
                refuse_past(on, settled.get(rule.name))
        for rule in chosen_rules:
            chosen = _chosen(rule, people, units)
            found[rule.name] = _settle(rule, on, chosen, values, whole=whole)
            told(rule, found[rule.name])
    return found


def refresh_people(people: Collection[int], *, on: date, rules: Iterable[str] = ()) -> None:
    """All periods of a few people, within the transaction of the verb that changed a fact."""
    names = set(rules)
    about = [
        rule
        for rule in all_rules().values()
        if rule.about == Subject.CADRE and (not names or rule.name in names)
    ]
    if people and about:
        refresh(on=on, rules=about, people=people, whole=True)


def settlements() -> dict[str, Settlement]:
    """How far each rule was settled."""
    return {one.rule: one for one in Settlement.objects.all()}


def refuse_past(on: date, last: Settlement | None) -> None:
    """Rows that speak of a later day are not computed back."""
    if last is not None and on < last.on:
        raise TooEarly(f"责任事项已计算到 {last.on}，不能按更早的 {on} 改写。")


def _chosen(
    rule: DutyRule, people: Collection[int] | None, units: Collection[int] | None
) -> Chosen:
    if people is not None:
        about = sorted(set(people)) if rule.about == Subject.CADRE else []
        return Chosen(subjects=about, prevail=True)
    if units is None:
        return Chosen()
    if rule.about == Subject.UNIT:
        return Chosen(subjects=sorted(set(units)))
    return Chosen(units=sorted(set(units)))


def _settle(rule: DutyRule, on: date, chosen: Chosen, values: Values, *, whole: bool) -> Tally:
    """One rule: alone with it, unless it is some people's, who are locked already."""
    tally = Tally()
    if chosen.subjects == [] or chosen.units == []:
        return tally
    try:
        if chosen.everybody:
            _run(rule, on, values, tally, whole=whole)
        else:
            _write(rule, on, chosen, values, tally, whole=whole)
    except Missing as missing:
        tally.fault = str(missing)
    return tally


@transaction.atomic
def _run(rule: DutyRule, on: date, values: Values, tally: Tally, *, whole: bool) -> None:
    """A run over everybody: it waits for other runs of the rule, and leaves its mark."""
    _lock_rules([rule])
    last = Settlement.objects.filter(rule=rule.name).first()
    refuse_past(on, last)
    digest = values.digest(rule.keys)
    whole = whole or last is None or last.figures != digest
    with connection.cursor() as cursor:
        cursor.execute(statement.FOR_MANY)
        every = _write(rule, on, Chosen(), values, tally, whole=whole)
        if every is not None and whole:
            tally.withdrawn += _withdraw_before(rule, every)
        if tally.made > MANY_MADE:
            cursor.execute("ANALYZE policy_duty")
    Settlement.objects.bulk_create(
        [Settlement(rule=rule.name, on=on, figures=digest)],
        update_conflicts=True,
        unique_fields=["rule"],
        update_fields=["on", "figures", "at"],
    )


def _write(
    rule: DutyRule, on: date, chosen: Chosen, values: Values, tally: Tally, *, whole: bool
) -> list[Period] | None:
    """The statements of a rule; its periods, None where it has none. Raises Missing."""
    since = values.since(on)
    every = None if rule.periods is None else list(rule.periods(since, on))
    asked = [None] if every is None else _periods(rule, every, whole=whole)
    size = 1 if chosen.everybody else AT_ONCE
    groups = [parts_of(rule, group, on, values) for group in _groups(asked, size)]
    params: dict[str, Any] = {"on": on, "closed": on, "since": since, "rule": rule.name}
    if chosen.units is not None:
        params["subjects"] = _subjects(groups, params | {"units": chosen.units})
    elif chosen.subjects is not None:
        params["subjects"] = chosen.subjects
    if params.get("subjects") == []:
        return every
    for parts in groups:
        tally.add(_merge(rule, parts, params, prevail=chosen.prevail))
    return every


def _lock_rules(rules: Iterable[DutyRule]) -> None:
    """A run waits for other runs of the same rules."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_advisory_xact_lock(%s, hashtext(name))) FROM unnest(%s) name",
            [LOCKS, [rule.name for rule in rules]],
        )


def _lock_people(people: Collection[int]) -> None:
    """A verb waits for other verbs about the same people."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_advisory_xact_lock(%s, s)) FROM unnest(%s::int[]) s",
            [PEOPLE_LOCKS, sorted(set(people))],
        )


def _periods(rule: DutyRule, every: list[Period], *, whole: bool) -> list[Period]:
    """The periods to settle."""
    if whole:
        return every
    older = [period.key for period in every[:-2]]
    with connection.cursor() as cursor:
        cursor.execute(statement.SETTLED, {"rule": rule.name, "periods": older})
        settled = {period for (period,) in cursor.fetchall()}
    return [period for period in every if period.key not in settled]


def _groups(periods: Sequence[Period | None], size: int) -> list[Sequence[Period | None]]:
    return [periods[start : start + size] for start in range(0, len(periods), size)]


def _merge(
    rule: DutyRule, parts: Sequence[Part], params: dict[str, Any], *, prevail: bool
) -> Sequence[int]:
    """The one statement; what it did, in the order of `Tally`."""
    sql = texts.merge(rule, parts, some="subjects" in params, prevail=prevail)
    with connection.cursor() as cursor:
        cursor.execute(sql, params | {"periods": sorted({part.period for part in parts})})
        return cursor.fetchone()


def _subjects(groups: Iterable[Sequence[Part]], params: dict[str, Any]) -> list[int]:
    """Whom the units owe something about, or have owed."""
    with connection.cursor() as cursor:
        cursor.execute(texts.subjects(part for parts in groups for part in parts), params)
        return sorted(subject for (subject,) in cursor.fetchall())


def _withdraw_before(rule: DutyRule, every: Sequence[Period]) -> int:
    """What is owed of periods that are asked about no more: how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            texts.before(), {"rule": rule.name, "periods": [period.key for period in every]}
        )
        return cursor.rowcount
