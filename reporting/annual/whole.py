"""The whole of a report, whatever it becomes: a page, a PDF, Word, a workbook, JSON.

Of a draft it is made of the rows, of a filed report of what was sealed: nobody reads the rows of a
report that was filed. `shown_to` takes out what a viewer may not read; every surface calls it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from reporting.annual.choices import Part, Stand
from reporting.gathering.content import Content, Row, Table
from reporting.gathering.keys import BY_KEY, KEYS, Key
from reporting.gathering.tables import BY_NAME, TABLES, Column, TableKind

PLACEHOLDER = re.compile(r"〔([^〔〕]{1,30})〕")
HIDDEN = "＊"  # what stands for a cell that the viewer may not read
OWN = "（本人）"
SEATS = ("市", "县", "区", "旗")  # places with a committee of the Party


def department_of(place: str) -> str:
    """清河市委组织部: the organization department of whoever collects."""
    return f"{place}委组织部" if place.endswith(SEATS) else f"{place}组织部"


@dataclass(frozen=True, slots=True)
class Words:
    """One part: its words with placeholders, `〔在库人数〕`."""

    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the unit thinks about somebody."""

    cadre: int
    name: str
    title: str
    stand: Stand | None
    reason: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """Somebody who should come onto the roster, with what a reader needs to know of him."""

    cadre: int
    name: str
    birth: str
    education: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A report from head to foot. `number` is 0 for a draft, else which filing it is.

    `keys` and `kinds` say what its figures and tables are called: of a filed one as on that day.
    """

    report: int
    unit: int
    code: str
    unit_name: str  # 清河市交通运输局
    short_name: str
    collector_name: str
    is_county: bool
    year: int
    number: int
    words: tuple[Words, ...]
    content: Content
    opinions: tuple[Said, ...]
    proposals: tuple[Proposed, ...]
    none_to_add: bool
    document: str
    signer: str
    meeting: str
    contact: str
    explanations: tuple[tuple[str, str], ...] = ()  # the key of a check, and why it is as it is
    keys: tuple[Key, ...] = KEYS
    kinds: tuple[TableKind, ...] = TABLES
    filed_on: date | None = None
    is_late: bool = False
    digest: str = ""
    issuer: str = ""  # 中共清河市交通运输局党组; empty: nobody has said how it is called

    @property
    def is_named(self) -> bool:
        """Whether the name of the party organization is known: said, or that of a committee."""
        return bool(self.issuer or committee(self.unit_name, is_county=self.is_county))

    @property
    def organization(self) -> str:
        """Whose report it is: 中共青川县委员会, 中共清河市交通运输局党组, 中共清河市委组织部."""
        known = self.issuer or committee(self.unit_name, is_county=self.is_county)
        return known or f"中共{self.unit_name}党组织"

    @property
    def title(self) -> str:
        """The title of the report (domain §6.9)."""
        what = f"关于{self.year}年度培养选拔优秀年轻干部工作情况的报告"
        return f"{self.organization}\n{what}"

    @property
    def tallies(self) -> Mapping[str, int]:
        """How many of each opinion, by the label that words may use: 〔拟保留人数〕."""
        stands = [one.stand for one in self.opinions]
        return {
            "拟保留人数": stands.count(Stand.KEEP),
            "拟调出人数": stands.count(Stand.EXIT),
            "拟缓定人数": stands.count(Stand.DEFER),
            "拟补充人数": len(self.proposals),
        }

    @property
    def facts(self) -> Mapping[str, str]:
        """What else words may name: the day that the figures speak of, and who decided."""
        on = self.content.on
        return {
            "统计截止日": f"{on.year}年{on.month}月{on.day}日",
            "研究会议": self.meeting or "党组织",
        }

    def key_called(self, label: str) -> Key | None:
        """The figure of that label."""
        return next((key for key in self.keys if key.label == label), None)

    def kind(self, table: str) -> TableKind | None:
        """What a table is called, with its columns."""
        return next((kind for kind in self.kinds if kind.name == table), None)

    def told(self, label: str) -> str | None:
        """What a placeholder stands for; None for a label that there is not."""
        if label in self.facts:
            return self.facts[label]
        if label in self.tallies:
            return f"{self.tallies[label]}人"
        key = self.key_called(label)
        if key is None:
            return None
        value = self.content.value(key.key)
        if value in ("", HIDDEN):
            return value or "—"
        return f"{value}{key.unit}"

    def text_of(self, words: Words) -> str:
        """The words with their figures; a label that there is not stays as it is."""
        return PLACEHOLDER.sub(lambda found: self.told(found[1]) or found[0], words.text)

    def said_at(self, cell: str) -> str:
        """What stands in a cell of words, figures or opinions; "" for any other."""
        kind, _, which = cell.partition(":")
        if kind == "part":
            return next(
                (self.text_of(one) for one in self.words if str(int(one.part)) == which), ""
            )
        if kind == "figure":
            unit = next((key.unit for key in self.keys if key.key == which), "")
            value = self.content.value(which)
            return f"{value}{unit}" if value else ""
        if kind == "opinion":
            one = next((one for one in self.opinions if str(one.cadre) == which), None)
            if one and one.stand:
                return "，".join(filter(None, (str(one.stand.label), one.reason)))
        return ""

    def unknown(self, words: Words) -> Iterator[str]:
        """Labels in the words that there are not."""
        for label in PLACEHOLDER.findall(words.text):
            if self.told(label) is None:
                yield label

    def as_json(self) -> dict[str, Any]:
        """As a filing seals it; its own digest and number are the row's."""
        return {
            "report": self.report,
            "unit": self.unit,
            "code": self.code,
            "unit_name": self.unit_name,
            "short_name": self.short_name,
            "collector_name": self.collector_name,
            "is_county": self.is_county,
            "year": self.year,
            "words": [[int(one.part), one.text] for one in self.words],
            "content": self.content.as_json(),
            "opinions": [
                [one.cadre, one.name, one.title, one.stand or "", one.reason]
                for one in self.opinions
            ],
            "proposals": [
                [one.cadre, one.name, one.birth, one.education, one.title, one.reason]
                for one in self.proposals
            ],
            "none_to_add": self.none_to_add,
            "document": self.document,
            "signer": self.signer,
            "meeting": self.meeting,
            "contact": self.contact,
            # Not in a filing of before there was such a name.
            **({"issuer": self.issuer} if self.issuer else {}),
            "explanations": [list(one) for one in self.explanations],
            "keys": [[one.key, one.label, one.unit, one.guarded] for one in self.keys],
            "kinds": [
                [one.name, one.title, [_plain(column) for column in one.columns], one.is_wide,
                 one.note]
                for one in self.kinds
            ],
        }  # fmt: skip

    @classmethod
    def of(cls, told: Mapping[str, Any], **more: Any) -> Whole:
        """What `as_json` wrote; `more` is number, filed_on, is_late and digest of the filing."""
        plain = ("report", "unit", "code", "unit_name", "short_name", "collector_name")
        plain += ("is_county", "year", "none_to_add", "document", "signer", "meeting", "contact")
        return cls(
            **{name: told[name] for name in plain},
            words=tuple(Words(Part(part), text) for part, text in told["words"]),
            content=Content.of(told["content"]),
            opinions=tuple(
                Said(cadre, name, title, Stand(stand) if stand else None, reason)
                for cadre, name, title, stand, reason in told["opinions"]
            ),
            proposals=tuple(Proposed(*one) for one in told["proposals"]),
            explanations=tuple((key, words) for key, words in told.get("explanations", ())),
            issuer=told.get("issuer", ""),
            **_named(told),
            **({"number": 0} | more),
        )

    def without(self, *, guarded: bool, cadre: int | None) -> Whole:
        """What a viewer reads: `guarded` takes out what tells of discipline, `cadre` is himself."""
        content = told_of(
            self.content, guarded=guarded, cadre=cadre, keys=self.keys, kinds=self.kinds
        )
        opinions = tuple(
            replace(one, stand=None, reason=OWN) if one.cadre == cadre else one
            for one in self.opinions
        )
        # Whoever is on the roster has an opinion; that he is proposed says something by itself.
        proposals = tuple(one for one in self.proposals if one.cadre != cadre)
        return replace(
            self,
            content=content,
            opinions=opinions,
            proposals=proposals,
            none_to_add=self.none_to_add or bool(self.proposals and not proposals),
        )


