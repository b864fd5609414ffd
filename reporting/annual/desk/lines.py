"""The rows in which opinions are given: somebody, his grades and talks, what is thought of him."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import reverse

from assessments.rounds.years import years_of
from assessments.talks.guards import RULE
from core.scoping import Viewer
from policy.duties.choices import Light
from policy.duties.models import Duty
from policy.periods import Year
from reporting.annual.cells import OPINIONS, anchor_of
from reporting.annual.choices import Stand
from reporting.annual.desk.typed import Typed
from reporting.annual.models import AnnualReport, Opinion
from reporting.annual.whole import Said, Whole


@dataclass(frozen=True, slots=True)
class Talks:
    """How somebody was talked with in the year: a light, 3／4, and the words for it."""

    light: str
    text: str
    words: str


NO_TALKS = Talks("none", "—", "本年没有应谈的季度")


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody of whom the unit says whether he stays; `key` is None for oneself."""

    key: int | None
    cadre: int
    version: int
    anchor: str
    name: str
    title: str
    url: str
    grades: str  # 优秀、称职, the latest first
    years: str  # 2025优秀、2024称职
    talks: Talks
    stand: str
    reason: str
    was_stand: str
    was_reason: str
    comments: Sequence[Any] = ()

    @property
    def was(self) -> tuple[int, int, str, str]:
        """What is sent back with the form: key, version, stand, reason as they are kept."""
        return self.key or 0, self.version, self.was_stand, self.was_reason

    @property
    def is_typed(self) -> bool:
        """Whether it shows what was typed and not kept."""
        return (self.stand, self.reason) != (self.was_stand, self.was_reason)

    @property
    def kept(self) -> str:
        """What is kept, in words."""
        if not self.was_stand:
            return "没有意见"
        said = str(Stand(self.was_stand).label)
        return f"{said}，{self.was_reason}" if self.was_reason else said

    @property
    def is_missing(self) -> bool:
        """Whether it waits for an opinion of whoever looks."""
        return self.key is not None and not self.stand

    @property
    def wants_reason(self) -> bool:
        """Whether what is chosen needs a reason that is not there."""
        return self.stand in (Stand.EXIT, Stand.DEFER) and not self.reason


def lines_of(
    report: AnnualReport,
    viewer: Viewer,
    whole: Whole,
    typed: Typed,
    *,
    on: date,
    may_open: frozenset[int],
    cells: Mapping[str, Sequence[Any]],
) -> list[Line]:
    """Everybody in the order of the roster. Three statements, whatever there is."""
    people = [one.cadre for one in whole.opinions]
    rows = Opinion.objects.visible_to(viewer).filter(report=report)
    own = {one.cadre_id: one for one in rows}
    grades, talks = years_of(people, on), talks_of(viewer, report.year, people, on)
    return [
        _line(said, own.get(said.cadre), typed, grades, talks, may_open, cells)
        for said in whole.opinions
    ]


def _line(
    said: Said,
    row: Opinion | None,
    typed: Typed,
    grades: Mapping[int, Mapping[int, str]],
    talks: Mapping[int, Talks],
    may_open: frozenset[int],
    cells: Mapping[str, Sequence[Any]],
) -> Line:
    cell, key = f"opinion:{said.cadre}", row.pk if row else None
    stand, reason = (row.stand, row.reason) if row else ("", said.reason)
    latest = sorted(grades.get(said.cadre, {}).items(), reverse=True)
    return Line(
        key,
        said.cadre,
        row.version if row else 0,
        anchor_of(cell),
        said.name,
        said.title,
        reverse("cadres:detail", args=[said.cadre]) if said.cadre in may_open else "",
        "、".join(grade for _year, grade in latest),
        "、".join(f"{year}{grade}" for year, grade in latest),
        talks.get(said.cadre, NO_TALKS),
        typed.shown(OPINIONS, f"stand-{key}", stand),
        typed.shown(OPINIONS, f"reason-{key}", reason),
        stand,
        reason,
        cells.get(cell, ()),
    )


def talks_of(viewer: Viewer, year: int, people: Sequence[int], on: date) -> dict[int, Talks]:
    """Of the quarters of the year in which each was owed a talk, how many had one."""
    periods = [quarter.key for quarter in Year(year).quarters]
    rows = Duty.objects.visible_to(viewer).existing(on).with_light(on)
    rows = rows.filter(rule=RULE, period__in=periods, cadre__in=people)
    counted = rows.order_by().values("cadre", "light").annotate(n=Count("*"))
    found: dict[int, dict[Light, int]] = {}
    for cadre, light, count in counted.values_list("cadre", "light", "n"):
        found.setdefault(cadre, {})[Light(light)] = count
    return {cadre: _talks(lights) for cadre, lights in found.items()}


def _talks(lights: Mapping[Light, int]) -> Talks:
    done, late = lights.get(Light.DONE, 0), lights.get(Light.OVERDUE, 0)
    owed = lights.get(Light.SOON, 0) + lights.get(Light.LATER, 0)
    total = done + late + owed
    if not total:
        return NO_TALKS
    text = f"{done}／{total}"
    if late:
        return Talks("red", text, f"有 {late} 个季度到期没有谈")
    if owed:
        return Talks("yellow", text, f"还有 {owed} 个季度未到期、没有谈")
    return Talks("green", text, "每个季度都谈了")
