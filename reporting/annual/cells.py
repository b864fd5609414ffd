"""The cells of a report: where they stand on its page, and who reads what is said of them.

`part:3`, `figure:roster.open`, `table:changes`, `opinion:<cadre>`, `proposal:<cadre>`, `head`: what
a comment is about, what a check found, where two filings differ; `guards.label_of` names them.
"""

from __future__ import annotations

from reporting.annual.guards import own_cell
from reporting.annual.whole import Whole
from reporting.gathering.keys import BY_KEY

HEAD, PROPOSALS, OPINIONS = "head", "proposals", "opinions"


def named(whole: Whole) -> dict[int, str]:
    """Everybody whom cells may speak of, by key."""
    people = {one.cadre: one.name for one in whole.opinions}
    return people | {one.cadre: one.name for one in whole.proposals}


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
