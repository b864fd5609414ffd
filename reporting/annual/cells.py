"""The cells of a report: where they stand on its page, and who reads what is said of them.

`part:3`, `figure:roster.open`, `table:changes`, `opinion:<cadre>`, `proposal:<cadre>`, `head`: what
a comment is about, what a check found, where two filings differ; `label_of` names them.
"""

from __future__ import annotations

from collections.abc import Mapping

from core.asking import LONGEST_PK
from policy.periods import Quarter
from reporting.annual.choices import Part
from reporting.annual.whole import Whole
from reporting.gathering.keys import BY_KEY
from reporting.gathering.tables import BY_NAME

HEAD, PROPOSALS, OPINIONS = "head", "proposals", "opinions"


def named(whole: Whole) -> dict[int, str]:
    """Everybody whom cells may speak of, by key."""
    people = {one.cadre: one.name for one in whole.opinions}
    return people | {one.cadre: one.name for one in whole.proposals}


CHECK_LABELS = {"units": "所属单位报告", "head": "发文信息", "returned": "退回时的要求"}


def check_label(key: str) -> str:
    """What a check that was explained is called: 2026年四季度谈心谈话."""
    kind, _, period = key.partition(":")
    if kind == "talks" and period:
        return f"{Quarter.parse(period).label}谈心谈话"
    return CHECK_LABELS.get(kind, key)


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


def own_cell(cell: str, cadre: int | None) -> bool:
    """Whether a cell speaks of that person."""
    return cadre is not None and cell in (f"opinion:{cadre}", f"proposal:{cadre}")


def label_of(cell: str, names: Mapping[int, str]) -> str:
    """What a cell is called, `names` of its people by their keys; "" for one that there is not."""
    kind, _, which = cell.partition(":")
    match kind:
        case "part" if _is_key(which) and int(which) in Part.values:
            return Part(int(which)).heading
        case "figure" if which in BY_KEY:
            return BY_KEY[which].label
        case "table" if which in BY_NAME:
            return BY_NAME[which].title
        case "opinion" | "proposal" if _is_key(which) and int(which) in names:
            what = "保留资格初步意见" if kind == "opinion" else "拟补充人选"
            return f"{names[int(which)]}的{what}"
        case "proposals" if not which:
            return "拟补充人选"
        case "opinions" if not which:
            return "保留资格初步意见"
        case "head" if not which:
            return "发文信息"
    return ""


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_PK
