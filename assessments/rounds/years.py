"""What the years of people ended with: the three-year text of the form (domain §2.3).

The last closed year is that of `closed_year`, or a later one of which his grade was decided
already. A year in which somebody was not assessed has no grade, and is not told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from assessments.rounds.choices import Outcome
from assessments.rounds.models import Assessment
from cadres.approval.models import ApprovalTexts
from cadres.formats.assessed import assessed, closed_year, written

YEARS: Final = 3  # the form tells of the last three
# How forms write what is no grade, and grades of institutions, in the words of ZB18.
SAME: Final = {
    "未定等次": "不定等次",
    "不确定等次": "不定等次",
    "合格": "称职",
    "基本合格": "基本称职",
    "不合格": "不称职",
}


def years_of(people: Collection[int], on: date) -> dict[int, dict[int, str]]:
    """Cadre to year to grade in words, of the last three closed years, ascending. One statement."""
    rows = Assessment.objects.filter(cadre__in=list(people), year__lte=on.year)
    rows = rows.filter(decided_on__lte=on).exclude(outcome="").order_by("cadre_id", "year")
    found: dict[int, dict[int, str]] = {}
    for cadre, year, outcome in rows.values_list("cadre_id", "year", "outcome"):
        found.setdefault(cadre, {})[year] = outcome
    return {cadre: told for cadre, years in found.items() if (told := _told(years, on))}


def text_of(people: Collection[int], on: date) -> dict[int, str]:
    """Cadre to the form's 年度考核结果; who has no grade of these years is not in it."""
    return {cadre: written(years) for cadre, years in years_of(people, on).items()}


def offered(cadre: int, kept: str, on: date) -> str:
    """The text to offer to a form that says `kept`; "" where it says the same of these years."""
    years = years_of([cadre], on).get(cadre)
    if not years or _plain(assessed(kept)) == years:
        return ""
    return written(years)


def against_text(cadre: int, year: int, outcome: str) -> str:
    """A warning where the form's own text has another grade for the year, else ""."""
    kept = ApprovalTexts.objects.filter(cadre=cadre).values_list("assessments", flat=True).first()
    said = _plain(assessed(kept or "")).get(year)
    if outcome not in Outcome.values or outcome == Outcome.ABSENT or said is None:
        return ""
    label = str(Outcome(outcome).label)
    if said == label:
        return ""
    return (
        f"任免审批表的年度考核结果写的是“{year}年{said}”，与“{label}”不一致，请核对档案后再保存。"
    )


def _told(years: Mapping[int, str], on: date) -> dict[int, str]:
    last = max(closed_year(on), *years)
    return {
        year: str(Outcome(outcome).label)
        for year, outcome in years.items()
        if last - YEARS < year <= last and outcome != Outcome.ABSENT
    }


def _plain(grades: Mapping[int, str] | None) -> dict[int, str]:
    return {year: SAME.get(grade, grade) for year, grade in (grades or {}).items()}
