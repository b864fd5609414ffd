"""The texts of the summary: every person a block, a row per group and one for all."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.holding.results import Counted, Result, Tally
from assessments.holding.shown import abstain_rule
from assessments.polls.models import Poll

TOO_FEW, NONE = "人数不足", "—"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, the head above it, its share of the width in mm."""

    label: str
    mm: float
    group: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One person: what stands once, and the rows beside it; a row of two texts is one wide cell."""

    once: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """All of it."""

    title: str
    left: str
    right: str
    once: tuple[Column, ...]
    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    signed: str


SIGNED = ("监票人：", "计票人：", "组织部门（盖章）：")
ONCE = (Column("序号", 9), Column("姓名", 18), Column("测评时职务", 42))
MARKS = "综合评价（票／率）"


def summary_of(poll: Poll, result: Result, *, with_groups: bool) -> Summary:
    """As it is printed for the departments, or with totals alone for a unit."""
    columns = [Column("范围", 30), Column("收回", 10), Column("有效", 10)]
    columns += [Column(str(mark.label).replace("（", "\n（"), 19, MARKS) for mark in result.marks]
    columns += [Column("加权\n优秀率", 15), Column("作风一般\n和差的率", 16)]
    columns += [Column("不适宜\n票", 12)] if poll.asks_fit else []
    return Summary(
        title=f"{poll.unit.name}民主测评结果汇总表",
        left=f"测评：{poll.title}（{poll.year}年度）",
        right=f"投票：{poll.opens_on} 至 {poll.closes_on}　计票：{poll.counted_on}",
        once=ONCE,
        columns=tuple(columns),
        blocks=tuple(
            _block(number, person, poll, with_groups=with_groups)
            for number, person in enumerate(result.people, start=1)
        ),
        notes=tuple(_notes(poll, result, with_groups=with_groups)),
        signed="　　　　　　　　　　".join(SIGNED),
    )


def _block(number: int, person: Counted, poll: Poll, *, with_groups: bool) -> Block:
    rows = [_row(tally, poll) for tally in person.rows(with_groups=with_groups)]
    return Block((str(number), person.name, person.title), tuple(rows))


def _row(tally: Tally, poll: Poll) -> tuple[str, ...]:
    if not tally.is_shown:
        return (tally.label, TOO_FEW)
    marks = tuple(
        f"{mark.number}／{mark.rate}" if mark.rate else str(mark.number) for mark in tally.marks
    )
    rest = (tally.weighted or NONE, tally.style_rate or NONE) + (
        (str(tally.unfit),) if poll.asks_fit else ()
    )
    return (tally.label, str(tally.returned), str(tally.valid), *marks, *rest)


def _notes(poll: Poll, result: Result, *, with_groups: bool) -> list[str]:
    notes = [
        f"1. 投票情况：{result.voters_text}。",
        f"2. 各率以有效票为分母，弃权{abstain_rule(poll)}，四舍五入到百分之一。",
        f"3. 加权优秀率按权重折算：{result.weights_text}。",
        f"4. 有效票不足 {poll.min_group} 张的不单独显示；类别不足的与其他类别合并。",
        f"5. 结果已封存，摘要（SHA-256）：{poll.digest}",
    ]
    if not with_groups:
        notes.append("6. 本表只有合计，供单位掌握，请勿扩散。")
    return notes
