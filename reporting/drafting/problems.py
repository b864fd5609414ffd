"""五、存在问题: what the figures show undone. Nothing undone, nothing said: the unit writes it."""

from reporting.drafting.lacks import LACKS
from reporting.drafting.saying import Year, counted

KINDS = (
    ("女干部", "roster.women"),
    ("少数民族干部", "roster.minority"),
    ("党外干部", "roster.non_party"),
)


def problems(year: Year) -> str:
    """One paragraph: 一是……。二是……。"""
    undone = [lack.problem for lack in LACKS if lack.lacks(year)]
    return counted([*undone, _structure(year)])


def _structure(year: Year) -> str:
    if not year.some("roster.open"):
        return ""
    absent = "、".join(words for words, key in KINDS if year.none(key))
    return f"队伍结构不够均衡，在库干部中没有{absent}" if absent else ""
