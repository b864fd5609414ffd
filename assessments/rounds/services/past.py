"""Years of the file: what somebody's year ended with before rounds were kept here.

Entered by the department that keeps his file. Whether the form's own text says otherwise is told
beforehand (`assessments.rounds.years.against_text`), not refused: either may be the mistaken one.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from assessments.rounds.choices import AssessmentState, Basis
from assessments.rounds.guards import (
    at,
    refuse_day,
    refuse_long,
    refuse_outcome,
    refuse_past_year,
)
from assessments.rounds.models import Assessment
from assessments.rounds.services.holding import OWN, grades_changed, note
from cadres.people.models import Cadre
from core.audit.models import Action
from core.errors import NotAllowed, Stale, refuse_if
from core.units.models import Unit
from core.versions import fresh

NO_WAY = "往年考核由该同志的组织部门补录，您不能办理。"


@transaction.atomic
def record_past(
    *,
    actor: Any,
    cadre: Cadre,
    year: int,
    outcome: str,
    decided_on: date,
    on: date,
    unit: Unit | None = None,
    no_grade: str = "",
    no_grade_note: str = "",
    decision: str = "",
) -> Assessment:
    """A year of the file; `unit` assessed it, his present one where that is not said.

    Raises ValidationError with a sentence at its field, NotAllowed.
    """
    _refuse_stranger(actor, cadre)
    refuse_past_year(year, on, cadre.work_start)
    values = _values(year, outcome, decided_on, on, no_grade, no_grade_note, decision)
    list(Cadre.objects.filter(pk=cadre.pk).select_for_update(no_key=True).values_list("pk"))
    known = Assessment.objects.filter(cadre=cadre, year=year).select_related("unit").first()
    if known is not None:
        at("year", f"{cadre} {year} 年度已有考核（{known.unit.short_name}），不能重复补录。")
    made = Assessment.objects.create(
        cadre=cadre,
        year=year,
        unit=unit or cadre.unit,
        basis=Basis.PAST,
        state=AssessmentState.FINAL,
        changed_by=actor,
        **values,
    )
    note(Action.CREATE, actor, made, {"操作": "补录往年考核"})
    grades_changed([cadre.pk], on=on)
    return made


@transaction.atomic
def amend_past(
    *,
    actor: Any,
    assessment: Assessment,
    seen: int,
    outcome: str,
    decided_on: date,
    on: date,
    no_grade: str = "",
    no_grade_note: str = "",
    decision: str = "",
) -> Assessment:
    """Another outcome of a year that was entered from the file."""
    held = _hold(actor, assessment, seen)
    values = _values(held.year, outcome, decided_on, on, no_grade, no_grade_note, decision)
    held.change(actor=actor, seen=held.version, **values)
    note(Action.CHANGE, actor, held, {"操作": "更正往年考核"})
    grades_changed([held.cadre_id], on=on)
    return held


@transaction.atomic
def remove_past(*, actor: Any, assessment: Assessment, seen: int, reason: str, on: date) -> None:
    """A year that was entered by mistake; the reason stays in the log."""
    held = _hold(actor, assessment, seen)
    if not reason.strip():
        at("reason", "请写明删除的原因。")
    note(Action.DELETE, actor, held, {"操作": "删除往年考核", "原因": reason.strip()})
    cadre = held.cadre_id
    held.delete()
    grades_changed([cadre], on=on)


def _hold(actor: Any, assessment: Assessment, seen: int) -> Assessment:
    rows = Assessment.objects.select_for_update(of=("self",))
    held = fresh(rows.select_related("cadre", "unit", "changed_by"), assessment.pk)
    refuse_if(held.version != seen, held.stale_sentence(), Stale)
    refuse_if(held.basis != Basis.PAST, "这一年由单位组织考核，请在当年的考核中办理。")
    _refuse_stranger(actor, held.cadre)
    return held


def _values(
    year: int,
    outcome: str,
    decided_on: date,
    on: date,
    no_grade: str,
    no_grade_note: str,
    decision: str,
) -> dict[str, Any]:
    refuse_outcome(outcome, no_grade, no_grade_note)
    refuse_day("decided_on", decided_on, on, date(year, 1, 1), "该年度")
    texts = {"no_grade_note": no_grade_note.strip(), "decision": decision.strip()}
    refuse_long(texts)
    return {"outcome": outcome, "decided_on": decided_on, "no_grade": no_grade} | texts


def _refuse_stranger(actor: Any, cadre: Cadre) -> None:
    """Of the department that keeps the file; nobody of himself."""
    if actor is None:
        return
    refuse_if(cadre.account_id == actor.pk, OWN, NotAllowed)
    mine = Cadre.objects.kept_by(actor).filter(pk=cadre.pk)
    refuse_if(not mine.exists(), NO_WAY, NotAllowed)
