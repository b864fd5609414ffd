"""What a dashboard shows of the roster: tiles, parts by dimension, regions; from one scan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cadres.choices import EducationLevel, Gender
from cadres.roster.groups import NationGroup, PartyGroup
from core.charts.chart import Chart, Mark
from core.charts.drawing import bars
from core.listing.columns import ABSENT
from reporting.structure.counting import Counts, counted
from reporting.structure.dimensions import BY_NAME, Dimension
from reporting.structure.frame import Frame
from reporting.structure.shares import average_age, percent

Values = dict[Any, int]

SHOWN = ("age", "level", "fulltime", "tier", "source", "grassroots")
TOLD = (*SHOWN, "gender", "nation", "party")
PLACE = "unit_path"
# What is counted together. Few different people have the same of each of these, so that a sum over
# them costs little: less than one more way of telling everybody apart.
TOGETHER = (
    ("age", "fulltime", "tier"),
    ("level", "source", "nation", "party"),
    ("grassroots",),
    (PLACE, "gender"),
)


@dataclass(frozen=True, slots=True)
class Tile:
    """A number at the head of the page; `more` says what share it is."""

    label: str
    value: str
    url: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One category of a split."""

    label: str
    number: int
    percent: str
    url: str


@dataclass(frozen=True, slots=True)
class Split:
    """One dimension: a chart and the table of the same numbers."""

    name: str
    label: str
    parts: tuple[Part, ...]

    @property
    def chart(self) -> Chart:
        """Bars, each a link."""
        marks = [
            Mark(
                row=part.label,
                number=part.number,
                url=part.url,
                words=f"{part.label} {part.number} 人，占 {part.percent}%",
            )
            for part in self.parts
        ]
        return bars(marks, label=f"{self.label}结构", measure="人")


@dataclass(frozen=True, slots=True)
class Region:
    """A county, or a unit one step below: how many, and how many women."""

    key: str
    label: str
    people: int
    women: str
    url: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The roster on a day."""

    people: int
    tiles: tuple[Tile, ...]
    splits: tuple[Split, ...]
    regions: tuple[Region, ...]


def picture(frame: Frame, *, by_region: bool) -> Picture:
    """The picture of a question: one statement counts, one reads the units, one the bands."""
    on = frame.on
    found, placed = _counted(frame)
    sorted_by = {name: _sorted(frame, BY_NAME[name], found[name]) for name in TOLD}
    people = sum(sorted_by["gender"].values())
    return Picture(
        people,
        _tiles(frame, people, average_age(found["age"], on), sorted_by),
        tuple(_split(frame, BY_NAME[name], sorted_by[name], people) for name in SHOWN),
        _regions(frame, placed, by_region=by_region),
    )


def _counted(frame: Frame) -> tuple[dict[str, Values], Counts]:
    """For each dimension value to number; and the same by unit and gender."""
    groups = [
        [name if name == PLACE else BY_NAME[name].path(frame.on) for name in names]
        for names in TOGETHER
    ]
    counts = counted(frame.listing.rows, groups)
    found: dict[str, Values] = {name: defaultdict(int) for names in TOGETHER for name in names}
    for names, numbers in zip(TOGETHER, counts, strict=True):
        for values, number in numbers.items():
            for name, value in zip(names, values, strict=True):
                found[name][value] += number
    return found, counts[-1]


def _sorted(frame: Frame, dimension: Dimension, numbers: Values) -> Mapping[str, int]:
    """Category to number."""
    split = dimension.split(frame)
    found: dict[str, int] = defaultdict(int)
    for value, number in numbers.items():
        found[split.of(value)] += number
    return found


def _tiles(
    frame: Frame, people: int, age: str, found: Mapping[str, Mapping[str, int]]
) -> tuple[Tile, ...]:
    graduate = str(EducationLevel.GRADUATE.value)
    outside = [PartyGroup.DEMOCRATIC.value, PartyGroup.MASSES.value]

    def share(label: str, number: int, **asked: str) -> Tile:
        return Tile(label, f"{number:,}", frame.url(**asked), f"{percent(number, people)}%")

    return (
        Tile("在库", f"{people:,}", frame.url(), "人"),
        Tile("平均年龄", age, frame.url(), "岁"),
        share("女干部", found["gender"][Gender.WOMAN.value], gender=Gender.WOMAN.value),
        share("全日制研究生", found["fulltime"][graduate], edu_fulltime_level=graduate),
        share(
            "党外干部", sum(found["party"][one] for one in outside), party_group=",".join(outside)
        ),
        share(
            "少数民族",
            found["nation"][NationGroup.MINORITY.value],
            nation_group=NationGroup.MINORITY.value,
        ),
    )


def _split(frame: Frame, dimension: Dimension, numbers: Mapping[str, int], people: int) -> Split:
    parts = tuple(
        Part(
            one.label,
            numbers.get(one.key, 0),
            percent(numbers.get(one.key, 0), people),
            frame.url(**one.asked),
        )
        for one in dimension.split(frame).categories
        if numbers.get(one.key) or not (dimension.is_open or one.key == ABSENT)
    )
    return Split(dimension.name, dimension.label, parts)


def _regions(frame: Frame, placed: Counts, *, by_region: bool) -> tuple[Region, ...]:
    split = BY_NAME["region" if by_region else "unit"].split(frame)
    people: dict[str, int] = defaultdict(int)
    women: dict[str, int] = defaultdict(int)
    for (path, gender), number in placed.items():
        key = split.of(path)
        people[key] += number
        women[key] += number if gender == Gender.WOMAN else 0
    return tuple(
        Region(
            one.key,
            one.label,
            people[one.key],
            percent(women[one.key], people[one.key]),
            frame.url(**one.asked),
        )
        for one in split.categories
        if people.get(one.key)
    )
