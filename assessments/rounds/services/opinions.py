"""After the grade was decided: the person agrees, or objects and the department reviews.

DECIDED --agree--> FINAL;  DECIDED --object_to--> OBJECTED --review--> FINAL
"""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.db import transaction

from assessments.rounds.choices import AssessmentVerb, Outcome
from assessments.rounds.figures import RoundFigures
from assessments.rounds.grading import why_not_excellent
from assessments.rounds.guards import at, last_objection, refuse_day, refuse_long, refuse_outcome
from assessments.rounds.models import Assessment, Round
from assessments.rounds.quota import quota
from assessments.rounds.services.holding import (
    advance,
    grades_changed,
    hold_sheet,
    is_himself,
    locked_round,
)
from core.errors import refuse_if
from policy.parameters.figures import in_force

AGREED = "同意。"


@transaction.atomic
def agree(
    *, actor: Any, assessment: Assessment, seen: int, day: date, on: date, words: str = AGREED
) -> Assessment:
    """The person signs what was decided; an office enters it for him from the paper."""
    sheet = hold_sheet(assessment, AssessmentVerb.AGREE, actor=actor, seen=seen)
    _refuse_day(sheet, actor, day, on)
    values = {"person_opinion": words.strip() or AGREED, "person_on": day}
    refuse_long({"person_opinion": words})
    return advance(sheet, AssessmentVerb.AGREE, actor=actor, on=on, **values)


@transaction.atomic
def object_to(
    *, actor: Any, assessment: Assessment, seen: int, words: str, day: date, on: date
) -> Assessment:
    """He asks for a review, within `objection_days` of the decision (the last day included)."""
    sheet = hold_sheet(assessment, AssessmentVerb.OBJECT, actor=actor, seen=seen)
    if not words.strip():
        at("words", "请写明申请复核的理由。")
    refuse_long({"objection": words})
    _refuse_day(sheet, actor, day, on)
    decided = cast("date", sheet.decided_on)
    days = in_force(RoundFigures, decided, sheet.unit).objection_days
    last = last_objection(decided, days)
    if day > last:
        at("day", f"申请复核要在审定之日起 {days} 天内（{last} 以前），{day} 已超过期限。")
    values = {"objection": words.strip(), "objected_on": day}
    return advance(sheet, AssessmentVerb.OBJECT, actor=actor, on=on, **values)


@transaction.atomic
def review(
    *,
    actor: Any,
    assessment: Assessment,
    seen: int,
    outcome: str,
    words: str,
    day: date,
    on: date,
    no_grade: str = "",
    no_grade_note: str = "",
) -> Assessment:
    """The department upholds the grade or decides another; the quota holds for that as well."""
    if assessment.round_id is not None:
        locked_round(assessment.round_id)  # before its sheets: the quota is of all of them
    sheet = hold_sheet(assessment, AssessmentVerb.REVIEW, actor=actor, seen=seen)
    if not words.strip():
        at("words", "请写明复核决定。")
    refuse_long({"review": words, "no_grade_note": no_grade_note})
    refuse_outcome(outcome, no_grade, no_grade_note)
    refuse_day("day", day, on, sheet.objected_on, "申请复核日期")
    before = sheet.outcome
    if outcome == Outcome.EXCELLENT and (
        why := why_not_excellent([sheet], actor).get(sheet.cadre_id)
    ):
        at("outcome", why)
    advance(
        sheet,
        AssessmentVerb.REVIEW,
        actor=actor,
        on=on,
        outcome=outcome,
        outcome_before=before,
        no_grade=no_grade,
        no_grade_note=no_grade_note.strip(),
        review=words.strip(),
        reviewed_on=day,
    )
    if outcome == Outcome.EXCELLENT != before:
        told = quota(cast("Round", sheet.round), day)
        refuse_if(
            told.is_exceeded,
            f"改为优秀后超过名额：{told.words}。请另定等次，或者先调整他人的等次。",
        )
    grades_changed([sheet.cadre_id], on=on)
    return sheet


def _refuse_day(sheet: Assessment, actor: Any, day: date, on: date) -> None:
    """Since the decision; whoever speaks for himself speaks today."""
    refuse_day("day", day, on, sheet.decided_on, "审定日期")
    if is_himself(sheet, actor) and day != on:
        at("day", f"本人办理的，日期应为今天（{on}）。")
