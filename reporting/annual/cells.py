"""The cells of a report: where they stand on its page, and who reads what is said of them.

`part:3`, `figure:roster.open`, `table:changes`, `opinion:<cadre>`, `proposal:<cadre>`, `head`: what
a comment is about, what a check found, where two filings differ; `guards.label_of` names them.
"""

from __future__ import annotations

from policy.periods import Quarter
from reporting.annual.choices import Part
from reporting.annual.guards import own_cell
from reporting.annual.whole import Whole
from reporting.gathering.keys import BY_KEY

NUMERALS = "一二三四五六七"
HEAD, PROPOSALS, OPINIONS = "head", "proposals", "opinions"


def part_title(part: Part) -> str:
    """一、总体情况."""
    return f"{NUMERALS[part - 1]}、{part.label}"


def part_cell(part: Part) -> str:
    """part:1."""
    return f"part:{int(part)}"


def named(whole: Whole) -> dict[int, str]:
    """Everybody whom cells may speak of, by key."""
    people = {one.cadre: one.name for one in whole.opinions}
    return people | {one.cadre: one.name for one in whole.proposals}


def check_label(key: str) -> str:
    """What a check that was explained is called: 2026年四季度谈心谈话."""
    kind, _, period = key.partition(":")
    if kind == "talks" and period:
        return f"{Quarter.parse(period).label}谈心谈话"
    return "所属单位报告" if kind == "units" else key


def anchor_of(cell: str) -> str:
    """The id of its place on the page: figure-roster-open."""
    return cell.replace(":", "-").replace(".", "-")


def is_told(cell: str, *, guarded: bool, himself: int | None) -> bool:
    """Whether a viewer reads what is said of a cell.

    `guarded`: he reads nothing of discipline; and nobody reads what is said of himself.
    """
    if own_cell(cell, himself):
        return False
    kind, _, name = cell.partition(":")
    if kind == "figure" and guarded:
        return name in BY_KEY and not BY_KEY[name].guarded
    return True
