"""The linker: it knows the codes and who cast which ballot, and looks for any way to see that.

It is given what an administrator has, a dump, and plays him: it lays codes out in every order that
they can be put into, lays what is kept of the ballots out in every order, guesses that the first
belongs to the first, and so on; it joins rows of both sides by any value that both have. What it
knows beyond him is the truth, to see how well it guessed. A link is a guess that luck explains only
with a probability below `ALARM`.

It looks in some thousand ways; each has at most that probability of a false alarm, so that a whole
run has one in less than a hundred million.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessments.polls.codes import hashed
from tests.voting.chance import luck, lucky_pairs
from tests.voting.dump import Dump, Row
from tests.voting.voting import Ticked

ALARM = 1e-12
SLIPS, SHEETS, REMARKS = "assessments_slip", "assessments_sheet", "assessments_remark"


@dataclass(frozen=True)
class Truth:
    """Codes in the order of printing, those of the voters in the order of voting, their marks."""

    printed: list[str]
    voted: list[str]
    said: dict[str, list[Ticked]]  # by code, one per person
    subjects: list[str]  # keys as text


@dataclass(frozen=True)
class Link:
    """A way that beats chance."""

    codes_by: str
    ballots_by: str
    what: str
    probability: float


def links(dump: Dump, truth: Truth) -> list[Link]:
    """Every way from codes to ballots that beats chance."""
    return [found for found in _looks(dump, truth) if found.probability < ALARM]


def looks(dump: Dump, truth: Truth) -> int:
    """In how many ways it looked."""
    return sum(1 for _ in _looks(dump, truth))


def _looks(dump: Dump, truth: Truth) -> Iterator[Link]:
    orders = dict(code_orders(dump, truth))
    for place, subject in enumerate(truth.subjects):
        sheets = _about(dump[SHEETS], subject)
        remarks = _about(dump[REMARKS], subject)
        for by, order in orders.items():
            said = [truth.said[code][place] for code in order]
            yield from _marks(by, said, sheets)
            yield from _texts(by, said, remarks)
        yield from _joins(dump, truth, place, remarks)


def _about(rows: Sequence[Row], subject: str) -> list[Row]:
    return [row for row in rows if row.values["subject_id"] == subject]


def code_orders(dump: Dump, truth: Truth) -> Iterator[tuple[str, list[str]]]:
    """Voters' codes in every order that can be known of them, each forwards and backwards."""
    orders = {
        "printing": [code for code in truth.printed if code in truth.said],
        "voting": truth.voted,
        "alphabet": sorted(truth.voted),
        "hash": sorted(truth.voted, key=hashed),
    }
    rows = {row.values["hash"]: row for row in dump[SLIPS]}
    mine = {code: rows[hashed(code).hex()] for code in truth.voted if hashed(code).hex() in rows}
    if len(mine) == len(truth.voted):
        for name, key in _keys(list(mine.values())):
            orders[f"slip.{name}"] = sorted(mine, key=lambda code, key=key: key(mine[code]))
    for name, order in orders.items():
        yield name, order
        yield f"{name} backwards", order[::-1]


def _keys(rows: Sequence[Row]) -> Iterator[tuple]:
    """Ways to sort rows that tell them apart, by place, by transaction and by each column."""
    ways = [("ctid", lambda row: row.ctid), ("xmin", lambda row: row.xmin)]
    ways += [
        (column, lambda row, column=column: _sortable(row.values[column]))
        for column in (rows[0].values if rows else ())
    ]
    for name, key in ways:
        if len({key(row) for row in rows}) > 1:
            yield name, key


def _sortable(value: str) -> tuple[int, str]:
    return len(value) if value.isdecimal() else 0, value


def _marks(by: str, said: Sequence[Ticked], sheets: Sequence[Row]) -> Iterator[Link]:
    """The order of the sheets against each mark, by itself."""
    if len(sheets) != len(said):
        return
    for name, key in _keys(sheets):
        if name in ("overall", "aspects", "fit"):
            continue  # to sort by what is to be guessed says nothing of whose it is
        values = [row.values for row in sorted(sheets, key=key)]
        columns = zip(*((v["overall"], *v["aspects"], v["fit"]) for v in values), strict=True)
        true = zip(*(one.columns for one in said), strict=True)
        for number, (guessed, really) in enumerate(zip(columns, true, strict=True)):
            yield Link(by, f"sheet.{name}", f"mark {number}", luck(guessed, really))


def _texts(by: str, said: Sequence[Ticked], remarks: Sequence[Row]) -> Iterator[Link]:
    if len(remarks) != len(said):
        return
    for name, key in _keys(remarks):
        if name == "text":
            continue
        guessed = [row.values["text"] for row in sorted(remarks, key=key)]
        yield Link(by, f"remark.{name}", "text", luck(guessed, [one.words for one in said]))


def _joins(dump: Dump, truth: Truth, place: int, remarks: Sequence[Row]) -> Iterator[Link]:
    """Rows that know a code, joined to remarks by any value that both have, each in one row."""
    owners = {truth.said[code][place].words: code for code in truth.voted}
    marks = {hashed(code).hex(): code for code in truth.voted} | {c: c for c in truth.voted}
    for table, rows in dump.items():
        knowing = [(marks[v], row) for row in rows for v in row.values.values() if v in marks]
        if not knowing:
            continue
        for mine in knowing[0][1].everything:
            there = _unique((row.everything.get(mine, ""), code) for code, row in knowing)
            for theirs in remarks[0].everything if remarks else ():
                here = _unique((row.everything[theirs], row.values["text"]) for row in remarks)
                both = [value for value in here if value in there]
                right = sum(there[value] == owners[here[value]] for value in both)
                chance = lucky_pairs(right, len(both), len(owners))
                yield Link(f"{table}.{mine}", f"remark.{theirs}", "join", chance)


def _unique(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Values that one row alone has."""
    found: dict[str, list[str]] = {}
    for value, what in pairs:
        found.setdefault(value, []).append(what)
    return {value: what[0] for value, what in found.items() if len(set(what)) == 1}
