"""What follows from grades (《公务员考核规定》, domain §6.1), as judgements that other rules read.

| grade                 | what follows                                                      |
|-----------------------|-------------------------------------------------------------------|
| 优秀                  | 嘉奖; half a year less to the next rank, for each                 |
| 优秀, three in a row  | 记三等功                                                          |
| 称职 and above, two   | a pay step; five: a salary grade                                  |
| 基本称职              | 诫勉 and correction; the year does not count, no promotion for one |
| 不称职                | one level down; the year does not count; two in a row: 辞退       |
| 不定等次, 不参加      | the year has no grade, and says why                               |

Nothing here is carried out: what a rule makes of it is the rule's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from assessments.rounds.choices import NoGrade, Outcome
from assessments.rounds.models import Assessment
from cadres.people.models import Cadre
from core.months import shift
from policy.judgements import Fact, Judgement, clause_text

CLAUSE: Final = "3.3.4"
SOURCE: Final = "《公务员考核规定》"
GOOD: Final = (Outcome.EXCELLENT, Outcome.COMPETENT)
UNCOUNTED: Final = (Outcome.BASIC, Outcome.INCOMPETENT)
IN_A_ROW, DISMISSED_AFTER = 3, 2  # years of 优秀, of 不称职
STEP_YEARS, GRADE_YEARS = 2, 5
MONTHS_OFF = 6  # per year of 优秀
NO_PROMOTION_MONTHS = 12
NO_GRADE: Final = "no_grade"  # the consequence that repeats why a year has none


class Year(NamedTuple):
    """One year that was decided: the row, what it ended with, when, and why it has no grade."""

    pk: int
    cadre: int
    year: int
    outcome: str
    decided_on: date
    no_grade: str
    note: str


class Effect(NamedTuple):
    """What a consequence says of somebody's years: whether, in words, of which, how near."""

    holds: bool
    verdict: str
    years: Sequence[Year]
    nearness: str = ""


@dataclass(frozen=True, slots=True)
class Consequence:
    """A kind of consequence: its key for other rules, its rule in words, and who judges it."""

    key: str
    sentence: str
    judge: Callable[[Sequence[Year], date | None, date], Effect]


def consequences(
    people: Collection[int], on: date, *, only_holding: bool = True
) -> dict[int, dict[str, Judgement]]:
    """Cadre to key to judgement, by what was decided up to a day. A fixed number of statements."""
    rows = Assessment.objects.filter(cadre__in=list(people), decided_on__lte=on)
    rows = rows.exclude(outcome="").order_by("cadre_id", "-year")
    decided: dict[int, list[Year]] = {}
    row: Any
    for row in rows.values_list(
        "pk", "cadre_id", "year", "outcome", "decided_on", "no_grade", "no_grade_note"
    ):
        decided.setdefault(row[1], []).append(Year(*row))
    ranks = dict(Cadre.objects.filter(pk__in=decided).values_list("pk", "rank_since"))
    text = clause_text(CLAUSE, {})
    found: dict[int, dict[str, Judgement]] = {}
    for cadre, years in decided.items():
        for kind in KINDS:
            effect = kind.judge(years, ranks[cadre], on)
            if effect.holds or not only_holding:
                found.setdefault(cadre, {})[kind.key] = _judgement(kind, effect, text, on)
    return found


def no_promotion_until(year: Year) -> date | None:
    """Up to which day (left out) a grade of 基本称职 keeps somebody from being promoted."""
    if year.outcome != Outcome.BASIC:
        return None
    month = shift(year.decided_on.replace(day=1), NO_PROMOTION_MONTHS)
    last = shift(month, 1).toordinal() - month.toordinal()
    return month.replace(day=min(year.decided_on.day, last))


def _commended(years: Sequence[Year], rank: date | None, on: date) -> Effect:
    last = years[0]
    return Effect(
        last.outcome == Outcome.EXCELLENT, f"{last.year} 年度考核优秀，给予嘉奖", years[:1]
    )


def _merit(years: Sequence[Year], rank: date | None, on: date) -> Effect:
    row = _row(years, (Outcome.EXCELLENT,))
    told = f"连续 {len(row)} 年考核优秀，记三等功"
    return Effect(len(row) >= IN_A_ROW, told, row, _near(len(row), IN_A_ROW))


def _months_off(years: Sequence[Year], rank: date | None, on: date) -> Effect:
    since = rank.year if rank is not None else 0
    best = [one for one in years if one.outcome == Outcome.EXCELLENT and one.year >= since]
    told = (
        f"任现职级以来 {len(best)} 年考核优秀，晋升职级所需年限缩短 {MONTHS_OFF * len(best)} 个月"
    )
    return Effect(bool(best), told, best)


