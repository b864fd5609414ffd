"""The plan as its page shows it: sections of paragraphs, beside each clause what carries it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse

from core.scoping import Viewer
from core.units.models import Unit
from policy.clauses.text import Paragraph, clauses, paragraphs
from policy.duties.choices import COLOURS, Light
from policy.duties.rule import DutyRule, all_rules
from policy.duties.standing import Lights, by_rule
from policy.parameters.authority import counties_set_by, may_set, sets_city
from policy.parameters.catalogue import Definition
from policy.plan.addresses import duties_url, parameter_url
from policy.plan.reading import OPEN, Reading, is_of_an_office, of_clauses
from policy.plan.screens import reason_for, screens_for

AT_ONCE: Final = 9  # figures beside a clause; where there are more, those of its text or a few
FEW: Final = 4
SHOWN: Final = (Light.DONE, Light.SOON, Light.OVERDUE, Light.LATER)
WORDS: Final = {
    Light.DONE: "已办",
    Light.SOON: "将到期",
    Light.OVERDUE: "逾期",
    Light.LATER: "未到期",
}


@dataclass(slots=True)
class Figure:
    """One figure: its value in words, and whoever may change it finds where."""

    key: str
    label: str
    text: str
    url: str
    is_open: bool = False
    since: date | None = None
    change: str = ""
    own: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """A paragraph of the page; `figures`, `rules` … stand beside a clause."""

    paragraph: Paragraph
    pieces: list[dict[str, Any]]
    figures: list[Figure] = field(default_factory=list)
    rules: list[dict[str, Any]] = field(default_factory=list)
    lights: list[dict[str, Any]] = field(default_factory=list)
    screens: list[dict[str, str]] = field(default_factory=list)
    items: list[Line] = field(default_factory=list)
    reason: str = ""
    units_url: str = ""

    @property
    def first(self) -> list[Figure]:
        """The figures that are shown at once: those of its text and a few others."""
        if len(self.figures) <= AT_ONCE:
            return self.figures
        inside = [figure for figure in self.figures if figure.key in self.paragraph.keys]
        others = [figure for figure in self.figures if figure.key not in self.paragraph.keys]
        return (inside + others)[: max(len(inside), FEW)]

    @property
    def rest(self) -> list[Figure]:
        """The others, which open when asked for."""
        shown = {figure.key for figure in self.first}
        return [figure for figure in self.figures if figure.key not in shown]

    @property
    def bar(self) -> list[dict[str, str]]:
        return split(self.lights)


@dataclass(slots=True)
class Section:
    """A tab: its name, how many clauses, its lines."""

    name: str
    number: int
    lines: list[Line] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(1 for line in self.lines if line.paragraph.code)

    @property
    def overdue(self) -> int:
        return sum(
            light["count"]
            for line in self.lines
            for light in line.lights
            if light["colour"] == "red"
        )


class PlanPage:
    """Everything on the page, by two statements: the values, and how duties stand."""

    def __init__(self, viewer: Viewer, on: date, unit: Unit | None, read: Reading) -> None:
        self.viewer, self.on, self.unit, self.read = viewer, on, unit, read
        self.office = is_of_an_office(viewer)
        self.standing = by_rule(viewer, on, unit) if self.office else {}
        self.figures = of_clauses()
        self.is_city = sets_city(viewer)
        self.own_county = None if self.is_city else next(iter(counties_set_by(viewer)), None)
        self.rules: dict[str, list[DutyRule]] = {}
        for rule in all_rules().values() if self.office else ():
            self.rules.setdefault(rule.clause, []).append(rule)

    def sections(self) -> list[Section]:
        """The plan in its order; the items of a clause stand within it."""
        found: dict[str, Section] = {}
        by_code: dict[str, Line] = {}
        for one in paragraphs():
            if one.role in ("title", "heading"):
                continue
            line = self.line(one)
            if one.parent:
                by_code[one.parent].items.append(line)
                continue
            by_code[one.code] = line
            section = found.setdefault(one.section, Section(one.section, len(found)))
            section.lines.append(line)
        return list(found.values())

    def line(self, one: Paragraph) -> Line:
        """One paragraph with what stands beside it."""
        line = Line(one, [self.piece(piece.words, piece.key) for piece in one.pieces])
        if not one.code:
            return line
        line.figures = [self.figure(definition) for definition in self.figures.get(one.code, ())]
        if not self.office:
            return line
        rules = self.rules.get(one.code, [])
        line.rules = [{"label": r.label, "sentence": self.read.sentence(r)} for r in rules]
        line.screens = screens_for(one.code, self.viewer)
        line.reason = reason_for(one.code)
        if rules:
            line.lights = self.lights(one.code, rules)
            line.units_url = f"{reverse('plan:units', args=[one.code])}?{self.query()}"
        return line

    def piece(self, words: str, key: str) -> dict[str, Any]:
        """Words, or a figure as it stands; an open one in its own colour."""
        if not key:
            return {"words": words}
        text = self.read.text(key)
        return {"words": text, "url": parameter_url(key), "is_open": text == OPEN}

    def figure(self, definition: Definition) -> Figure:
        """One figure beside its clause."""
        key = definition.key
        text = self.read.text(key)
        return Figure(
            key,
            definition.label,
            text,
            parameter_url(key),
            text == OPEN,
            self.read.since(key),
            self.change_url(definition),
            [
                {"name": own.unit.short_name, "text": own.text, "holds": own.holds}
                for own in self.read.own(key)
            ],
        )

    def change_url(self, definition: Definition) -> str:
        """Where the viewer changes it: the city's, or stricter for his county."""
        if self.is_city:
            return reverse("plan:change", args=[definition.key])
        county = self.own_county
        if county is not None and may_set(self.viewer, definition, county):
            return f"{reverse('plan:change', args=[definition.key])}?unit={county.pk}"
        return ""

    def lights(self, code: str, rules: Iterable[DutyRule]) -> list[dict[str, Any]]:
        """How the duties of a clause stand, each a link to them; zeros are left out."""
        sums = total(self.standing, [rule.name for rule in rules])
        return [
            {
                "colour": COLOURS[light],
                "count": sums[light],
                "words": WORDS[light],
                "url": duties_url(code, light, self.on, self.unit.pk if self.unit else None),
            }
            for light in SHOWN
            if sums.get(light)
        ]

    def query(self) -> str:
        """The day and the region of the page, for an address."""
        told = {"as_of": self.on.isoformat()}
        if self.unit is not None:
            told["unit"] = str(self.unit.pk)
        return urlencode(told)

    @property
    def carried_out(self) -> int:
        """How many clauses have duty rules, of those that are not items of another."""
        return sum(1 for one in clauses() if one.code in self.rules)


def total(standing: Mapping[str, Lights], names: Iterable[str]) -> Lights:
    """The lights of several rules together."""
    sums: Lights = {}
    for name in names:
        for light, count in standing.get(name, {}).items():
            sums[light] = sums.get(light, 0) + count
    return sums


def split(lights: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The bar of a clause: places in percent, a small gap between parts."""
    whole = sum(light["count"] for light in lights)
    parts, at = [], 0.0
    for light in lights:
        width = 100 * light["count"] / whole
        parts.append(
            {"colour": light["colour"], "x": f"{at:.1f}%", "width": f"{max(width - 0.6, 0.4):.1f}%"}
        )
        at += width
    return parts
