"""The forms of a sheet: what the person, the unit and the department write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from assessments.rounds import services
from assessments.rounds.choices import AssessmentVerb, Basis, Outcome
from assessments.rounds.flow import ASSESSMENT_FLOW
from assessments.rounds.forms import (
    ObjectionForm,
    OpinionForm,
    ProposeForm,
    ReasonForm,
    ReviewForm,
    SummaryForm,
)
from assessments.rounds.grading import suggestion, why_not_excellent
from assessments.rounds.models import Assessment
from assessments.rounds.polled import polled
from assessments.rounds.services.holding import JUDGING, is_himself, refuse_judge
from assessments.rounds.shown import aspects_of
from assessments.rounds.views.reach import crumb, page_of_sheet, seen_sheet
from core.pages import form_page

SET_DOWN = ("本人签署的日期", "本人不用系统、由单位代为登记的，填纸质表上的日期。")


@login_required
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """His own words, kept as they are or handed in."""
    sheet = seen_sheet(request, pk)
    hands_in = "hand_in" in request.POST
    is_draft = request.method == "POST" and not hands_in
    initial = _initial(sheet, SummaryForm)
    form = SummaryForm(request.POST or None, initial=initial, is_draft=is_draft)
    verb = _call(request, sheet, services.submit if hands_in else services.write)
    done = "已提交，单位评鉴后提出等次。" if hands_in else "草稿已保存，还没有提交。"
    return _step(
        request, sheet, AssessmentVerb.SUBMIT, form, verb, "填写本人总结", "提交", done,
        intro=f"退回理由：{sheet.returned}" if sheet.returned else "",
        draft="保存草稿", note="草稿以后可以接着写；提交以后要改，请单位退回。",
    )  # fmt: skip


@login_required
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """The leader's comment and the grade, beside what the file says against some."""
    sheet = seen_sheet(request, pk)
    initial = _initial(sheet, ProposeForm) | {"outcome": sheet.proposed}
    hint = suggestion(sheet, request.user)
    if hint is not None and not sheet.proposed:
        initial |= {"outcome": hint.outcome, "no_grade": hint.no_grade}
    form = ProposeForm(
        request.POST or None, initial=initial, hears_host=sheet.basis == Basis.SENDER
    )
    against = why_not_excellent([sheet], request.user).get(sheet.cadre_id, "")
    verb = _call(request, sheet, services.propose)
    return _step(
        request, sheet, AssessmentVerb.PROPOSE, form, verb, "评鉴并提出等次", "提出",
        "已提出等次。",
        template="rounds/propose.html", polls=polled(sheet, request.user),
        summary=sheet.summary.splitlines(), aspects=aspects_of(sheet), hint=hint, against=against,
        crumbs=crumb(sheet.round, str(sheet.cadre)),
    )  # fmt: skip


@login_required
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """A step back, with the reason."""
    sheet = seen_sheet(request, pk)
    form = ReasonForm(request.POST or None, initial=_initial(sheet, ReasonForm))
    verb = _call(request, sheet, services.send_back)
    return _step(
        request, sheet, AssessmentVerb.RETURN, form, verb, "退回", "退回", "已退回。",
        is_danger=True,
    )  # fmt: skip


@login_required
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """He signs what was decided."""
    sheet = seen_sheet(request, pk)
    form = OpinionForm(request.POST or None, initial=_dated(sheet))
    return _said(
        request,
        sheet,
        AssessmentVerb.AGREE,
        form,
        services.agree,
        "签署本人意见",
        "签署",
        "已签署。",
    )


@login_required
def object_to(request: HttpRequest, pk: int) -> HttpResponse:
    """He asks for a review."""
    sheet = seen_sheet(request, pk)
    form = ObjectionForm(request.POST or None, initial=_dated(sheet))
    done = "已提交，由组织部门复核。"
    return _said(
        request,
        sheet,
        AssessmentVerb.OBJECT,
        form,
        services.object_to,
        "申请复核",
        "提交申请",
        done,
    )


@login_required
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """What the department finds."""
    sheet = seen_sheet(request, pk)
    initial = _initial(sheet, ReviewForm) | {"day": timezone.localdate()}
    form = ReviewForm(request.POST or None, initial=initial)
    verb = _call(request, sheet, services.review)
    return _step(
        request, sheet, AssessmentVerb.REVIEW, form, verb, "复核", "作出复核决定", "复核已办结。",
        intro=f"申请复核的理由：{sheet.objection}",
    )  # fmt: skip


def _said(
    request: HttpRequest,
    sheet: Assessment,
    verb: AssessmentVerb,
    form: forms.Form,
    service: Callable[..., Assessment],
    title: str,
    submit: str,
    done: str,
) -> HttpResponse:
    """What the person says; he does so today, an office enters the day of the paper."""
    if is_himself(sheet, request.user):
        form.fields["day"].widget = forms.HiddenInput()
    else:
        form.fields["day"].label, form.fields["day"].help_text = SET_DOWN
    what = Outcome(sheet.outcome).label if sheet.outcome else ""
    intro = f"{sheet.year} 年度考核结果：{what}。{sheet.decision}" if what else ""
    verb_of = _call(request, sheet, service)
    return _step(request, sheet, verb, form, verb_of, title, submit, done, intro=intro)


def _call(
    request: HttpRequest, sheet: Assessment, service: Callable[..., Assessment]
) -> Callable[[dict[str, Any]], Assessment]:
    def verb(data: dict[str, Any]) -> Assessment:
        return service(actor=request.user, assessment=sheet, on=timezone.localdate(), **data)

    return verb


def _step(
    request: HttpRequest,
    sheet: Assessment,
    verb: AssessmentVerb,
    form: forms.Form,
    then: Callable[[dict[str, Any]], Assessment],
    title: str,
    submit: str,
    done: str,
    **context: Any,
) -> HttpResponse:
    if request.method != "POST":
        step = ASSESSMENT_FLOW.permit(sheet, verb, request.user)
        if verb in JUDGING:
            refuse_judge(sheet, request.user, step.roles)

    def go(data: dict[str, Any]) -> str:
        return page_of_sheet(then(data))

    return form_page(
        request,
        form,
        go,
        title=f"{title}：{sheet.cadre} {sheet.year}",
        submit=submit,
        done=done,
        back=page_of_sheet(sheet),
        **context,
    )


def _initial(sheet: Assessment, form: type[forms.Form]) -> dict[str, Any]:
    """What the sheet has of a form's fields."""
    names = form.base_fields.keys() & FIELDS
    found = {name: value for name in names if (value := getattr(sheet, name))}
    return found | {"seen": sheet.version}


def _dated(sheet: Assessment) -> dict[str, Any]:
    return {"seen": sheet.version, "day": timezone.localdate()}


FIELDS = frozenset(field.name for field in Assessment._meta.get_fields())
