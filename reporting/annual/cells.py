"""The cells of a report by name: what people call them, and where they stand on its page.

`part:3`, `figure:roster.open`, `table:changes`, `opinion:<cadre>`, `proposals`, `head`: what a
comment is about, what a check found, where two filings differ.
"""

from __future__ import annotations

from reporting.annual.choices import Part
from reporting.annual.whole import Whole
from reporting.gathering.keys import BY_KEY
from reporting.gathering.tables import BY_NAME

NUMERALS = "一二三四五六七"
HEAD, PROPOSALS, OPINIONS = "head", "proposals", "opinions"
PLAIN = {HEAD: "报告首部", PROPOSALS: "拟补充人选", OPINIONS: "保留资格初步意见表"}


def part_title(part: Part) -> str:
    """一、总体情况."""
    return f"{NUMERALS[part - 1]}、{part.label}"


def part_cell(part: Part) -> str:
    """part:1."""
    return f"part:{int(part)}"


def label_of(whole: Whole, cell: str) -> str:
    """What a cell is called; "" for one that the report has not got."""
    kind, _, name = cell.partition(":")
    match kind:
        case "part" if name in {str(int(one)) for one in Part}:
            return part_title(Part(int(name)))
        case "figure" if name in whole.content.figures and name in BY_KEY:
            return BY_KEY[name].label
        case "table" if name in whole.content.tables and name in BY_NAME:
            return BY_NAME[name].title
        case "opinion":
            people = (one.name for one in whole.opinions if str(one.cadre) == name)
            found = next(people, "")
            return f"{found}的保留资格意见" if found else ""
    return PLAIN.get(cell, "")


def anchor_of(cell: str) -> str:
    """The id of its place on the page: figure-roster-open."""
    return cell.replace(":", "-").replace(".", "-")


def is_told(cell: str, *, guarded: bool, himself: int | None) -> bool:
    """Whether a viewer reads what is said of a cell.

    `guarded`: he reads nothing of discipline; and nobody reads what is said of himself.
    """
    kind, _, name = cell.partition(":")
    if kind == "opinion":
        return himself is None or name != str(himself)
    if kind == "figure" and guarded:
        return name in BY_KEY and not BY_KEY[name].guarded
    return True
