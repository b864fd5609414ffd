"""How many may be 优秀 (《公务员考核规定》, domain §6.1): of all who take part, a whole number.

| take part | percent | exact | 舍去小数 | 四舍五入 |
|-----------|---------|-------|----------|----------|
| 4         | 20      | 0.8   | 0        | 1        |
| 47        | 20      | 9.4   | 9        | 9        |
| 119       | 21      | 24.99 | 24       | 25       |
| 122       | 25      | 30.5  | 30       | 31       |
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assessments.rounds.choices import Outcome
from assessments.rounds.figures import RoundFigures, region_of
from assessments.rounds.models import Assessment, Round
from policy.judgements import Fact, Judgement, judged

DOWN, HALF_UP = "down", "half_up"
CLAUSE = "3.3.4"
RULE = (
    "优秀等次人数一般不超过本单位参加年度考核总人数的 {percent}%；"
    "经同级公务员主管部门同意，最多 {most}%（《公务员考核规定》）。"
)


@dataclass(frozen=True, slots=True)
class Quota:
    """The number allowed, the number used, and the judgement, which holds where it is exceeded.

    `allowed` is None while nobody has said how many take part.
    """

    headcount: int | None
    percent: int
    allowed: int | None
    used: int
    words: str
    judgement: Judgement

    @property
    def is_exceeded(self) -> bool:
        """More are 优秀 than may be."""
        return self.judgement.holds

    @property
    def left(self) -> int | None:
        """How many more may be 优秀; below zero where it is exceeded."""
        return None if self.allowed is None else self.allowed - self.used


def allowed(headcount: int, percent: int, rounding: str) -> int:
    """The whole number of a percent of people, rounded down or half up."""
    hundredths = headcount * percent
    return (hundredths + 50 if rounding == HALF_UP else hundredths) // 100


def quota(round: Round, on: date) -> Quota:
    """The quota of a round by the figures of a day. `round.unit` is loaded."""
    region = region_of(RoundFigures, on, round.unit)
    figures: RoundFigures = region.figures
    percent = round.percent or figures.percent
    people = list(_excellent(round))
    used = len(people) + round.others_excellent
    facts = [
        Fact("优秀", f"{one.cadre}（{one.title or one.cadre.unit.short_name}）",
             "年度考核登记表", "rounds:sheet", one.pk)
        for one in people
    ]  # fmt: skip
    if round.others_excellent:
        facts.append(Fact("名册外优秀", f"{round.others_excellent} 人", "年度考核"))
    if round.percent_document:
        facts.append(Fact("同意文号", f"{round.percent_document}（{percent}%）", "年度考核"))
    whole = None
    if round.headcount is not None:
        whole = allowed(round.headcount, percent, figures.rounding)
        facts.insert(0, Fact("参加考核", f"{round.headcount} 人", "年度考核"))
    words = _words(round.headcount, percent, figures.rounding, whole, used)
    is_exceeded = whole is not None and used > whole
    return Quota(
        round.headcount,
        percent,
        whole,
        used,
        words,
        judged(
            holds=is_exceeded,
            verdict=words,
            clause=CLAUSE,
            sentence=RULE,
            kind=RoundFigures,
            region=region,
            facts=tuple(facts),
            near="" if whole is None else _gap(whole, used),
        ),
    )


def _excellent(round: Round) -> list[Assessment]:
    """Sheets of the round that are 优秀: as decided, or else as proposed."""
    rows = Assessment.objects.filter(round=round).select_related("cadre__unit")
    decided = rows.filter(outcome=Outcome.EXCELLENT)
    waiting = rows.filter(outcome="", proposed=Outcome.EXCELLENT)
    return list((decided | waiting).order_by("cadre__sort_key", "pk"))


def _words(headcount: int | None, percent: int, rounding: str, whole: int | None, used: int) -> str:
    """“参加考核 47 人 × 20% = 9.4，舍去小数为 9 人；已评优秀 10 人，超出 1 人”."""
    if headcount is None or whole is None:
        return f"还没有填写参加考核总人数；已评优秀 {used} 人"
    ones, rest = divmod(headcount * percent, 100)
    exact = f"{ones}.{rest:02d}".rstrip("0").rstrip(".")
    how = "" if rest == 0 else "，四舍五入为" if rounding == HALF_UP else "，舍去小数为"
    result = f"{how} {whole} 人" if how else " 人"
    told = f"参加考核 {headcount} 人 × {percent}% = {exact}{result}"
    return f"{told}；已评优秀 {used} 人，{_gap(whole, used)}"


def _gap(whole: int, used: int) -> str:
    if used > whole:
        return f"超出 {used - whole} 人"
    if not whole:
        return "没有名额"
    return f"还可评 {whole - used} 人" if used < whole else "名额用完"
