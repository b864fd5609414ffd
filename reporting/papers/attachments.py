"""附件 of a report: the roster on landscape sheets, what changed, what is thought, figures.

Tables that belong together stand in one attachment, each under its own title.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.paper.official.description import Attachment, Block, Table, TableColumn
from reporting.annual.whole import Whole
from reporting.papers.sheets import FIGURES, NUMBER, STATISTICS, Sheet, sheets_of

PT, SMALL_PT = 10.0, 9.0  # of lists; of the roster and statistics
GROUPS = (
    ("优秀年轻干部名册", ("roster",)),
    ("职务变动、培养锻炼和考核奖惩情况表", ("changes", "training", "assessed")),
    ("保留资格初步意见和拟补充人选推荐表", ("opinions", "proposals")),
    ("队伍结构和主要数据统计表", (STATISTICS, FIGURES)),
)
FIGURES_PT = 8.8  # 考核基本称职人数 in a line
BESIDE = 4  # figures in a row
NONE = "无"
DASH = "—"


def attachments(whole: Whole) -> tuple[Attachment, ...]:
    """Four of them; a table without rows says that there is nothing."""
    return tuple(_attachments(whole))


def _attachments(whole: Whole) -> Iterator[Attachment]:
    sheets = sheets_of(whole)
    on = whole.content.on
    above = (
        f"填报单位（盖章）：{whole.organization}",
        f"统计截止：{on.year}年{on.month}月{on.day}日",
    )
    for title, names in GROUPS:
        found = [sheets[name] for name in names if name in sheets]
        blocks = tuple(_block(sheet, is_alone=len(found) == 1) for sheet in found)
        yield Attachment(title, blocks, above=above, is_wide=any(one.is_wide for one in found))


def _block(sheet: Sheet, *, is_alone: bool) -> Block:
    if sheet.name == FIGURES:
        return _figures(sheet)
    columns = (NUMBER, *sheet.columns) if sheet.is_listed else sheet.columns
    rows = tuple(
        (str(number), *row) if sheet.is_listed else row
        for number, row in enumerate(sheet.rows or _empty(sheet), start=1)
    )
    return Table(
        tuple(TableColumn(one.label, one.width, one.align) for one in columns),
        rows,
        caption="" if is_alone else sheet.title,
        note=f"注：{sheet.note}" if sheet.note else "",
        pt=SMALL_PT if sheet.is_wide or not sheet.is_listed else PT,
    )


def _empty(sheet: Sheet) -> tuple[tuple[str, ...], ...]:
    return ((NONE, *[DASH] * (len(sheet.columns) - 1)),)


def _figures(sheet: Sheet) -> Table:
    """All figures, some of them in each row."""
    told = [(label, f"{value}{unit}" if value else DASH) for label, value, unit in sheet.rows]
    told += [("", "")] * (-len(told) % BESIDE)
    rows = tuple(
        tuple(cell for pair in told[start : start + BESIDE] for cell in pair)
        for start in range(0, len(told), BESIDE)
    )
    columns = (TableColumn("项目", 27.4, "left"), TableColumn("数值", 11.6)) * BESIDE
    return Table(columns, rows, caption=sheet.title, pt=FIGURES_PT)
