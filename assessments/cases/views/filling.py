"""The forms of a case: what each verb asks for, and the words around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from assessments.cases import services
from assessments.cases.choices import CaseVerb
from assessments.cases.flow import CASE_FLOW
from assessments.cases.forms import (
    AdmitForm,
    DecideForm,
    ObserveForm,
    OpineForm,
    OwnStateForm,
    StateForm,
    WithdrawForm,
)
from assessments.cases.guards import refuse_others_list, refuse_verb
from assessments.cases.models import RosterCase
from assessments.cases.shown import DECIDING, state_by, verbs_of
from assessments.cases.views.cases import note_reading
from assessments.cases.views.reach import seen_case, standing_of
from cadres.roster.many import own_lists
from core.pages import form_page


@dataclass(frozen=True, slots=True)
class Step:
    """A verb: its form, its function, what is said when it is done, and what it leads to."""

    form: type[forms.Form]
    act: Callable[..., RosterCase]
    done: str
    intro: str = ""
    is_danger: bool = False


STEPS = {
    CaseVerb.OPINE: Step(OpineForm, services.opine, "已签署单位意见。"),
    CaseVerb.STATE: Step(StateForm, services.state, "已登记本人陈述。"),
    CaseVerb.KEEP: Step(DecideForm, services.keep, "已决定保留。"),
    CaseVerb.OBSERVE: Step(
        ObserveForm, services.observe, "已决定观察。", "观察期满以前仍在名册，期满再作决定。"
    ),
    CaseVerb.RELEASE: Step(
        DecideForm,
        services.release,
        "已决定调出，名册已更新。",
        "本人自决定日期起调出名册，记下当日情况；其他在办的调出个案一并办结。",
        is_danger=True,
    ),
    CaseVerb.ADMIT: Step(
        AdmitForm, services.admit, "已决定补充，名册已更新。", "本人自决定日期起列入名册。"
    ),
    CaseVerb.DECLINE: Step(DecideForm, services.decline, "已决定暂不补充。"),
    CaseVerb.WITHDRAW: Step(
        WithdrawForm,
        services.withdraw,
        "已撤销。",
        "立案的事实不成立时撤销，记录保留备查。",
        is_danger=True,
    ),
}


@login_required
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """The form of one verb; a verb that is not the viewer's is refused by the table."""
    found = STEPS.get(CaseVerb(verb)) if verb in CaseVerb.values else None
    if found is None:
        raise Http404
    case, on = seen_case(request, pk), timezone.localdate()
    if verb not in verbs_of(case, request.user):
        CASE_FLOW.permit(case, verb, request.user)
        refuse_verb(case, CaseVerb(verb))
        refuse_others_list(request.user, case)
        raise Http404
    is_own = not standing_of(case, request.user).is_office
    form = _form(request, found, case, is_own=is_own)
    decides = verb in DECIDING
    if decides and request.method == "GET":
        note_reading(request, case)  # the page repeats what unit and person said

    def then(data: dict[str, Any]) -> str:
        if is_own:
            data["day"] = on
        made = found.act(actor=request.user, case=case, on=on, **data)
        return reverse("cases:detail", args=[made.pk])

    label = CaseVerb(verb).label
    return form_page(
        request,
        form,
        then,
        title="我的陈述" if is_own else f"{label}：{case.cadre}",
        submit="提交陈述" if is_own else str(label),
        done=found.done,
        back=reverse("cases:detail", args=[pk]),
        intro=_intro(found, case, CaseVerb(verb), on),
        is_danger=found.is_danger,
        template="cases/decide.html" if decides else "form.html",
        case=case,
    )


def _form(request: HttpRequest, found: Step, case: RosterCase, *, is_own: bool) -> forms.Form:
    more: dict[str, Any] = {}
    if found.form is OpineForm:
        more = {"kind": case.kind}
    if found.form is AdmitForm:
        more = {"lists": own_lists(request.user)}
    initial: dict[str, Any] = {"seen": case.version}
    if found.form is StateForm:
        initial["words"] = case.statement
    if found.form is OpineForm:
        initial |= {"opinion": case.opinion, "words": case.opinion_words}
    form_class = OwnStateForm if is_own else found.form
    return form_class(request.POST or None, initial=initial, **more)


def _intro(found: Step, case: RosterCase, verb: CaseVerb, on: date) -> str:
    """What leads to what; a decision before the person has spoken says until when he may."""
    by = state_by(case)
    waits = case.is_told and not case.statement_on and on <= by
    if found.form in (DecideForm, ObserveForm) and waits:
        return f"本人还没有陈述，陈述期限到 {by}。{found.intro}"
    if verb == CaseVerb.STATE:
        return f"{case.verdict}　陈述期限到 {by}。"
    return found.intro
