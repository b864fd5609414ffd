"""A judgement that explains itself: clause, rule, figures, facts, and how near the border it was.

A rule makes one while it judges; it is kept as JSON, so that the page that replays it years later
reads what was true then and asks nothing. `templates/components/why.html` draws it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from policy.clauses.text import MARK, PRINTED, clauses
from policy.parameters.catalogue import BY_KEY
from policy.parameters.figures import Region, keys_of


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure that was gone by, in words: “测评比例上限”, “30%”."""

    key: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact in words, and the row that it was read from: `view` by name, called with `pk`.

    `is_open` facts are told to the unit and the person as well; the others to departments alone.
    """

    label: str
    value: str
    source: str = ""
    view: str = ""
    pk: int | None = None
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was judged, by what, from what. `nearness` is a sentence, "" where nothing is counted.

    `holds` is whether the rule applies: the case is opened, the quota exceeded, somebody excluded.
    """

    holds: bool
    verdict: str
    clause: str
    clause_text: str
    sentence: str
    on: str
    figures: tuple[Figure, ...] = ()
    facts: tuple[Fact, ...] = ()
    nearness: str = ""

    def as_json(self) -> dict[str, Any]:
        """To be kept."""
        values = _values(self)  # asdict copies what nobody changes, and of thousands that shows
        values["figures"] = tuple(map(_values, self.figures))
        values["facts"] = tuple(map(_values, self.facts))
        return values

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Judgement:
        """As it was kept; what a later release has added has its default."""
        known = {one.name for one in fields(cls)}
        values = {name: value for name, value in kept.items() if name in known}
        values["figures"] = tuple(Figure(**one) for one in kept.get("figures", ()))
        values["facts"] = tuple(Fact(**one) for one in kept.get("facts", ()))
        return cls(**values)

    def told(self) -> Judgement:
        """The same without what the departments keep for themselves."""
        open_ones = tuple(one for one in self.facts if one.is_open)
        # Of what is kept back it would tell: a share and “one vote fewer” give the votes.
        near = self.nearness if len(open_ones) == len(self.facts) else ""
        return Judgement(**_values(self) | {"facts": open_ones, "nearness": near})


def _values(row: Any) -> dict[str, Any]:
    """The fields of a dataclass, as they are."""
    return {name: getattr(row, name) for name in row.__slots__}


def figures_of(kind: type, region: Region) -> tuple[Figure, ...]:
    """The figures of a dataclass as they hold in a region, in words."""
    return tuple(
        Figure(key, BY_KEY[key].label, BY_KEY[key].kind.show(region.stored[key]))
        for key in keys_of(kind)
    )


def clause_text(code: str, stored: Mapping[str, Any]) -> str:
    """The words of a clause of the plan, its open figures filled in where `stored` has them."""

    def filled(mark: re.Match[str]) -> str:
        key = mark[1]
        return BY_KEY[key].kind.show(stored[key]) if key in stored else mark[2]

    found = next((one for one in clauses() if one.code == code), None)
    return "" if found is None else MARK.sub(filled, found.text).translate(PRINTED)


def nearness(value: float, border: float, unit: str = "个百分点") -> str:
    """How far a value is from its border: “超过 1.0 个百分点”, “正好在界线上”."""
    gap = round(value - border, 2)
    if gap == 0:
        return "正好在界线上。"
    return f"{'超过' if gap > 0 else '低于'}界线 {abs(gap):g} {unit}。"


def judged(
    *,
    holds: bool,
    verdict: str,
    clause: str,
    sentence: str,
    kind: type,
    region: Region,
    facts: tuple[Fact, ...] = (),
    near: str = "",
) -> Judgement:
    """A judgement of the region's day by the figures of `kind`. No statement.

    `sentence` is the rule, with `{names}` of its figures in it.
    """
    read = {one.name: region.read(one.metadata["key"]) for one in fields(kind)}
    return Judgement(
        holds=holds,
        verdict=verdict,
        clause=clause,
        clause_text=clause_text(clause, region.stored),
        sentence=sentence.format(**read),
        on=region.on.isoformat(),
        figures=figures_of(kind, region),
        facts=facts,
        nearness=near,
    )
