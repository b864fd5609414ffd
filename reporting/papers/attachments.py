"""附件 of a report: the roster on landscape sheets; what was done, what is thought, all figures.

The tables of the second stand one under the other, each under its own title: an attachment begins
a page, and a small unit has a few lines in each table.
"""

from __future__ import annotations

from dataclasses import replace

from core.paper.official.description import Attachment, Table, TableColumn
from reporting.annual.whole import Whole
from reporting.papers.sheets import FIGURES, NUMBER, STATISTICS, Sheet, sheets_of

ROSTER = "roster"
TABLES = ("changes", "training", "assessed", "opinions", "proposals", STATISTICS, FIGURES)
ROSTER_TITLE, TABLES_TITLE = "优秀年轻干部名册", "培养管理情况表和统计表"
PT, FIGURES_PT = 9.0, 8.0
BESIDE = 5  # figures in a row
DASH = "—"
# Where cells of the roster go on in the next line: 大学 / 历史学学士, 一级 / （副科）.
PARTED = {"全日制学历学位": (" ", "\n"), "使用层级": ("（", "\n（")}


def attachments(whole: Whole) -> tuple[Attachment, ...]:
    """The roster, and all other tables; both in one where nobody is on the roster."""
    sheets = sheets_of(whole)
    on = whole.content.on
    above = (
        f"填报单位（盖章）：{whole.organization}",
        f"统计截止：{on.year}年{on.month}月{on.day}日",
    )
    roster = sheets[ROSTER]
    others = tuple(_block(sheets[name]) for name in TABLES if name in sheets)
    if not roster.rows:
        return (Attachment(TABLES_TITLE, (_block(roster), *others), above=above),)
    listed = replace(_block(_parted(roster)), caption="")  # the attachment is called as it is
    return (
        Attachment(ROSTER_TITLE, (listed,), above=above, is_wide=True),
        Attachment(TABLES_TITLE, others, above=above),
    )


def _block(sheet: Sheet) -> Table:
    if sheet.name == FIGURES:
        return _figures(sheet)
    if sheet.name == STATISTICS:
        sheet = _of_somebody(sheet)
    columns = (NUMBER, *sheet.columns) if sheet.is_listed else sheet.columns
    rows = tuple(
        (str(number), *row) if sheet.is_listed else row
        for number, row in enumerate(sheet.rows, start=1)
    )
    return Table(
        tuple(TableColumn(one.label, one.width, one.align) for one in columns),
        rows,
        caption=sheet.title if rows else f"{sheet.title}：{sheet.nothing}",
        note=f"注：{sheet.note}" if sheet.note and rows else "",
        pt=PT,
        is_dense=True,
    )


def _parted(sheet: Sheet) -> Sheet:
    """Some cells in two lines where the sense parts them: columns are narrow, and a line that is
    merely full would leave a single character to the next."""
    signs = [PARTED.get(column.label) for column in sheet.columns]
    rows = tuple(
        tuple(text.replace(*sign) if sign else text for text, sign in zip(row, signs, strict=True))
        for row in sheet.rows
    )
    return replace(sheet, rows=rows)


def _of_somebody(sheet: Sheet) -> Sheet:
    """The statistics without the rows that nobody is in: a small unit has most of them."""
    rows = tuple(row for row in sheet.rows if set(row[1:]) != {"0"})
    left_out = "没有人的项目不列。" if len(rows) < len(sheet.rows) else ""
    return replace(sheet, rows=rows, note=f"{sheet.note}{left_out}")


def _figures(sheet: Sheet) -> Table:
    """All figures, some of them in each row; the label says the unit, or is given it."""
    told = [(_measured(label, unit), value or DASH) for label, value, unit in sheet.rows]
    told += [("", "")] * (-len(told) % BESIDE)
    rows = tuple(
        tuple(cell for pair in told[start : start + BESIDE] for cell in pair)
        for start in range(0, len(told), BESIDE)
    )
    columns = (TableColumn("项目", 24, "left"), TableColumn("数值", 7.2)) * BESIDE
    return Table(columns, rows, caption=sheet.title, pt=FIGURES_PT, is_dense=True)


def _measured(label: str, unit: str) -> str:
    """学习培训人次, 平均年龄（岁）: what a number under that label counts."""
    return label if label.endswith((unit, "数")) else f"{label}（{unit}）"
