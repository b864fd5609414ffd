"""Why an applicant is qualified or not: the limits of his batch beside what his file says."""

from __future__ import annotations

from typing import Any

from cadres.choices import PERSON_STATUS, EducationLevel
from cadres.intake.limits import years_and_months
from cadres.intake.models import Applicant, IntakeBatch
from core.codes.vocabulary import vocabulary
from core.months import dotted, months_between
from policy.judgements import Fact, Figure, Judgement, clause_text
from policy.parameters.catalogue import BY_KEY

CLAUSE = "2.0"
FILE = {"source": "干部档案", "view": "cadres:detail"}


def why_of(person: Applicant) -> Judgement:
    """The answer of the check (`person.missed`) with its figures and facts.

    The limits are the batch's own: the parameters of the day are where they began.
    """
    batch, missed = person.batch, [one["text"] for one in person.missed]
    stored = _stored(batch)
    return Judgement(
        holds=bool(missed),
        verdict=f"资格不符：{'；'.join(missed)}。" if missed else "各项条件都符合。",
        clause=CLAUSE,
        clause_text=clause_text(CLAUSE, stored),
        sentence=_sentence(batch),
        on=str(batch.age_on),
        figures=tuple(
            Figure(key, BY_KEY[key].label, BY_KEY[key].kind.show(value))
            for key, value in stored.items()
            if key in SHOWN
        ),
        facts=tuple(_facts(person)),
        nearness=_nearness(person),
    )


SHOWN = ("intake.max_age", "intake.min_education")


def _stored(batch: IntakeBatch) -> dict[str, Any]:
    return {
        "intake.quota": batch.quota,
        "intake.max_age": batch.max_age,
        "intake.min_education": str(batch.min_level),
    }


def _sentence(batch: IntakeBatch) -> str:
    kind = "全日制" if batch.fulltime else ""
    return (
        f"现职、不在名册上，截至 {batch.age_on} 不超过 {batch.max_age} 岁、"
        f"{kind}{EducationLevel(batch.min_level).label}以上学历的，资格合格。"
    )


def _facts(person: Applicant) -> list[Fact]:
    cadre, file = person.cadre, FILE | {"pk": person.cadre_id}
    facts = []
    if cadre.birth:
        age = years_and_months(months_between(cadre.birth, person.batch.age_on)).strip()
        facts.append(Fact("出生年月", f"{dotted(cadre.birth)}，截至当日 {age}", **file))
    for label, level in (
        ("全日制学历", cadre.fulltime_level),
        ("在职学历", cadre.inservice_level),
    ):
        if level:
            facts.append(Fact(label, str(EducationLevel(level).label), **file))
    status = vocabulary(PERSON_STATUS).get(cadre.status, "其他")
    return [*facts, Fact("人员状态", status, **file)]


def _nearness(person: Applicant) -> str:
    """How far the age is from its limit; the month in which one turns a year older is over it."""
    if not person.cadre.birth:
        return ""
    months = months_between(person.cadre.birth, person.batch.age_on)
    left = 12 * (person.batch.max_age + 1) - 1 - months
    if left == 0:
        return "年龄正好在界线上，下个月就超过。"
    words = years_and_months(abs(left)).strip()
    return f"年龄距界线还有 {words}。" if left > 0 else f"年龄超过界线 {words}。"
