"""What letters of a batch say, by its channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from core.months import dotted
from core.paper.official.description import Table, TableColumn, day_words
from core.units.models import Unit
from rotation.choices import Channel, Selection
from rotation.frontline.letters.gathering import Sent
from rotation.frontline.models import Batch, Programme

NAMED = 3  # people whom a sentence names
GOING = {
    Channel.TOWNSHIP: "到乡镇挂职锻炼",
    Channel.SECONDMENT: "挂职锻炼",
    Channel.SHADOW: "跟班学习",
    Channel.PETITION: "担任信访督查专员",
    Channel.SERVICE: "服务基层",
    Channel.TASK: "参加急难险重任务",
}
HERE = {Channel.TOWNSHIP: "挂职锻炼"}  # where the host is named, "到乡镇" would be said twice
SELECTED = {
    Selection.EXAMINATION: "经考试与考核",
    Selection.NOMINATION: "经公推公派",
    Selection.ASSIGNMENT: "经组织选派",
}
TEXT_COLUMNS = {
    "no": TableColumn("序号", 11),
    "name": TableColumn("姓名", 21),
    "gender": TableColumn("性别", 11),
    "birth": TableColumn("出生年月", 20),
    "title": TableColumn("单位及现任职务", 47, "left"),
    "host": TableColumn("接收单位及岗位", 46, "left"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The phrases of one batch."""

    batch: Batch
    programme: Programme

    @property
    def department(self) -> str:
        """中共清河市委组织部."""
        return f"中共{self.programme.unit.name}委组织部"

    @property
    def going(self) -> str:
        """What people are sent to do: 到乡镇挂职锻炼."""
        return GOING[Channel(self.programme.channel)]

    def going_to(self, host: Unit) -> str:
        """The same, with the place: 到柳河镇挂职锻炼."""
        channel = Channel(self.programme.channel)
        return f"到{host.short_name}{HERE.get(channel, GOING[channel])}"

    @property
    def basis(self) -> str:
        """How it came about: 根据……安排，经考试与考核，研究决定."""
        document = self.programme.document
        told = f"（{document}）" if document else ""
        how = SELECTED[Selection(self.programme.selection)]
        return f"根据“{self.programme.name}”{told}安排，{how}，研究决定"

    @property
    def document(self) -> str:
        """The number of the dispatch, in brackets."""
        return f"（{self.batch.document}）" if self.batch.document else ""


def named(people: Sequence[Sent]) -> str:
    """周雨晴同志, 周雨晴、陈思远2名同志, 周雨晴等8名同志."""
    names = [one.name for one in people]
    if len(names) == 1:
        return f"{names[0]}同志"
    if len(names) <= NAMED:
        return f"{'、'.join(names)}{len(names)}名同志"
    return f"{names[0]}等{len(names)}名同志"


def titled(people: Sequence[Sent]) -> str:
    """As a title has it: two are named, more are counted."""
    names = [one.name for one in people]
    if len(names) <= 2:
        return f"{'、'.join(names)}同志"
    return f"{names[0]}等{len(names)}名同志"


def term_of(people: Sequence[Sent]) -> str:
    """When, in words; terms that differ are those of the list."""
    terms = {(one.since, one.until) for one in people}
    if len(terms) > 1:
        return "期限见名单"
    since, until = next(iter(terms))
    return f"自{day_words(since)}起，至{day_words(until - timedelta(days=1))}止"


def money(amount: Decimal | None) -> str:
    """An allowance without needless noughts."""
    if not amount:
        return ""
    shown = f"{amount:f}".rstrip("0").rstrip(".") if amount % 1 else f"{amount:.0f}"
    return f"每月补助{shown}元"


def treatment_of(programme: Programme) -> str:
    """What they get: 享受科级待遇，每月补助500元."""
    return "，".join(part for part in (programme.treatment, money(programme.allowance)) if part)


def people_table(people: Sequence[Sent]) -> Table:
    """The list of people of a letter."""
    differ = len({(one.since, one.until) for one in people}) > 1
    rows = []
    for number, one in enumerate(people, start=1):
        place = f"{one.host.name}\n{one.post}"
        if differ:
            last = one.until - timedelta(days=1)
            place += f"\n{one.since:%Y.%m.%d}—{last:%Y.%m.%d}"
        birth = dotted(one.birth) if one.birth else ""
        rows.append((str(number), _spaced(one.name), one.gender, birth, one.title, place))
    return Table(tuple(TEXT_COLUMNS.values()), tuple(rows))


def _spaced(name: str) -> str:
    """Two characters are set as wide as three."""
    return "　".join(name) if len(name) == 2 else name
