"""The tables of a report (附表, domain §6.9): their titles and columns.

A `guarded` column tells of discipline; one that is `not_to_oneself` is not read in one's own row.
保留资格初步意见 and 拟补充人选 are no records: they are made of what the unit says
(`reporting/annual/whole.py`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in mm against the others, where its texts stand."""

    label: str
    width: float
    align: str = "center"  # or left
    guarded: bool = False
    not_to_oneself: bool = False


@dataclass(frozen=True, slots=True)
class TableKind:
    """A table: its title, columns, and whether it is printed across a landscape sheet."""

    name: str
    title: str
    columns: tuple[Column, ...]
    is_wide: bool = False
    note: str = ""


TABLES: tuple[TableKind, ...] = (
    TableKind(
        "roster",
        "优秀年轻干部名册",
        (
            Column("姓名", 17),
            Column("性别", 8),
            Column("民族", 9.2),
            Column("出生年月", 14.7),
            Column("籍贯", 21),
            Column("入党时间", 14.7),
            Column("全日制学历学位", 24.5, "left"),
            Column("毕业院校及专业", 40, "left"),
            Column("单位及职务", 46, "left"),
            Column("职级", 17),
            Column("任现职时间", 14.7),
            Column("入库时间", 14.7),
            Column("使用层级", 17),
        ),
        is_wide=True,
    ),
    TableKind(
        "changes",
        "职务变动情况表",
        (
            Column("姓名", 16),
            Column("原职务", 40, "left"),
            Column("现职务", 40, "left"),
            Column("变动类型", 17),
            Column("时间", 15),
            Column("文号", 38, "left"),
        ),
    ),
    TableKind(
        "training",
        "培养锻炼情况表",
        (
            Column("姓名", 16),
            Column("类别", 17),
            Column("内容", 81, "left"),
            Column("起", 15),
            Column("止", 15),
            Column("结果", 22, "left"),
        ),
    ),
    TableKind(
        "assessed",
        "年度考核及奖惩情况表",
        (
            Column("姓名", 16),
            Column("考核等次", 16),
            Column("测评优秀率", 20, not_to_oneself=True),
            Column("测评基本称职和不称职率", 26, not_to_oneself=True),
            Column("奖励", 56, "left"),
            Column("处分", 32, "left", guarded=True),
        ),
        note="测评率为百分数；没有反馈单位的、有效票不足最小分组的不列。",
    ),
    TableKind(
        "statistics",
        "优秀年轻干部队伍结构统计表",
        (),  # the bands of the day: `statistics` carries its heads in its first row
        note="年龄按月计算，满周岁。",
    ),
)
BY_NAME = {one.name: one for one in TABLES}
