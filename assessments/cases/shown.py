"""A case as its page shows it: what happened, what was said, what is due, what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from assessments.cases.choices import OPEN_CASES, CaseKind, CaseVerb
from assessments.cases.flow import CASE_FLOW
from assessments.cases.models import CaseStep, RosterCase
from assessments.cases.rules.every import is_moot
from assessments.cases.snapshot import last_day
from assessments.cases.steps import DECISIONS, lines_of
from assessments.cases.why import why_of
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.scoping import Viewer
from policy.duties.models import Duty
from policy.duties.shown import light_of, thing

V = CaseVerb
MOOT = "立案的事实已经撤销或者更正，请组织部门核对后撤销个案。"
OF_EXITS = (V.OPINE, V.STATE, V.WITHDRAW, V.OBSERVE, V.RELEASE, V.KEEP)
OF_ADDITIONS = (V.OPINE, V.WITHDRAW, V.OBSERVE, V.DECLINE, V.ADMIT)
DECIDING = DECISIONS | {V.WITHDRAW}
VERBS = {CaseKind.EXIT: OF_EXITS, CaseKind.ADDITION: OF_ADDITIONS}


@dataclass(frozen=True, slots=True)
class Button:
    """What the viewer may do with a case."""

    verb: str
    label: str
    url: str
    is_main: bool = False
    is_apart: bool = False


def verbs_of(case: RosterCase, viewer: Viewer) -> list[CaseVerb]:
    """What the viewer may do with it now, in the order of the buttons."""
    offered = frozenset(CASE_FLOW.offered(case, viewer))
    if offered & DECIDING and not _decides(case, viewer):
        offered -= DECIDING
    return [verb for verb in VERBS[CaseKind(case.kind)] if verb in offered]


def _decides(case: RosterCase, viewer: Viewer) -> bool:
    """Whose list the person is on decides; of an addition, whoever keeps the file."""
    if case.entry_id is None:
        return True
    return RosterEntry.objects.with_keeping(viewer).get(pk=case.entry_id).is_kept


def buttons(case: RosterCase, viewer: Viewer) -> list[Button]:
    """A button a verb; which decision comes next is for nobody to suggest."""
    return [
        Button(
            verb,
            str(verb.label),
            reverse("cases:step", args=[case.pk, verb.value]),
            is_main=verb == V.OPINE and not case.opinion,
            is_apart=verb == V.WITHDRAW,
        )
        for verb in verbs_of(case, viewer)
    ]


def state_by(case: RosterCase) -> date:
    """Until when the person's statement is waited for."""
    return last_day(case, "statement_by")


def steps_of(case: RosterCase, viewer: Viewer) -> list[CaseStep]:
    """The steps in their order."""
    rows = CaseStep.objects.visible_to(viewer).filter(case=case)
    return list(rows.select_related("done_by").order_by("done_at", "pk"))


def dues(case: RosterCase, viewer: Viewer, on: date) -> list[dict[str, str]]:
    """What is owed in this case by when, for the offices: label, day and light."""
    rows = Duty.objects.visible_to(viewer).filter(rule__startswith="case.", cadre=case.cadre_id)
    rows = rows.filter(period__in=(f"case-{case.pk}", f"stay-{case.entry_id}"))
    rows = rows.existing(on).select_related("cadre", "unit").order_by("due_on", "pk")
    found = []
    for duty in rows:
        colour, words = light_of(duty, on)
        line = {"label": thing(duty), "day": f"{duty.due_on}", "colour": colour, "words": words}
        found.append(line | {"url": reverse("duties:detail", args=[duty.pk])})
    return found


def neighbours(case: RosterCase, viewer: Viewer) -> dict[str, int | None]:
    """The cases before and after it in the list, of those that stand as it does."""
    rows = RosterCase.objects.visible_to(viewer)
    is_open = Q(state__in=OPEN_CASES)
    rows = rows.filter(is_open if case.state in OPEN_CASES else ~is_open)
    later = Q(opened_on__gt=case.opened_on) | Q(opened_on=case.opened_on, pk__gt=case.pk)
    earlier = Q(opened_on__lt=case.opened_on) | Q(opened_on=case.opened_on, pk__lt=case.pk)
    return {
        "previous": _first(rows.filter(later), "opened_on", "pk"),
        "next": _first(rows.filter(earlier), "-opened_on", "-pk"),
    }


def _first(rows: QuerySet[RosterCase], *order: str) -> int | None:
    return rows.order_by(*order).values_list("pk", flat=True).first()


def shown_case(
    case: RosterCase, viewer: Viewer, on: date, *, is_keeper: bool, is_office: bool
) -> dict[str, Any]:
    """What cases/detail.html and cases/own.html draw."""
    context = {
        "case": case,
        "why": why_of(case, viewer, is_keeper=is_keeper, is_office=is_office),
        "person": case.snapshot.get("person") or {},
        "steps": lines_of(steps_of(case, viewer), is_office=is_office),
        "buttons": buttons(case, viewer),
        "is_open": case.state in OPEN_CASES,
        "state_by": state_by(case),
        "is_keeper": is_keeper,
    }
    if is_office:
        context["is_moot"] = MOOT if context["is_open"] and is_moot(case) else ""
        context["dues"] = dues(case, viewer, on)
        context["neighbours"] = neighbours(case, viewer)
        context["sees_file"] = Cadre.objects.visible_to(viewer).filter(pk=case.cadre_id).exists()
    return context
