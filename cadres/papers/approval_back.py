"""The back of 任免审批表: conduct, family and who decides (domain §2.1, page 2), and its 附页."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from cadres.formats.approval_form import ApprovalForm, Relative
from cadres.papers.approval_sheet import LEFT, TOP, Sheet, one_line
from cadres.papers.family_order import in_order
from cadres.papers.wording import BLANK_DAY, day_text, month_text, paragraphs, plain, spaced_name

WIDTHS = (13, 19, 22.5, 20, 15, 8, 68)
X = [LEFT, *(LEFT + right for right in accumulate(WIDTHS))]
GRID_TOP = TOP + 14
HEAD, ROW, ROWS = 11.4, 12.3, 7
REPORTED, DATED, DECIDED = 23.5, 9.5, 35.6
MORE_ROWS = 18  # of the family on an extra page
MEMBERS = "家庭主要成员及重要社会关系"
LABELS = ("称　谓", "姓　名", "出 生\n年 月", "政　治\n面　貌", "工 作 单 位 及 职 务")
COLUMNS = ((1, 2), (2, 3), (3, 4), (4, 6), (6, 7))
MEMBER_PT = 12.0
NOTE = "年龄计算到当月的实足年龄"
SEAL = "（盖章）"
TEXT = {"align": "left", "pad": 2.5, "leads": (1.3, 1.15)}


def back(form: ApprovalForm) -> Sheet:
    """Seven rows for the family; who is left over goes on extra pages."""
    sheet = Sheet()
    y = GRID_TOP
    for height, label, name, text in (
        (25, "奖惩情况", "奖惩情况", form.rewards),
        (18, "年核\n度结\n考果", "年度考核结果", form.assessments),
        (24, "任免理由", "任免理由", form.grounds),
    ):
        leads = {"leads": (1.15,)} if "\n" in label else {}
        sheet.upright(X[0], y, WIDTHS[0], height, label, **leads)
        sheet.value(X[1], y, X[7] - X[1], height, paragraphs(text), name, **TEXT)
        y += height
    members = in_order(form.family or ())
    y = _family(sheet, y, members[:ROWS], ROWS)
    _decisions(sheet, form, y)
    author = one_line(f"填表人：{spaced_name(form.filled_by)}", 70)
    more = ("（家庭成员续见附页）",) if len(members) > ROWS else ()
    sheet.below = (author, *more, NOTE)
    return sheet


def extra(form: ApprovalForm) -> Iterator[Sheet]:
    """附页: the family from the eighth on, so that nobody is lost."""
    left = in_order(form.family or ())[ROWS:]
    for start in range(0, len(left), MORE_ROWS):
        some = left[start : start + MORE_ROWS]
        name = one_line(f"姓名：{spaced_name(form.name)}", 120)
        sheet = Sheet(title="干部任免审批表附页", above=name)
        _family(sheet, TOP + 32, some, max(len(some), ROWS))
        yield sheet


def _family(sheet: Sheet, y: float, members: Sequence[Relative], rows: int) -> float:
    sheet.upright(X[0], y, WIDTHS[0], HEAD + rows * ROW, MEMBERS)
    for (first, last), label in zip(COLUMNS, LABELS, strict=True):
        sheet.label(X[first], y, X[last] - X[first], HEAD, label)
    y += HEAD
    for number in range(rows):
        texts = _member(members[number]) if number < len(members) else ("",) * len(COLUMNS)
        for (first, last), text in zip(COLUMNS, texts, strict=True):
            align = "left" if (first, last) == COLUMNS[-1] else "center"
            told = {"align": align, "most": MEMBER_PT}
            name = f"家庭成员第{number + 1}行" if members else ""
            sheet.value(X[first], y, X[last] - X[first], ROW, text, name, **told)
        y += ROW
    return y


def _member(relative: Relative) -> tuple[str, ...]:
    return (
        plain(relative.relation),
        spaced_name(relative.name),
        month_text(relative.birth),
        plain(relative.politics),
        plain(relative.work),
    )


def _decisions(sheet: Sheet, form: ApprovalForm, y: float) -> None:
    """Who reports and when; seals and dates of those who decide are set by hand."""
    open_cell = {"framed": False}
    sheet.upright(X[0], y, WIDTHS[0], REPORTED + DATED, "呈报单位")
    sheet.label(X[1], y, X[7] - X[1], REPORTED + DATED, "")
    reported = plain(form.reported_by)
    sheet.value(X[1], y, X[7] - X[1], REPORTED, reported, "呈报单位", **open_cell)
    dated = {"align": "right", "pad": 8.0, **open_cell}
    day = day_text(form.filled_on)
    sheet.value(X[1], y + REPORTED, X[7] - X[1], DATED, day, "填表时间", **dated)
    y += REPORTED + DATED
    for label, column, end in (("审批机关意见", 0, 5), ("行政机关任免意见", 5, 7)):
        start = X[column + 1]
        wide = X[end] - start
        sheet.upright(X[column], y, WIDTHS[column], DECIDED, label)
        sheet.label(start, y, wide, DECIDED, "")
        sheet.label(start, y, wide, DECIDED - DATED, SEAL, most=14, **open_cell)
        by_hand = {"align": "right", "pad": 6.0, "most": 14, **open_cell}
        sheet.label(start, y + DECIDED - DATED, wide, DATED, BLANK_DAY, **by_hand)
