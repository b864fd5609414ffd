"""Values of a stay as the cells of 花名册 (domain §9.2); cadres/exchange/roster_told.py reads them.

Months and days come as `1992-05-01`, absent values as None or "". What has two facts in one cell
is written so that each is found again: a line break parts school and major, 学历 and 学位; what
stands in brackets is the rank, and its month.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cadres.choices import DEGREE, EDUCATION, LEVEL, NATION, RANK, SOURCE, Direction, Gender
from cadres.exchange.schools import split_school
from cadres.formats.assessed import in_words, told
from cadres.formats.party_text import MEMBER, PROBATIONARY, SHORT
from cadres.identity.vault import open_sealed
from cadres.people.columns import GRASSROOTS_MONTHS
from cadres.people.wording import major_in_words
from core.codes.vocabulary import vocabulary
from core.months import full_years

TIER_MARKS = {1: "①", 2: "②", 3: "③", 4: "④"}
HELD_MARKS = {"province": "省", "city": "市", "county": "县"}
_DIRECTIONS = {str(value): str(label) for value, label in Direction.choices}
_GENDERS = {str(value): str(label) for value, label in Gender.choices}


def text(value: str | int | None) -> str:
    """The value as it stands."""
    return "" if value is None else str(value)


def years_assessed(years: Sequence[Mapping[str, Any]] | str | None) -> str:
    """2023年、2024年年度考核均为称职；a form's own text as it stands."""
    return years if isinstance(years, str) else in_words(told(years))


def nothing() -> str:
    """For a column that is filled in by whoever writes the rows."""
    return ""


def month(value: str | None) -> str:
    """1992.05."""
    return f"{value[:4]}.{value[5:7]}" if value else ""


def day(value: str | None) -> str:
    """2024.03.15: a day is not cut to its month, or reading it would change it."""
    return f"{value[:4]}.{value[5:7]}.{value[8:10]}" if value else ""


def birth(on: date, value: str | None) -> str:
    """1992.05（34岁）, the age on that day."""
    if not value:
        return ""
    return f"{month(value)}（{full_years(date.fromisoformat(value[:10]), on)}岁）"


def gender(value: str) -> str:
    """男, 女."""
    return _GENDERS.get(value, "")


def nation(value: str) -> str:
    """汉族."""
    return vocabulary(NATION).get(value, "")


def party(status: str, join: str | None, second: str | None, second_join: str | None = None) -> str:
    """2013.05, 民盟（2017.09）, 2013.05；民建, 群众 (domain §1.3, dates as §2.3 prints them)."""
    first = SHORT.get(status, "")
    if join and status in (MEMBER, PROBATIONARY):
        first = month(join) + (f"（{SHORT[PROBATIONARY]}）" if status == PROBATIONARY else "")
    elif join:
        first += f"（{month(join)}）"
    other = SHORT.get(second or "", "")
    if other and second_join:
        other += f"（{month(second_join)}）"
    return "；".join(part for part in (first, other) if part)


def education(level: str | None, degree: str | None) -> str:
    """大学, and 工学学士 in a second line."""
    names = (vocabulary(EDUCATION).get(level or ""), vocabulary(DEGREE).get(degree or ""))
    return "\n".join(name for name in names if name)


def school(name: str | None, major: str | None) -> str:
    """云州大学交通学院, and 交通工程专业 in a second line.

    A line break stays behind a school that would otherwise be read as a school with its major, and
    behind a major that is kept with 专业 at its end.
    """
    name, major = name or "", major or ""
    if major:
        end = "\n" if major.endswith("专业") else ""
        return f"{name}\n{major_in_words(major)}{end}"
    return f"{name}\n" if name and split_school(name) != (name, "") else name


def level(position: str, rank: str) -> str:
    """乡科级正职（一级主任科员）, or one of them."""
    position, rank = vocabulary(LEVEL).get(position, ""), vocabulary(RANK).get(rank, "")
    return f"{position}（{rank}）" if position and rank else position or rank


def level_since(position: str | None, rank: str | None) -> str:
    """2023.06（2024.01）: in the level, and in the rank; the rank's own stays in brackets."""
    return month(position) + (f"（{month(rank)}）" if rank else "")


def grassroots(months: int | None) -> str:
    """是 from two years on (A0197)."""
    return "" if months is None else "是" if months >= GRASSROOTS_MONTHS else "否"


def source(value: str) -> str:
    """选调生, 考试录用 …"""
    return vocabulary(SOURCE).get(value, "")


def tier(value: int | None) -> str:
    """① to ④."""
    return TIER_MARKS.get(value, "") if value else ""


def direction(value: str | None) -> str:
    """党政综合 …"""
    return _DIRECTIONS.get(value or "", "")


def held_by(value: str | None) -> str:
    """省, 市, 县."""
    return HELD_MARKS.get(value or "", "")


def id_number(masked: str | None, sealed: memoryview | None) -> str:
    """The whole number of somebody whose file the viewer keeps, masked otherwise."""
    return open_sealed(sealed) if sealed is not None else masked or ""
