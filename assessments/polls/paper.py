"""Paper ballots as two people counted them: cleaned, compared cell by cell.

What one of them counted about one person: `returned`, `invalid`, and marks to numbers under
`overall`, under each aspect and under `fit`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from assessments.polls.choices import Aspect, Fit, Level, Overall
from assessments.polls.models import Electorate, PaperCount, PollSubject

MARKS: Final[dict[str, Any]] = {
    "overall": Overall,
    **{str(aspect): Level for aspect in Aspect},
    "fit": Fit,
}
LABELS: Final = {
    "returned": "收回票",
    "invalid": "无效票",
    "overall": "综合评价",
    **{str(aspect): str(aspect.label) for aspect in Aspect},
    "fit": "是否适宜",
}
MOST: Final = 100_000


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell in which the two do not agree: about whom, which, who counted how many."""

    subject: PollSubject
    cell: str
    counts: tuple[tuple[str, int], tuple[str, int]]

    def __str__(self) -> str:
        (one, here), (other, there) = self.counts
        return f"{self.subject} {self.cell}：{one}录入 {here}，{other}录入 {there}"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the counting of a category's paper is: who has entered it, what differs."""

    electorate: Electorate
    counters: tuple[Any, ...]
    differences: tuple[Difference, ...]

    @property
    def is_agreed(self) -> bool:
        """Two people have counted the same."""
        return len(self.counters) == 2 and not self.differences


def cleaned(given: Mapping[str, Any], *, fit: bool) -> dict[str, Any]:
    """Every cell as a number, 0 where nothing was given; raises ValueError with a sentence."""
    found: dict[str, Any] = {
        name: _number(name, given.get(name, 0)) for name in ("returned", "invalid")
    }
    for name, marks in MARKS.items():
        row = given.get(name) or {}
        if set(row) - set(marks.values):
            raise ValueError(f"“{LABELS[name]}”里有不在选项之内的票，请刷新页面重新录入。")
        found[name] = {
            mark: _number(f"{LABELS[name]}“{marks(mark).label}”", row.get(mark, 0))
            for mark in marks.values
        }
    _add_up(found, fit=fit)
    return found


def standing(electorate: Electorate) -> Standing:
    """Who has counted the paper of a category, and where they differ."""
    rows: dict[Any, dict[int, PaperCount]] = {}
    for one in electorate.paper_counts.select_related("counted_by", "subject__cadre"):
        rows.setdefault(one.counted_by, {})[one.subject_id] = one
    counters = tuple(rows)
    if len(counters) != 2:
        return Standing(electorate, counters, ())
    first, second = rows.values()
    both = sorted(first.keys() & second.keys(), key=lambda key: first[key].subject.position)
    found = [gap for key in both for gap in _differences(first[key], second[key])]
    return Standing(electorate, counters, tuple(found))


def agreed(electorate: Electorate) -> dict[int, dict[str, Any]]:
    """The numbers about each person, by subject, of a category that is agreed."""
    rows = electorate.paper_counts.order_by("counted_by")
    return {one.subject_id: one.numbers for one in rows}


def cells(numbers: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Every cell by its label: “综合评价“优秀””, 12."""
    for name, label in LABELS.items():
        if name in MARKS:
            for mark in MARKS[name]:
                yield f"{label}“{mark.label}”", numbers[name][mark.value]
        else:
            yield label, numbers[name]


def _differences(one: PaperCount, other: PaperCount) -> Iterable[Difference]:
    for (cell, here), (_cell, there) in zip(cells(one.numbers), cells(other.numbers), strict=True):
        if here != there:
            counts = ((str(one.counted_by), here), (str(other.counted_by), there))
            yield Difference(one.subject, cell, counts)


def _number(label: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST:
        raise ValueError(f"“{LABELS.get(label, label)}”应为 0 到 {MOST} 的整数，现为“{value}”。")
    return value


def _add_up(numbers: Mapping[str, Any], *, fit: bool) -> None:
    returned, invalid = numbers["returned"], numbers["invalid"]
    if invalid > returned:
        raise ValueError(f"无效票 {invalid} 张多于收回票 {returned} 张，请核对。")
    valid = returned - invalid
    overall = sum(numbers["overall"].values())
    if overall != valid:
        raise ValueError(
            f"综合评价各项合计 {overall} 票，应等于收回票减无效票 {valid} 张，请核对。"
        )
    for name in MARKS:
        marked = sum(numbers[name].values())
        if marked > valid:
            raise ValueError(f"“{LABELS[name]}”合计 {marked} 票，多于有效票 {valid} 张，请核对。")
    if not fit and any(numbers["fit"].values()):
        raise ValueError("这次测评不问是否适宜继续列入名单，请不要录入这一项。")