def committee(unit_name: str, *, is_county: bool) -> str:
    """The committee whose report a unit's is, where its name or its kind says so; else empty."""
    if unit_name.startswith("中共"):
        return unit_name
    return f"中共{unit_name}委员会" if is_county else ""


def told_of(
    content: Content,
    *,
    guarded: bool,
    cadre: int | None,
    keys: Iterable[Key] = KEYS,
    kinds: Iterable[TableKind] = TABLES,
) -> Content:
    """What was gathered, as `Whole.without` shows it; `keys` and `kinds` as they were called."""
    if guarded:
        plain = {key.key for key in keys if not _is_guarded(key)}
        figures = {
            key: one if key in plain else replace(one, value=HIDDEN, behind=None)
            for key, one in content.figures.items()
        }
        content = replace(content, figures=figures)
    called = {kind.name: kind for kind in kinds}
    tables = {
        name: _told(one, called.get(name), guarded, cadre) for name, one in content.tables.items()
    }
    return replace(content, tables=tables)


def _plain(column: Column) -> list[Any]:
    return [column.label, column.width, column.align, column.guarded, column.not_to_oneself]


def _named(told: Mapping[str, Any]) -> dict[str, Any]:
    """What figures and tables were called; of a seal that does not say it, what they are now."""
    if "keys" not in told:
        return {}
    return {
        "keys": tuple(Key(*one) for one in told["keys"]),
        "kinds": tuple(
            TableKind(name, title, tuple(Column(*one) for one in columns), is_wide, note)
            for name, title, columns, is_wide, note in told["kinds"]
        ),
    }


def _is_guarded(key: Key) -> bool:
    """Whether a figure tells of discipline, as was thought when it was sealed or is now."""
    now = BY_KEY.get(key.key)
    return key.guarded or (now is not None and now.guarded)


def _told(table: Table, kind: TableKind | None, guarded: bool, cadre: int | None) -> Table:
    """Without guarded columns, and without what is not told to oneself in one's own row."""
    columns = kind.columns if kind else ()
    now = BY_NAME.get(table.name)
    after = {column.label: column for column in now.columns} if now else {}
    hidden, own = set(), set()
    for n, column in enumerate(columns):
        both = (column, after.get(column.label, column))
        if guarded and any(one.guarded for one in both):
            hidden.add(n)
        if any(one.not_to_oneself for one in both):
            own.add(n)
    if not hidden and (cadre is None or not own):
        return table
    rows = (_row(one, hidden | own if one.cadre == cadre else hidden) for one in table.rows)
    return Table(table.name, tuple(rows))


def _row(row: Row, hidden: set[int]) -> Row:
    cells = tuple(HIDDEN if n in hidden else cell for n, cell in enumerate(row.cells))
    return Row(row.cadre, cells, row.source)
