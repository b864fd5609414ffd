"""A round or a sheet held while a verb works on it, and the row of the log that this leaves.

A round is held before its sheets. The log says that something was done, never which grade.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from assessments.rounds.choices import AssessmentVerb, RoundVerb
from assessments.rounds.duties import YEARLY
from assessments.rounds.flow import ASSESSMENT_FLOW, ROUND_FLOW
from assessments.rounds.models import Assessment, Round
from cadres.people.following import facts_changed
from core.audit.models import Action
from core.audit.services import record
from core.errors import NotAllowed, Stale, refuse_if
from core.flows import acts_on
from core.versions import fresh
from policy.duties.refreshing import refresh_people

# What the unit that assesses does, and nobody does to himself.
JUDGING: Final = frozenset({AssessmentVerb.PROPOSE, AssessmentVerb.RETURN, AssessmentVerb.REVIEW})
OWN: Final = "不能办理本人的年度考核，请由本单位其他人或上级组织部门办理。"


def hold_round(round: Round, verb: RoundVerb, *, actor: Any, seen: int | None) -> Round:
    """The round as it is now, locked, after asking the table. Raises Stale, NotAllowed."""
    held = locked_round(round.pk)
    refuse_if(seen is not None and held.version != seen, held.stale_sentence(), Stale)
    ROUND_FLOW.permit(held, verb, actor)
    return held


def locked_round(pk: int) -> Round:
    """The round as it is now, locked. Raises Stale where it is gone."""
    rows = Round.objects.select_for_update(of=("self",), no_key=True)
    return fresh(rows.select_related("unit", "changed_by"), pk)


def hold_sheet(
    assessment: Assessment, verb: AssessmentVerb, *, actor: Any, seen: int | None
) -> Assessment:
    """The sheet as it is now, locked, after asking the table. Raises Stale, NotAllowed."""
    rows = Assessment.objects.select_for_update(of=("self",), no_key=True)
    rows = rows.select_related("cadre__unit", "unit", "round__unit", "changed_by")
    held = fresh(rows, assessment.pk)
    refuse_if(seen is not None and held.version != seen, held.stale_sentence(), Stale)
    step = ASSESSMENT_FLOW.permit(held, verb, actor)
    if verb in JUDGING:
        refuse_judge(held, actor, step.roles)
    return held


def refuse_judge(sheet: Assessment, actor: Any, roles: Collection[Any]) -> None:
    """It is the assessing unit that judges, not the unit where he belongs, and never himself."""
    refuse_if(is_himself(sheet, actor), OWN, NotAllowed)
    refuse_if(
        actor is not None
        and sheet.round is not None
        and not acts_on(sheet.round, actor, frozenset(roles)),
        f"{sheet.cadre} {sheet.year} 年度由{sheet.unit.short_name}考核，您不能办理；请联系该单位。",
        NotAllowed,
    )


def is_himself(sheet: Assessment, actor: Any) -> bool:
    """The actor is the person whom the sheet is about."""
    return actor is not None and sheet.cadre.account_id == actor.pk


def advance(
    sheet: Assessment, verb: AssessmentVerb, *, actor: Any, on: date, **values: Any
) -> Assessment:
    """Write where the verb leads, and values with it."""
    before = str(sheet.get_state_display())
    state = ASSESSMENT_FLOW.step(sheet.state, verb).to
    values = {"returned": ""} | values
    sheet.change(actor=actor, seen=sheet.version, state=state, **values)
    after = str(sheet.get_state_display())
    detail: dict[str, Any] = {"操作": str(verb.label)}
    if before != after:
        detail["状态"] = [before, after]
    note(Action.CHANGE, actor, sheet, detail)
    return sheet


def note(action: Action, actor: Any, sheet: Assessment, detail: dict[str, Any]) -> None:
    """One row of the log about the person."""
    label = f"{sheet.cadre} {sheet.year} 年度考核"
    record(action, actor=actor, subject="cadre", target=sheet.cadre, label=label, detail=detail)


def grades_changed(people: Collection[int], *, on: date) -> None:
    """Duties about these people, and whatever hangs on their grades, are looked at anew.

    Duties last: they lock the people, and a new case waits for a release that asks for the same.
    """
    facts_changed(people, on=on)
    refresh_people(people, on=on, rules=[YEARLY.name])
