"""The dimensions by which the roster is told apart (domain §6.10): one declaration each.

A dimension counts by the path of a column of the roster and sorts the values into categories; a
category is also what the roster is asked for it, so that the list behind a number has its people.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from cadres.people.columns import GRASSROOTS_MONTHS
from cadres.roster.entities import ROSTER
from core.listing.columns import ABSENT, Column
from core.months import full_years
from reporting.structure.bands import Band
from reporting.structure.frame import Frame
from reporting.structure.places import Place, Places, place_of


@dataclass(frozen=True, slots=True)
class Category:
    """One value or band: what it is called, and what the roster is asked for it."""

    key: str
    label: str
    asked: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Split:
    """The categories of a dimension for one question, in order; `of` sorts a value into one."""

    categories: tuple[Category, ...]
    of: Callable[[Any], str]

    def those_of(self, values: Collection[Any]) -> tuple[Category, ...]:
        """The categories in which somebody is."""
        found = {self.of(value) for value in values}
        return tuple(one for one in self.categories if one.key in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """`column` of the roster is counted by; `is_open`: only categories with somebody are shown."""

    name: str
    label: str
    column: str
    split: Callable[[Frame], Split]
    is_open: bool = False

    def path(self, on: date) -> str:
        """The path of the values on a day."""
        column = ROSTER.column(self.column).at(on)
        return column.filtered_path


def _coded(name: str, label: str, column: str, *, is_open: bool = False) -> Dimension:
    """A code of the roster, as its filter has it."""
    return Dimension(
        name=name, label=label, column=column, split=lambda _: _codes(column), is_open=is_open
    )


def _codes(name: str) -> Split:
    column: Column = ROSTER.column(name)
    names = column.asked_codes()
    found = tuple(Category(code, label, {name: code}) for code, label in names.items())
    return Split(found, _code)


def _code(value: Any) -> str:
    return ABSENT if value is None or value == "" else str(value)


def _ages(frame: Frame) -> Split:
    bands = frame.bands
    found = tuple(Category(str(n), band.label, _of_band(band)) for n, band in enumerate(bands))

    def of(birth: date) -> str:
        age = full_years(birth, frame.on)
        return next(str(n) for n, band in enumerate(bands) if band.holds(age))

    return Split(found, of)


def _of_band(band: Band) -> dict[str, str]:
    ends = {"age_min": band.least, "age_max": band.most}
    return {name: str(age) for name, age in ends.items() if age is not None}


def _grassroots(_frame: Frame) -> Split:
    least, most = "grassroots_months_min", "grassroots_months_max"
    enough = GRASSROOTS_MONTHS
    found = (
        Category("enough", "两年以上", {least: str(enough)}),
        Category("some", "不足两年", {least: "1", most: str(enough - 1)}),
        Category("without", "没有", {most: "0"}),
    )
    return Split(found, lambda n: "enough" if n >= enough else "some" if n else "without")


def _units(frame: Frame) -> Split:
    return _placed(frame.places, frame.places.units())


def _regions(frame: Frame) -> Split:
    return _placed(frame.places, frame.places.regions())


def _placed(places: Places, below: list[Place]) -> Split:
    """Those at a top itself stand apart: 本级 of a unit has nobody of the units below it."""
    named = [Category(str(one.pk), one.name, {"unit": str(one.pk)}) for one in below]
    shown = {one.pk for one in below}
    own = [
        Category(f"own-{one.pk}", f"{one.name}本级", {"unit_id": str(one.pk)})
        for one in places.tops
        if one.pk not in shown
    ]
    tops = {one.path: f"own-{one.pk}" for one in places.tops}

    @cache  # for each month of birth the same unit is asked for again
    def of(path: str) -> str:
        found = place_of(path, below)
        return str(found) if found is not None else tops.get(path, "")

    return Split((*own, *named), of)


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension(name="unit", label="单位", column="unit", split=_units, is_open=True),
    Dimension(name="region", label="县（区）、市直", column="unit", split=_regions, is_open=True),
    _coded("level", "职务层次", "position_level", is_open=True),
    _coded("level_years", "任现职务层次年限", "level_years"),
    Dimension(name="age", label="年龄", column="birth", split=_ages),
    _coded("fulltime", "全日制学历", "edu_fulltime_level"),
    _coded("inservice", "在职学历", "edu_inservice_level"),
    _coded("education", "最高学历", "highest_level"),
    _coded("degree", "最高学位", "highest_degree"),
    _coded("source", "来源", "source", is_open=True),
    _coded("gender", "性别", "gender"),
    _coded("nation", "民族", "nation_group"),
    _coded("party", "政治面貌", "party_group"),
    Dimension(
        name="grassroots", label="基层工作经历", column="grassroots_months", split=_grassroots
    ),
    _coded("tier", "使用层级", "tier"),
    _coded("direction", "培养方向", "direction", is_open=True),
    _coded("held_by", "掌握层级", "level_held"),
    _coded("status", "名册状态", "pool_status", is_open=True),
)
BY_NAME: Mapping[str, Dimension] = {one.name: one for one in DIMENSIONS}
