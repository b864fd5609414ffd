"""The text of yearly assessments (年度考核结果, domain §2.3): read, and written as the form has it.

2016年、2017年年度考核均为称职，2018年年度考核为优秀。
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

# 公务员 (ZB18), 事业单位; a longer grade stands before the one that is a part of it.
GRADES: Final = (
    *("优秀", "基本称职", "不称职", "称职", "基本合格", "不合格", "合格"),
    *("不定等次", "未定等次", "不确定等次"),
)
YEARS: Final = 3  # the form tells of the last three
SETTLED_BY: Final = 4  # April: by then the year before has been assessed
NONE: Final = ("", "无")  # what says that there is nothing to say
_YEAR = r"(?:19|20)[0-9]{2}"
_PART = re.compile(
    rf"(?P<years>{_YEAR}\s*年?(?:\s*(?:[、,，和及至—–~-]|年度)*\s*{_YEAR}\s*年?)*)"
    rf"(?P<words>[^0-9]*?)(?P<grade>{'|'.join(GRADES)})"
)
_SPAN = re.compile(rf"({_YEAR})\s*年?\s*[至—–~-]+\s*({_YEAR})")
_FILLING = re.compile(r"[\s、，,。；;：:.年度考核结果等次均都为是的定评]*")


def closed_year(on: date) -> int:
    """The last year whose assessment is settled."""
    return on.year - 1 if on.month >= SETTLED_BY else on.year - 2


def assessed(text: str) -> dict[int, str] | None:
    """Grade by year; None where the text says anything else, or a year twice."""
    found: dict[int, str] = {}
    for part in _PART.finditer(text):
        for year in _years(part["years"]):
            if found.setdefault(year, part["grade"]) != part["grade"]:
                return None
    rest = _PART.sub(lambda part: part["words"], text)
    return found if found and _FILLING.fullmatch(rest) else None


def written_anew(text: str) -> str | None:
    """The same in the form's wording; None where it cannot be read for certain."""
    grades = assessed(text)
    return None if grades is None else written(grades)


def written(grades: Mapping[int, str]) -> str:
    """Grade by year in the form's wording: equal ones that follow each other are told together."""
    parts = []
    for grade, group in groupby(sorted(grades), key=grades.__getitem__):
        years = [f"{year}年" for year in group]
        parts.append(f"{'、'.join(years)}年度考核{'均为' if len(years) > 1 else '为'}{grade}")
    return f"{'，'.join(parts)}。" if parts else ""


def told(kept: Sequence[Mapping[str, Any]] | str | None) -> list[dict[str, Any]]:
    """`[{year, result}]` of the last three years that are told, the first one first.

    Of years as they were assessed, or of a form's text; one that cannot be read has no year.
    """
    if isinstance(kept, str):
        grades = assessed(kept)
        if grades is None:
            return [] if kept.strip() in NONE else [{"year": None, "result": kept.strip()}]
        kept = [{"year": year, "result": grades[year]} for year in sorted(grades)]
    years = list(kept or ())
    last = max((one["year"] for one in years), default=0)
    return [dict(one) for one in years if one["year"] > last - YEARS and one["result"]]


def in_words(years: Sequence[Mapping[str, Any]]) -> str:
    """Years that were told, in the form's wording."""
    unread = [one["result"] for one in years if one["year"] is None]
    return "".join(unread) or written({one["year"]: one["result"] for one in years})


def _years(text: str) -> list[int]:
    years = [int(year) for year in re.findall(_YEAR, text)]
    for first, last in _SPAN.findall(text):
        years += range(int(first), int(last) + 1)
    return years
