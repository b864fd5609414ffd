"""A report as its page shows it: prose in pieces, figures, tables, opinions, each with its cell.

Everything is made of a `Whole` that was already taken through `whole_for`: nothing here reads what
the viewer may not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from cadres.people.models import Cadre
from core.scoping import Viewer
from reporting.annual.cells import OPINIONS, PROPOSALS, anchor_of
from reporting.annual.lights import STAND_LIGHTS
from reporting.annual.whole import PLACEHOLDER, Whole, Words, department_of
from reporting.gathering.content import Table
from reporting.gathering.keys import Key
from reporting.gathering.tables import Column, TableKind


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of prose, or a figure in it; `url` opens the people behind, `label` says of what."""

    text: str
    label: str = ""
    url: str = ""


class Heard:
    """What comments may be made of; of a part its line in the list of parts tells them."""

    __slots__ = ()
    comments: Sequence[Any]

    @property
    def unanswered(self) -> int:
        """How many comments wait for the unit's word."""
        return sum(not one.answer for one in self.comments)


@dataclass(frozen=True, slots=True)
class Section(Heard):
    """One part in paragraphs of pieces."""

    cell: str
    anchor: str
    title: str
    paragraphs: Sequence[Sequence[Piece]]
    comments: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """One figure: its name, its value with the measure, the list behind it."""

    cell: str
    anchor: str
    label: str
    value: str
    url: str
    comments: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `url` leads to somebody's file, `is_left` for long texts."""

    text: str
    url: str = ""
    is_left: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Shown(Heard):
    """A table with its heads and rows."""

    cell: str
    anchor: str
    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    comments: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of whom the unit says something: an opinion, or that he should come in."""

    cell: str
    anchor: str
    name: str
    url: str
    title: str
    said: str = ""
    light: str = "none"
    reason: str = ""
    more: Sequence[str] = field(default_factory=tuple)
    comments: Sequence[Any] = ()


Comments = Mapping[str, Sequence[Any]]


def people_of(whole: Whole) -> set[int]:
    """Everybody whom the report names."""
    found = {row.cadre for table in whole.content.tables.values() for row in table.rows}
    found |= {one.cadre for one in whole.opinions} | {one.cadre for one in whole.proposals}
    return {cadre for cadre in found if cadre is not None}


def opened(viewer: Viewer, people: Collection[int]) -> frozenset[int]:
    """Whose files the viewer may open; one statement."""
    rows = Cadre.objects.visible_to(viewer).filter(pk__in=people)
    return frozenset(rows.values_list("pk", flat=True))


def sections(whole: Whole, comments: Comments) -> list[Section]:
    """The parts in their order."""
    return [_section(whole, words, comments) for words in whole.words]


def _section(whole: Whole, words: Words, comments: Comments) -> Section:
    cell = words.part.cell
    lines = [line.strip() for line in words.text.splitlines() if line.strip()]
    return Section(
        cell,
        anchor_of(cell),
        words.part.heading,
        [list(_pieces(whole, line)) for line in lines],
        comments.get(cell, ()),
    )


def _pieces(whole: Whole, line: str) -> Iterator[Piece]:
    """Plain text and figures, in turn; a label that there is not stays as it is."""
    place = 0
    for found in PLACEHOLDER.finditer(line):
        told = whole.told(found[1])
        if told is None:
            continue
        if found.start() > place:
            yield Piece(line[place : found.start()])
        yield Piece(told, found[1], _behind(whole, found[1]))
        place = found.end()
    if place < len(line):
        yield Piece(line[place:])


def _behind(whole: Whole, label: str) -> str:
    """What a figure in prose opens: its list, or the table of opinions on the page."""
    if label in whole.tallies:
        return f"#{OPINIONS if label != '拟补充人数' else PROPOSALS}"
    key = whole.key_called(label)
    one = whole.content.figures.get(key.key) if key else None
    return one.behind.url if one and one.behind else ""


def numbers(whole: Whole, comments: Comments) -> list[Number]:
    """Every figure that was gathered, in the order of the keys."""
    return [_number(whole, key, comments) for key in whole.keys if key.key in whole.content.figures]


def _number(whole: Whole, key: Key, comments: Comments) -> Number:
    cell = f"figure:{key.key}"
    url = _behind(whole, key.label)
    value = whole.told(key.label) or "—"
    return Number(cell, anchor_of(cell), key.label, value, url, comments.get(cell, ()))


def tables(whole: Whole, may_open: frozenset[int], comments: Comments) -> list[Shown]:
    """The tables in their order; a person's name opens his file for whoever may."""
    found = whole.content.tables
    return [
        _shown(kind, found[kind.name], may_open, comments)
        for kind in whole.kinds
        if kind.name in found
    ]


def _shown(kind: TableKind, table: Table, may_open: frozenset[int], comments: Comments) -> Shown:
    cell = f"table:{kind.name}"
    rows: Iterable[Any] = table.rows
    heads = [column.label for column in kind.columns]
    if not heads and table.rows:  # the bands of the day: the first row has the heads
        heads, rows = list(table.rows[0].cells), table.rows[1:]
    made = [
        [
            _cell(text, _column(kind, n), heads[n] if n < len(heads) else "",
                  _file(row.cadre, may_open) if n == 0 else "")
            for n, text in enumerate(row.cells)
        ]
        for row in rows
    ]  # fmt: skip
    return Shown(cell, anchor_of(cell), kind.title, heads, made, kind.note, comments.get(cell, ()))


def _column(kind: TableKind, place: int) -> Column | None:
    return kind.columns[place] if place < len(kind.columns) else None


def _cell(text: str, column: Column | None, label: str, url: str) -> Cell:
    return Cell(text or "—", url, column is not None and column.align == "left", label)


def _file(cadre: int | None, may_open: frozenset[int]) -> str:
    return reverse("cadres:detail", args=[cadre]) if cadre in may_open else ""


def opinions(whole: Whole, may_open: frozenset[int], comments: Comments) -> list[Person]:
    """What the unit thinks of each; of oneself nothing is said."""
    found = []
    for one in whole.opinions:
        cell = f"opinion:{one.cadre}"
        said = str(one.stand.label) if one.stand else ("" if one.reason else "还没有意见")
        found.append(
            Person(
                cell, anchor_of(cell), one.name, _file(one.cadre, may_open), one.title,
                said, STAND_LIGHTS[one.stand], one.reason, comments=comments.get(cell, ()),
            )
        )  # fmt: skip
    return found


def proposals(whole: Whole, may_open: frozenset[int]) -> list[Person]:
    """Who should come onto the roster."""
    return [
        Person(
            PROPOSALS, f"proposal-{one.cadre}", one.name, _file(one.cadre, may_open), one.title,
            reason=one.reason, more=[text for text in (one.birth, one.education) if text],
        )
        for one in whole.proposals
    ]  # fmt: skip


def heads_of(whole: Whole) -> list[dict[str, str]]:
    """What stands at the head of the document, for components/facts.html."""
    return [
        {"label": "发文机关", "value": whole.organization},
        {"label": "发文字号", "value": whole.document},
        {"label": "签发人", "value": whole.signer},
        {"label": "研究会议", "value": whole.meeting},
        {"label": "联系人和电话", "value": whole.contact},
        {"label": "主送", "value": department_of(whole.collector_name)},
        {"label": "数据截至", "value": whole.content.on.isoformat()},
    ]
