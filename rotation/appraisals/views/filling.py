"""The forms of a sheet: what each side fills in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, NotAllowed, refuse_if
from core.pages import form_page
from policy.parameters.figures import in_force
from rotation.appraisals import services
from rotation.appraisals.figures import AppraisalFigures
from rotation.appraisals.flow import OFFICES, Verb, permit, sides_of
from rotation.appraisals.forms import (
    CommentForm,
    ConcludeForm,
    DraftForm,
    JudgeForm,
    ReasonForm,
)
from rotation.appraisals.guards import why_not
from rotation.appraisals.models import Appraisal
from rotation.appraisals.views.reach import seen_posting, seen_sheet
from rotation.choices import AppraisalKind, AppraisalState
from rotation.postings.models import Posting


@login_required
def fill(request: HttpRequest, posting: int, kind: str) -> HttpResponse:
    """Begin a sheet; one that was begun is gone on with."""
    if kind not in list(AppraisalKind):
        raise Http404
    found, on = seen_posting(request, posting), timezone.localdate()
    rows = Appraisal.objects.visible_to(request.user).filter(posting=found, kind=kind)
    sheet = rows.first()
    if sheet is not None and request.method != "POST":
        page = "draft" if sheet.state == AppraisalState.DRAFT else "detail"
        return redirect(f"appraisals:{page}", sheet.pk)
    sides = sides_of(found, request.user)
    refuse_if(not sides, services.NO_WAY.format(who=found.cadre), NotAllowed)
    sentence = why_not(found, kind, in_force(AppraisalFigures, on, found.unit), on)
    refuse_if(sentence and sheet is None, sentence, DomainError)
    form = DraftForm(request.POST or None)
    return _draft_page(request, form, found, kind, None)


@login_required
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with the summary."""
    sheet = seen_sheet(request, pk)
    if request.method != "POST":
        permit(sheet, Verb.WRITE, sides_of(sheet.posting, request.user))
    initial = {"summary": sheet.summary, "seen": sheet.version}
    form = DraftForm(request.POST or None, initial=initial)
    return _draft_page(request, form, sheet.posting, sheet.kind, sheet)


@login_required
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """The host's judgement."""
    return _step(
        request, pk, Verb.JUDGE, JudgeForm, services.judge, "已作出鉴定，请派出单位签署意见。"
    )


@login_required
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """The sending unit's opinion."""
    done = "已签署，请组织部门签署意见。"
    return _step(request, pk, Verb.COMMENT, CommentForm, services.comment, done)


@login_required
def conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """The department's opinion."""
    return _step(request, pk, Verb.CONCLUDE, ConcludeForm, services.conclude, "鉴定已办结。")


@login_required
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """To the side before."""
    return _step(request, pk, Verb.SEND_BACK, ReasonForm, services.send_back, "已退回。")


@login_required
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """A concluded sheet anew."""
    return _step(request, pk, Verb.REOPEN, ReasonForm, services.reopen, "已重新办理。")


def _draft_page(
    request: HttpRequest, form: DraftForm, posting: Posting, kind: str, sheet: Appraisal | None
) -> HttpResponse:
    hands_in = "hand_in" in request.POST

    def verb(data: dict[str, Any]) -> str:
        service = services.submit if hands_in else services.write
        made = service(
            actor=request.user,
            posting=posting,
            kind=kind,
            seen=data["seen"],
            summary=data["summary"],
            on=timezone.localdate(),
        )
        return reverse("appraisals:detail", args=[made.pk])

    back = reverse("appraisals:detail", args=[sheet.pk]) if sheet else _posting_page(posting)
    return form_page(
        request,
        form,
        verb,
        title=f"{AppraisalKind(kind).label}：{posting.cadre}",
        submit="提交",
        draft="保存草稿",
        note="草稿以后可以接着写；提交以后要改，请接收单位退回。",
        done="已提交。下一步：由接收单位鉴定。" if hands_in else "草稿已保存，还没有提交。",
        back=back,
        intro=_where(posting),
    )


def _step(
    request: HttpRequest,
    pk: int,
    verb: Verb,
    form_class: type[forms.Form],
    service: Callable[..., Appraisal],
    done: str,
) -> HttpResponse:
    sheet = seen_sheet(request, pk)
    sides = sides_of(sheet.posting, request.user)
    refuse_if(
        not sides & OFFICES, "鉴定由单位和组织部门办理，您不能办理；请等对方办理。", NotAllowed
    )
    if request.method != "POST":
        permit(sheet, verb, sides)
    initial = {name: getattr(sheet, name) for name in form_class.base_fields if name in FIELDS}
    initial = {name: value for name, value in initial.items() if value} | {"seen": sheet.version}
    form = form_class(request.POST or None, initial=initial)

    def then(data: dict[str, Any]) -> str:
        on = timezone.localdate()
        made = service(actor=request.user, appraisal=sheet, on=on, **data)
        return reverse("appraisals:detail", args=[made.pk])

    return form_page(
        request,
        form,
        then,
        title=f"{verb.label}：{sheet.posting.cadre}",
        submit=str(verb.label),
        done=done,
        back=reverse("appraisals:detail", args=[pk]),
        intro=_where(sheet.posting),
        is_danger=verb in (Verb.SEND_BACK, Verb.REOPEN),
    )


FIELDS = frozenset(field.name for field in Appraisal._meta.get_fields())


def _posting_page(posting: Posting) -> str:
    return reverse("postings:detail", args=[posting.pk])


def _where(posting: Posting) -> str:
    return f"{posting.unit.short_name} {posting.title}，{posting.since} 起，{posting.until} 期满。"
