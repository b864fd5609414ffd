"""What a dashboard shows of the roster: tiles, parts by dimension, regions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from cadres.choices import EducationLevel, Gender
from cadres.roster.groups import NationGroup, PartyGroup
from core.charts.chart import Chart, Mark
from core.charts.drawing import bars
from core.listing.columns import ABSENT
from reporting.dashboards.roster import AGE, RosterCounts, Values
from reporting.structure.counting import Counts
from reporting.structure.dimensions import BY_NAME, Dimension
from reporting.structure.frame import Frame
from reporting.structure.shares import average_age, percent

SHOWN = (AGE, "level", "fulltime", "tier", "source", "grassroots")
TOLD = (*SHOWN, "gender", "nation", "party")


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


def picture(frame: Frame, roster: RosterCounts, *, by_region: bool) -> Picture:
    """The picture of what was counted; one statement reads the units, one the bands."""
    sorted_by = {name: _sorted(frame, BY_NAME[name], roster.values[name]) for name in TOLD}
    people = sum(sorted_by["gender"].values())
    return Picture(
        people,
        _tiles(frame, people, average_age(roster.values[AGE], frame.on), sorted_by),
        tuple(_split(frame, BY_NAME[name], sorted_by[name], people) for name in SHOWN),
        _regions(frame, roster.placed, by_region=by_region),
    )


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
