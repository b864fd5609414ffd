"""Rewards, and the discipline of a few."""

from datetime import date, timedelta
from typing import NamedTuple

from cadres.demo.dice import Dice
from cadres.demo.months import TODAY

FIRST_YEAR = 2012
HONOURS = (
    ("优秀共产党员", "中共清河市委"),
    ("优秀党务工作者", "中共清河市委"),
    ("脱贫攻坚先进个人", "中共云州省委、云州省人民政府"),
    ("防汛抗洪先进个人", "清河市人民政府"),
    ("乡村振兴先进个人", "清河市人民政府"),
    ("青年岗位能手", "中国共产主义青年团清河市委员会"),
)
PARTY_HONOURS = HONOURS[:2]
# Kind, measure, and for how many months it stands in the way (domain §3.4).
MEASURES = (
    ("party", "警告", 12), ("party", "严重警告", 18), ("government", "警告", 6),
    ("government", "记过", 12), ("handling", "诫勉", 6), ("handling", "谈话提醒", 0),
)  # fmt: skip
FAULTS = ("工作失察失管", "违反工作纪律", "项目监管不力", "违反公务接待规定")
AUTHORITY = {
    "party": "中共清河市纪律检查委员会",
    "government": "清河市监察委员会",
    "handling": "中共清河市委组织部",
}
DISCIPLINED = 0.012


class Award(NamedTuple):
    """A reward as the file has it."""

    decided_on: date
    name: str
    authority: str
    document: str


class Sanction(NamedTuple):
    """A sanction or handling; `effect_until` is the first day on which it no longer matters."""

    kind: str
    measure: str
    decided_on: date
    effect_until: date | None
    authority: str
    reason: str
    document: str


def awards(dice: Dice, work_start_year: int, region: str, *, party: bool) -> list[Award]:
    """Up to three, none before the second year of work; yearly 嘉奖 and now and then an honour.

    `region` is the county or city that gives the yearly ones.
    """
    first = max(FIRST_YEAR, work_start_year + 2)
    last = TODAY.year - 1
    if first > last:
        return []
    found = []
    both = f"中共{region}委、{region}人民政府"
    for year in {dice.between(first, last) for _ in range(dice.between(0, 2))}:
        day = date(year + 1, 2, dice.between(10, 28))
        found.append(Award(day, f"{year}年度考核优秀，嘉奖一次", both, ""))
    if dice.happens(0.18):
        year = dice.between(first, last)
        name, authority = dice.one_of(HONOURS if party else HONOURS[len(PARTY_HONOURS) :])
        document = f"清委发〔{year}〕{dice.between(5, 60)}号"
        found.append(Award(date(year, dice.between(6, 12), 28), name, authority, document))
    return sorted(found)


def sanction(dice: Dice, on: date | None = None, *, party: bool = True) -> Sanction:
    """One that was decided on a day, or in the last years."""
    kind, measure, months = dice.one_of(MEASURES if party else MEASURES[2:])
    decided = on or TODAY - timedelta(days=dice.between(60, 1500))
    until = _months_on(decided, months) if months else None
    document = f"清纪处〔{decided.year}〕{dice.between(3, 90)}号" if kind != "handling" else ""
    return Sanction(kind, measure, decided, until, AUTHORITY[kind], dice.one_of(FAULTS), document)


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))
