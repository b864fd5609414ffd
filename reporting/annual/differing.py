"""How two filings of a report differ, cell by cell, for whoever reads the second. Pure.

Both are what a viewer may read, so that what is hidden in both differs in neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reporting.annual.cells import check_label
from reporting.annual.choices import Part, Stand
from reporting.annual.marking import Piece, marked
from reporting.annual.whole import Proposed, Said, Whole
from reporting.gathering.content import Row, Table

HEAD = {
    "issuer": "发文机关",
    "document": "发文字号",
    "signer": "签发人",
    "meeting": "研究会议",
    "contact": "联系人和电话",
    "unit_name": "单位名称",
    "collector_name": "主送",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell: what it said, what it says; "" where there was or is nothing."""

    cell: str
    label: str
    before: str
    after: str

    @property
    def pieces(self) -> tuple[list[Piece], list[Piece]]:
        """Both, with what is not in the other marked."""
        return marked(self.before, self.after)


def difference(before: Whole, after: Whole) -> list[Difference]:
    """Everything that differs, in the order of the report."""
    return [
        *_head(before, after),
        *_words(before, after),
        *_figures(before, after),
        *_tables(before, after),
        *_opinions(before, after),
        *_proposals(before, after),
        *_explanations(before, after),
    ]


def _head(before: Whole, after: Whole) -> Iterator[Difference]:
    for name, label in HEAD.items():
        yield from _told("head", label, getattr(before, name), getattr(after, name))


def _words(before: Whole, after: Whole) -> Iterator[Difference]:
    """Words as they read, with their figures: a number that changed changes its sentence."""
    old = {one.part: before.text_of(one) for one in before.words}
    new = {one.part: after.text_of(one) for one in after.words}
    for part in Part:
        yield from _told(part.cell, part.heading, old.get(part, ""), new.get(part, ""))


def _figures(before: Whole, after: Whole) -> Iterator[Difference]:
    keys = {one.key: one for one in (*before.keys, *after.keys)}
    for key in dict.fromkeys((*before.content.figures, *after.content.figures)):
        known = keys.get(key)
        unit = known.unit if known else ""
        old, new = before.content.value(key), after.content.value(key)
        yield from _told(
            f"figure:{key}",
            known.label if known else key,
            f"{old}{unit}" if old else "",
            f"{new}{unit}" if new else "",
        )


def _tables(before: Whole, after: Whole) -> Iterator[Difference]:
    """Row by row: the same record, or else the same person, is the same row."""
    for name in dict.fromkeys((*before.content.tables, *after.content.tables)):
        kind = after.kind(name) or before.kind(name)
        title = kind.title if kind else name
        old, new = _rows(before.content.tables.get(name)), _rows(after.content.tables.get(name))
        for key in dict.fromkeys((*old, *new)):
            one, other = old.get(key), new.get(key)
            shown = other or one
            who = shown.cells[0] if shown and shown.cells else ""
            yield from _told(f"table:{name}", f"{title}　{who}", _line(one), _line(other))


def _rows(table: Table | None) -> Mapping[tuple[str, int | None, int], Row]:
    """Rows by the record that they were read from, and which one of it."""
    found: dict[tuple[str, int | None, int], Row] = {}
    for row in table.rows if table else ():
        number = 0
        while (row.source, row.cadre, number) in found:
            number += 1
        found[row.source, row.cadre, number] = row
    return found


def _line(row: Row | None) -> str:
    return "｜".join(row.cells) if row else ""


def _opinions(before: Whole, after: Whole) -> Iterator[Difference]:
    old = {one.cadre: one for one in before.opinions}
    new = {one.cadre: one for one in after.opinions}
    for cadre in dict.fromkeys((*old, *new)):
        one, other = old.get(cadre), new.get(cadre)
        name = (other or one).name  # type: ignore[union-attr] # one of them is there
        label = f"{name}的保留资格初步意见"
        yield from _told(f"opinion:{cadre}", label, _said(one), _said(other))


def _said(one: Said | None) -> str:
    if one is None:
        return ""
    stand = str(Stand(one.stand).label) if one.stand else "未填"
    return f"{stand}：{one.reason}" if one.reason else stand


def _proposals(before: Whole, after: Whole) -> Iterator[Difference]:
    old = {one.cadre: one for one in before.proposals}
    new = {one.cadre: one for one in after.proposals}
    for cadre in dict.fromkeys((*old, *new)):
        one, other = old.get(cadre), new.get(cadre)
        name = (other or one).name  # type: ignore[union-attr] # one of them is there
        label = f"拟补充人选　{name}"
        yield from _told(f"proposal:{cadre}", label, _proposed(one), _proposed(other))
    none = ("无拟补充人选", "")
    yield from _told(
        "proposals", "拟补充人选", none[not before.none_to_add], none[not after.none_to_add]
    )


def _proposed(one: Proposed | None) -> str:
    if one is None:
        return ""
    return "｜".join(text for text in (one.title, one.education, one.birth, one.reason) if text)


def _explanations(before: Whole, after: Whole) -> Iterator[Difference]:
    old, new = dict(before.explanations), dict(after.explanations)
    for key in dict.fromkeys((*old, *new)):
        label = f"校核说明　{check_label(key)}"
        yield from _told("head", label, old.get(key, ""), new.get(key, ""))


def _told(cell: str, label: str, before: str, after: str) -> Iterator[Difference]:
    if before != after:
        yield Difference(cell, label, before, after)
