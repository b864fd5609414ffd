"""六、下一年度工作计划: what follows from what was undone, ends or goes on."""

from reporting.drafting.lacks import LACKS
from reporting.drafting.saying import Year, counted


def plan(year: Year) -> str:
    """One paragraph that begins with the year; "" where nothing follows from the figures."""
    follows = [lack.plan for lack in LACKS if lack.lacks(year)]
    if year.some("mentoring.ending"):
        follows.append(f"对期满的{year.slot('mentoring.ending')}帮带做好总结评价和接续结对")
    if year.some("frontline.away"):
        follows.append(f"做好在外锻炼{year.slot('frontline.away')}的跟踪管理和期满考核")
    said = counted(follows)
    return f"{year.content.year + 1}年，{said}" if said else ""
