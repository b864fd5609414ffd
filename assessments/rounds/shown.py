"""A sheet as its page shows it: what the viewer reads of it, and what he can do with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from assessments.rounds.choices import OF_DISCIPLINE, AssessmentState, AssessmentVerb, Basis
from assessments.rounds.consequences import NO_GRADE, consequences
from assessments.rounds.figures import RoundFigures
from assessments.rounds.flow import ASSESSMENT_FLOW, SECRETARIES
from assessments.rounds.guards import last_objection
from assessments.rounds.models import Assessment, Interview
from assessments.rounds.polled import polled
from assessments.rounds.querysets import TOLD, AssessmentQuerySet
from assessments.rounds.services.holding import JUDGING, is_himself
from assessments.rounds.sheet.content import ASPECTS, decision_of, no_grade_of
from cadres.people.models import Cadre
from core.flows import acts_on
from core.scoping import Viewer
from policy.judgements import Judgement
from policy.parameters.figures import in_force

# The page of each verb, and whether it is the next step or another way.
PAGES = {
    AssessmentVerb.SUBMIT: ("rounds:write", True),
    AssessmentVerb.PROPOSE: ("rounds:propose", True),
    AssessmentVerb.RETURN: ("rounds:send_back", False),
    AssessmentVerb.AGREE: ("rounds:agree", True),
    AssessmentVerb.OBJECT: ("rounds:object", False),
    AssessmentVerb.REVIEW: ("rounds:review", True),
}
STEPS = (*(one for one in AssessmentState if one != AssessmentState.OBJECTED),)
HIDDEN = {AssessmentState.OBJECTED: AssessmentState.DECIDED}  # stands at the step of


@dataclass(frozen=True, slots=True)
class Button:
    """What the viewer may do with a sheet."""

    label: str
    url: str
    is_main: bool


def is_opened(sheet: Assessment, viewer: Viewer) -> bool:
    """Whether the viewer reads it as an office."""
    opened = AssessmentQuerySet.opened_to(viewer)
    return Assessment.objects.filter(opened, pk=sheet.pk).exists()


def is_told(sheet: Assessment, viewer: Viewer, *, opened: bool) -> bool:
    """Whether he reads what others wrote: an office always, he himself once it was decided."""
    return opened or (sheet.state in TOLD and is_himself(sheet, viewer))


def hears_why(sheet: Assessment, viewer: Viewer) -> bool:
    """Whether he who reads it is told why there is no grade."""
    if sheet.no_grade not in OF_DISCIPLINE:
        return True
    return Assessment.objects.filter(AssessmentQuerySet.hearing(viewer), pk=sheet.pk).exists()


def may_interview(sheet: Assessment, viewer: Viewer) -> bool:
    """A department that keeps his file, about somebody else."""
    if is_himself(sheet, viewer):
        return False
    return Cadre.objects.kept_by(viewer).filter(pk=sheet.cadre_id).exists()


def buttons(sheet: Assessment, viewer: Viewer, last_day: date | None, on: date) -> list[Button]:
    """Other ways first, the next step last; what he must not do to himself is not offered."""
    found = []
    for verb in ASSESSMENT_FLOW.offered(sheet, viewer):
        page, is_main = PAGES.get(AssessmentVerb(verb), ("", False))
        if verb == AssessmentVerb.OBJECT and last_day is not None and on > last_day:
            continue
        if page and (verb not in JUDGING or _judges(sheet, verb, viewer)):
            is_anew = verb == AssessmentVerb.PROPOSE and bool(sheet.proposed)
            label = "修改评鉴和等次" if is_anew else str(AssessmentVerb(verb).label)
            label = "填写本人总结" if verb == AssessmentVerb.SUBMIT else label
            found.append(Button(label, reverse(page, args=[sheet.pk]), is_main and not is_anew))
    return sorted(found, key=lambda one: one.is_main)


def _judges(sheet: Assessment, verb: str, viewer: Viewer) -> bool:
    if is_himself(sheet, viewer) or sheet.round is None:
        return False
    return acts_on(sheet.round, viewer, ASSESSMENT_FLOW.table[sheet.state, verb].roles)


def effects_of(sheet: Assessment, on: date, *, hears: bool) -> list[Judgement]:
    """What follows from this year's grade, with the years beside it that it follows from."""
    if not sheet.outcome:
        return []
    found = consequences([sheet.cadre_id], on).get(sheet.cadre_id, {})
    if not hears:
        found.pop(NO_GRADE, None)
    return [one for one in found.values() if any(fact.pk == sheet.pk for fact in one.facts)]


def shown_sheet(sheet: Assessment, viewer: Viewer, on: date) -> dict[str, Any]:
    """What rounds/sheet.html draws."""
    opened = is_opened(sheet, viewer)
    told = is_told(sheet, viewer, opened=opened)
    hears = hears_why(sheet, viewer)
    interviews, last_day = [], _last_day(sheet)
    sees_file = Cadre.objects.visible_to(viewer).filter(pk=sheet.cadre_id).exists()
    keeps = may_interview(sheet, viewer)
    if keeps:
        rows = Interview.objects.visible_to(viewer).filter(assessment=sheet)
        interviews = list(rows.order_by("held_on", "pk"))
    here = HIDDEN.get(AssessmentState(sheet.state), AssessmentState(sheet.state))
    return {
        "sheet": sheet,
        "is_opened": opened,
        "is_told": told,
        "is_own": is_himself(sheet, viewer),
        "is_past": sheet.basis == Basis.PAST,
        "buttons": buttons(sheet, viewer, last_day, on),
        "steps": [{"label": state.label, "is_current": state == here} for state in STEPS],
        "summary": sheet.summary.splitlines(),
        "comment": sheet.comment.splitlines() if told else [],
        "aspects": aspects_of(sheet),
        "decision": decision_of(sheet) if told else "",
        "no_grade": no_grade_of(sheet) if told and hears else "",
        "polls": polled(sheet, viewer) if opened else [],
        "keeps": keeps,
        "may_interview": keeps and sheet.state not in TOLD,
        "may_leave_out": may_leave_out(sheet, viewer),
        "last_day": last_day,
        "is_late": last_day is not None and on > last_day,
        "interviews": interviews,
        "sees_file": sees_file,
        "effects": effects_of(sheet, on, hears=hears)
        if told and sees_file and sheet.outcome
        else [],
    }


def may_leave_out(sheet: Assessment, viewer: Viewer) -> bool:
    """The unit that assesses, while nothing was decided; never himself."""
    if sheet.round is None or sheet.state in TOLD or is_himself(sheet, viewer):
        return False
    return acts_on(sheet.round, viewer, SECRETARIES)


def _last_day(sheet: Assessment) -> date | None:
    """Until when he may ask for a review."""
    if sheet.state != AssessmentState.DECIDED or sheet.decided_on is None:
        return None
    figures = in_force(RoundFigures, sheet.decided_on, sheet.unit)
    return last_objection(sheet.decided_on, figures.objection_days)


def aspects_of(sheet: Assessment) -> list[dict[str, str]]:
    names = [name for name in ASPECTS if getattr(sheet, name)]
    fields = Assessment._meta
    return [
        {"label": str(fields.get_field(name).verbose_name), "text": getattr(sheet, name)}
        for name in names
    ]
