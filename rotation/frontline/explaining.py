"""Why somebody may be sent or not: the programme's conditions beside what his file says.

Everything is made of what the viewer is told of the check (`missed_told`), so that the page says no
more than the list does.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.months import dotted, full_years, months_between
from policy.judgements import Fact, Figure, Judgement, clause_text
from rotation.frontline.entities.candidates import sentences
from rotation.frontline.models import Batch, Candidate

CLAUSE = "3.1.4"
FILE = {"source": "干部档案", "view": "cadres:detail"}


def why_of(person: Candidate) -> Judgement:
    """A row of the list of candidates, as one viewer has it."""
    missed = person.missed_told  # type: ignore[attr-defined]
    return Judgement(
        holds=bool(missed),
        verdict=f"{sentences(missed)}。" if missed else "没有发现不符合的条件。",
        clause=CLAUSE,
        clause_text=clause_text(CLAUSE, {}),
        sentence=f"{'、'.join(_conditions(person.batch))}的，可以选派。",
        on=str(person.batch.apply_by),
        figures=tuple(_figures(person.batch)),
        facts=tuple(_facts(person)),
        nearness=_nearness(person),
    )


def _conditions(batch: Batch) -> Iterator[str]:
    programme = batch.programme
    yield "现职"
    if programme.roster_only:
        yield "在名册上"
    if programme.max_age is not None:
        yield f"截至 {batch.apply_by} 不超过 {programme.max_age} 岁"
    if programme.min_service_months is not None:
        yield f"工龄满 {programme.min_service_months} 个月"
    yield "派出期间没有其他锻炼"
    yield "不在处分影响期内"


def _figures(batch: Batch) -> Iterator[Figure]:
    programme = batch.programme
    if programme.max_age is not None:
        yield Figure("", "年龄上限（项目）", f"{programme.max_age} 岁")
    if programme.min_service_months is not None:
        yield Figure("", "最短工龄（项目）", f"{programme.min_service_months} 个月")


def _facts(person: Candidate) -> Iterator[Fact]:
    cadre, on, file = person.cadre, person.batch.apply_by, FILE | {"pk": person.cadre_id}
    if cadre.birth:
        age = full_years(cadre.birth, on)
        yield Fact("出生年月", f"{dotted(cadre.birth)}，截至当日 {age} 岁", **file)
    if cadre.work_start:
        months = months_between(cadre.work_start, on)
        yield Fact("参加工作", f"{dotted(cadre.work_start)}，截至当日 {months} 个月", **file)


def _nearness(person: Candidate) -> str:
    """How far the age is from its limit, in months."""
    most, birth = person.batch.programme.max_age, person.cadre.birth
    if most is None or birth is None:
        return ""
    left = 12 * (most + 1) - 1 - months_between(birth, person.batch.apply_by)
    if left == 0:
        return "年龄正好在界线上，下个月就超过。"
    return f"年龄{'距界线还有' if left > 0 else '超过界线'} {abs(left)} 个月。"
