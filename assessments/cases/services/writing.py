"""How a verb of a case writes: the row held, the step, a line in the log, the duties."""

from __future__ import annotations

from datetime import date
from typing import Any

from assessments.cases.choices import CaseVerb
from assessments.cases.flow import CASE_FLOW
from assessments.cases.guards import refuse_verb
from assessments.cases.models import CaseStep, RosterCase
from assessments.cases.opening import DUTIES, by
from cadres.people.models import Cadre
from core.audit.models import Action
from core.audit.services import record
from policy.duties.refreshing import refresh_people


def hold(case: RosterCase, verb: CaseVerb, *, actor: Any, seen: int | None) -> RosterCase:
    """The case as it is now, locked with its person, after asking the table.

    The person first: a release ends his other cases, and would wait for who decides them and waits
    for it. Raises Stale, NotAllowed, DomainError.
    """
    Cadre.objects.select_for_update(no_key=True).get(pk=case.cadre_id)
    rows = RosterCase.objects.select_for_update(of=("self",), no_key=True)
    held = rows.select_related("cadre__unit", "entry__cadre__unit", "unit").get(pk=case.pk)
    if seen is not None and held.version != seen:
        held.change(actor=actor, seen=seen)  # refuses, with who was faster
    CASE_FLOW.permit(held, verb, actor)
    refuse_verb(held, verb)
    return held


def advance(
    case: RosterCase,
    verb: CaseVerb,
    *,
    actor: Any,
    day: date,
    words: str,
    detail: dict[str, Any] | None = None,
    **values: Any,
) -> RosterCase:
    """Write the values, where the verb leads, and the step."""
    before = str(case.get_state_display())
    case.change(actor=actor, seen=case.version, state=CASE_FLOW.step(case.state, verb).to, **values)
    CaseStep.objects.create(
        case=case, verb=verb, on=day, words=words, done_by=actor, detail=by(actor) | (detail or {})
    )
    record(
        Action.CHANGE,
        actor=actor,
        subject="cadre",
        target=case.cadre,
        label=f"{case} {case.opened_on}",
        detail={"操作": str(verb.label), "state": [before, str(case.get_state_display())]},
    )
    return case


def settle(case: RosterCase, on: date) -> RosterCase:
    """The duties follow, in the same transaction."""
    refresh_people([case.cadre_id], on=on, rules=DUTIES)
    return case
