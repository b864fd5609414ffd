"""What becomes of a sheet before it is decided.

SUMMARY --write--> SUMMARY --submit--> APPRAISING --propose--> PROPOSED --propose--> PROPOSED
SUMMARY <--send_back-- APPRAISING <--send_back-- PROPOSED

The person writes, or his offices for him; the unit that assesses proposes.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.db import transaction

from assessments.rounds.choices import AssessmentState, AssessmentVerb, Outcome
from assessments.rounds.grading import why_not_excellent
from assessments.rounds.guards import at, refuse_long, refuse_outcome, refuse_unheard
from assessments.rounds.models import Assessment
from assessments.rounds.services.holding import advance, hold_sheet

ASPECTS: Final = ("politics", "results", "style", "integrity", "shortcomings")
WRITTEN: Final = ("work", "summary", "training", *ASPECTS)  # what the person writes of himself


@transaction.atomic
def write(*, actor: Any, assessment: Assessment, seen: int, on: date, **texts: str) -> Assessment:
    """Keep the summary and the five aspects as they are so far; `texts` are fields of WRITTEN."""
    sheet = hold_sheet(assessment, AssessmentVerb.WRITE, actor=actor, seen=seen)
    return advance(sheet, AssessmentVerb.WRITE, actor=actor, on=on, **_texts(texts))


@transaction.atomic
def submit(*, actor: Any, assessment: Assessment, seen: int, on: date, **texts: str) -> Assessment:
    """Hand it to the unit that assesses, signed on this day. Raises ValidationError at a field."""
    sheet = hold_sheet(assessment, AssessmentVerb.SUBMIT, actor=actor, seen=seen)
    values = _texts(texts)
    if not values.get("summary", sheet.summary).strip():
        at("summary", "请先填写本人总结，再提交。")
    return advance(sheet, AssessmentVerb.SUBMIT, actor=actor, on=on, summary_on=on, **values)


@transaction.atomic
def send_back(
    *, actor: Any, assessment: Assessment, seen: int, reason: str, on: date
) -> Assessment:
    """A step back, with the reason; what was written stays, what was proposed does not."""
    sheet = hold_sheet(assessment, AssessmentVerb.RETURN, actor=actor, seen=seen)
    if not reason.strip():
        at("reason", "请写明退回的理由。")
    refuse_long({"returned": reason})
    values: dict[str, Any] = {"returned": reason.strip()}
    if sheet.state == AssessmentState.PROPOSED:
        values |= {"proposed": "", "proposed_on": None, "no_grade": "", "no_grade_note": ""}
    return advance(sheet, AssessmentVerb.RETURN, actor=actor, on=on, **values)


@transaction.atomic
def propose(
    *,
    actor: Any,
    assessment: Assessment,
    seen: int,
    outcome: str,
    comment: str,
    on: date,
    no_grade: str = "",
    no_grade_note: str = "",
    host_opinion: str = "",
) -> Assessment:
    """The leader's comment and the grade that he proposes; again, where it is to be another.

    Refused where the person cannot be 优秀. Whether too many are, is judged when all is settled.
    Raises ValidationError with a sentence at its field.
    """
    sheet = hold_sheet(assessment, AssessmentVerb.PROPOSE, actor=actor, seen=seen)
    texts = {"comment": comment, "no_grade_note": no_grade_note, "host_opinion": host_opinion}
    texts = {name: text.strip() for name, text in texts.items()}
    refuse_long(texts)
    refuse_outcome(outcome, no_grade, no_grade_note)
    refuse_unheard(sheet, host_opinion)
    if not texts["comment"]:
        at("comment", "请填写主管领导评语。")
    if outcome == Outcome.EXCELLENT and (
        why := why_not_excellent([sheet], actor).get(sheet.cadre_id)
    ):
        at("outcome", why)
    return advance(
        sheet,
        AssessmentVerb.PROPOSE,
        actor=actor,
        on=on,
        proposed=outcome,
        proposed_on=on,
        no_grade=no_grade,
        **texts,
    )


def _texts(texts: dict[str, str]) -> dict[str, str]:
    """Those of WRITTEN, no longer than a sheet has room for."""
    unknown = texts.keys() - set(WRITTEN)
    if unknown:
        raise TypeError(f"not written by the person: {sorted(unknown)}")
    refuse_long(texts)
    return texts
