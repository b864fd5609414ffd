"""A sealed result as pages and paper show it: people with totals, groups and rates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.polls.choices import Aspect, Fit, Level, Overall
from assessments.polls.models import Poll
from assessments.polls.rates import percent

LOW = (Level.PLAIN, Level.POOR)


@dataclass(frozen=True, slots=True)
class Mark:
    """How often a mark was made, and what share of the base that is ("" where it has none)."""

    label: str
    number: int
    rate: str


@dataclass(frozen=True, slots=True)
class Table:
    """The marks on one question."""

    label: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """What one group, or everybody, said of a person; nothing of it where too few did."""

    label: str
    is_shown: bool
    returned: int = 0
    valid: int = 0
    invalid: int = 0
    marks: tuple[Mark, ...] = ()
    aspects: tuple[Table, ...] = ()
    fit: tuple[Mark, ...] = ()
    style_rate: str = ""
    weighted: str = ""

    @property
    def as_overall(self) -> tuple[Table, ...]:
        """The whole as a table of one row."""
        return (Table("票数", self.marks),)

    @property
    def as_fit(self) -> tuple[Table, ...]:
        """Fit to stay, as a table of one row."""
        return (Table("票数", self.fit),)

    @property
    def unfit(self) -> int:
        """Ballots that say he should not stay on the list."""
        return next((mark.number for mark in self.fit if mark.label == Fit.NO.label), 0)


@dataclass(frozen=True, slots=True)
class Counted:
    """One person of the result."""

    subject: int
    cadre: int
    name: str
    title: str
    total: Tally
    groups: tuple[Tally, ...]

    def rows(self, *, with_groups: bool) -> tuple[Tally, ...]:
        """The groups, as one line where none of them may be shown, and the total."""
        if not with_groups or not self.total.is_shown:
            return (self.total,)
        shown = any(tally.is_shown for tally in self.groups)
        return (*(self.groups if shown else (Tally("分组", is_shown=False),)), self.total)


@dataclass(frozen=True, slots=True)
class Result:
    """Of the people that a viewer may read, in the order of the poll."""

    people: tuple[Counted, ...]
    turnout: tuple[Mapping[str, Any], ...]
    weights_text: str
    hidden: int  # people of the poll that he may not read

    @property
    def marks(self) -> tuple[Overall, ...]:
        """The marks of the whole, in their order."""
        return tuple(Overall)

    @property
    def voters_text(self) -> str:
        """Issued and returned by category, in a sentence."""
        return "；".join(
            f"{row['category']} {row['label']}应参加 {row['expected']} 人，"
            f"发出 {row['issued']} 张，收回 {row['returned']} 张"
            for row in self.turnout
        )


def result_for(poll: Poll, readable: Mapping[int, int]) -> Result:
    """The result of a counted poll; `readable` has the subjects that may be read."""
    kept = poll.result or {}
    labels = {group["number"]: group["label"] for group in kept.get("groups", ())}
    people = [_person(row, labels) for row in kept["people"] if row["subject"] in readable]
    return Result(
        people=tuple(people),
        turnout=tuple(kept["turnout"]),
        weights_text="，".join(
            f"{group['label']} {group['weight']}" for group in kept.get("groups", ())
        ),
        hidden=len(kept["people"]) - len(people),
    )


def _person(row: Mapping[str, Any], labels: Mapping[int, str]) -> Counted:
    weighted = ((row.get("weighted") or {}).get("overall") or {}).get(Overall.EXCELLENT.value)
    return Counted(
        subject=row["subject"],
        cadre=row["cadre"],
        name=row["name"],
        title=row.get("title", ""),
        total=_tally("合计", row["total"], weighted=_rate(weighted)),
        groups=tuple(_tally(labels[one["group"]], one) for one in row["groups"]),
    )


def _tally(label: str, row: Mapping[str, Any], *, weighted: str = "") -> Tally:
    if row.get("too_few"):
        return Tally(label, is_shown=False)
    base, style = row["base"], row["aspects"][Aspect.STYLE.value]
    low = sum(style[mark.value] for mark in LOW)
    return Tally(
        label,
        is_shown=True,
        returned=row["returned"],
        valid=row["valid"],
        invalid=row["invalid"],
        marks=_marks(Overall, row["overall"], base["overall"]),
        aspects=tuple(
            Table(str(one.label), _marks(Level, row["aspects"][one], base["aspects"][one]))
            for one in Aspect
        ),
        fit=_marks(Fit, row["fit"], base["fit"]),
        style_rate=_rate(percent(low, base["aspects"][Aspect.STYLE.value])),
        weighted=weighted,
    )


def _marks(marks: Any, numbers: Mapping[str, int], base: int) -> tuple[Mark, ...]:
    """Numbers and rates; abstentions that do not count have no rate."""
    counts = base == sum(numbers.values())
    return tuple(
        Mark(
            str(mark.label),
            numbers[mark.value],
            _rate(percent(numbers[mark.value], base)) if counts or mark.name != "ABSTAIN" else "",
        )
        for mark in marks
    )


def _rate(value: Any) -> str:
    return "" if value is None else f"{value}%"