def _step(years: Sequence[Year], rank: date | None, on: date) -> Effect:
    row = _row(years, GOOD)
    told = f"连续 {len(row)} 年考核称职及以上，可晋升工资档次"
    return Effect(len(row) >= STEP_YEARS, told, row, _near(len(row), STEP_YEARS))


def _salary(years: Sequence[Year], rank: date | None, on: date) -> Effect:
    row = _row(years, GOOD)
    told = f"连续 {len(row)} 年考核称职及以上，可晋升级别"
    return Effect(len(row) >= GRADE_YEARS, told, row, _near(len(row), GRADE_YEARS))


def _held_back(years: Sequence[Year], rank: date | None, on: date) -> Effect:
    until = {one: day for one in years if (day := no_promotion_until(one)) and on < day}
    if not until:
        return Effect(False, "", ())
    last = max(until.values())
    told = f"考核基本称职，予以诫勉、限期改进，{last} 以前不得晋升，不享受年度考核奖金"
    return Effect(True, told, list(until), f"还有 {(last - on).days} 天。")


def _uncounted(years: Sequence[Year], rank: date | None, on: date) -> Effect:
    low = [one for one in years if one.outcome in UNCOUNTED]
    told = "、".join(str(one.year) for one in sorted(low, key=lambda one: one.year))
    return Effect(bool(low), f"{told} 年度不计算为晋升所需的年限", low)


def _demoted(years: Sequence[Year], rank: date | None, on: date) -> Effect:
    last = years[0]
    told = f"{last.year} 年度考核不称职，降低一个职务或职级层次任职，不享受年度考核奖金"
    return Effect(last.outcome == Outcome.INCOMPETENT, told, years[:1])


def _dismissed(years: Sequence[Year], rank: date | None, on: date) -> Effect:
    row = _row(years, (Outcome.INCOMPETENT,))
    told = f"连续 {len(row)} 年考核不称职，予以辞退"
    return Effect(len(row) >= DISMISSED_AFTER, told, row, _near(len(row), DISMISSED_AFTER))


def _without(years: Sequence[Year], rank: date | None, on: date) -> Effect:
    last = years[0]
    why = NoGrade(last.no_grade).label if last.no_grade else ""
    if last.note:
        why = f"{why}（{last.note}）"
    told = f"{last.year} 年度{Outcome(last.outcome).label}：{why}"
    if last.no_grade == NoGrade.INVESTIGATED:
        told += "；有结论后再确定等次"
    return Effect(last.outcome in (Outcome.UNGRADED, Outcome.ABSENT), told, years[:1])


KINDS: Final = (
    Consequence("commend", "年度考核优秀的，给予嘉奖。", _commended),
    Consequence("merit", "连续三年考核优秀的，记三等功。", _merit),
    Consequence("months_off", "每有一个优秀年度，晋升职级所需年限缩短半年。", _months_off),
    Consequence("pay_step", "累计两年考核称职及以上的，晋升一个工资档次。", _step),
    Consequence("salary_grade", "累计五年考核称职及以上的，晋升一个级别。", _salary),
    Consequence(
        "no_promotion", "考核基本称职的，诫勉、限期改进，一年内不得晋升，无年度奖金。", _held_back
    ),
    Consequence("uncounted", "基本称职、不称职的年度不计算为晋升所需的年限。", _uncounted),
    Consequence("demote", "考核不称职的，降低一个职务或职级层次任职，无年度奖金。", _demoted),
    Consequence("dismiss", "连续两年考核不称职的，予以辞退。", _dismissed),
    Consequence(NO_GRADE, "不定等次、不参加考核的年度，写明情形。", _without),
)


def _row(years: Sequence[Year], outcomes: Iterable[str]) -> list[Year]:
    """The latest years that follow each other without a gap and ended so."""
    found: list[Year] = []
    for one in years:
        if one.outcome not in outcomes or (found and found[-1].year != one.year + 1):
            break
        found.append(one)
    return found


def _near(number: int, border: int) -> str:
    if number >= border:
        return "正好在界线上。" if number == border else f"超过界线 {number - border} 年。"
    return f"还差 {border - number} 年。"


def _judgement(kind: Consequence, effect: Effect, text: str, on: date) -> Judgement:
    return Judgement(
        holds=effect.holds,
        verdict=effect.verdict if effect.holds else "",
        clause=CLAUSE,
        clause_text=text,
        sentence=f"{kind.sentence}（{SOURCE}）",
        on=on.isoformat(),
        facts=tuple(
            Fact(
                f"{one.year} 年度考核",
                str(Outcome(one.outcome).label),
                "年度考核登记表",
                "rounds:sheet",
                one.pk,
            )
            for one in effect.years
        ),
        nearness=effect.nearness,
    )
