"""What whoever collects does with one report, and what its unit takes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from core.errors import DomainError
from core.pages import form_page
from reporting.annual import services
from reporting.annual.cells import anchor_of, is_told, label_of, named
from reporting.annual.choices import ReportVerb
from reporting.annual.flow import FILERS, REPORT_FLOW
from reporting.annual.forms import CommentForm, ReopenForm, ReturnForm, SeenForm
from reporting.annual.guards import COLLECTING, refuse_collector, refuse_writer
from reporting.annual.models import AnnualReport, Comment
from reporting.annual.reading import himself, whole_for
from reporting.annual.said import hears, last_number
from reporting.annual.views.reach import crumb, page_of, seen_report

V = ReportVerb


@login_required
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """退回: what is to be mended, with the comments on its cells."""
    report = seen_report(request, pk)
    intro = (
        f"对这次上报已提出 {_said(request, report)} 条意见，随退回一并告知单位。"
        "单位改好后重新上报；已上报的内容保留，可以对照差异。"
    )
    return _step(request, report, V.RETURN, ReturnForm, services.give_back, "已退回。", intro=intro)


@login_required
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """接收."""
    report = seen_report(request, pk)
    late = "（逾期）" if report.first_filed_on and report.first_filed_on > report.due_on else ""
    intro = f"{report.unit.name} {report.filed_on} 上报{late}。接收后列入汇编，单位不能再改。"
    if said := _said(request, report):
        intro += f"对这次上报提出的 {said} 条意见还没有告知单位；要单位修改的，请改为退回。"
    return _step(request, report, V.ACCEPT, SeenForm, services.accept, "已接收。", intro=intro)


@login_required
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """重新办理: an accepted report goes back to its unit."""
    report = seen_report(request, pk)
    intro = "已接收的报告退回单位修改，重新上报后再接收；原来上报的内容保留。"
    return _step(
        request, report, V.REOPEN, ReopenForm, services.reopen, "已重新办理，报告退回单位。",
        intro=intro, is_danger=True,
    )  # fmt: skip


@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """撤回: its unit takes it back while nobody has said anything about it."""
    report = seen_report(request, pk)
    intro = "撤回后可以修改，改好再上报；接收单位提出意见以后不能撤回。"
    return _step(
        request, report, V.WITHDRAW, SeenForm, services.withdraw, "已撤回，可以修改。", intro=intro
    )


def _step(
    request: HttpRequest,
    report: AnnualReport,
    verb: ReportVerb,
    form: type[forms.Form],
    act: Callable[..., Any],
    done: str,
    **context: Any,
) -> HttpResponse:
    """The form of a verb; who may not do it is told so before he fills it in."""
    if request.method != "POST":
        REPORT_FLOW.permit(report, verb, request.user)
        if verb in COLLECTING:
            refuse_collector(request.user, report)
        else:
            refuse_writer(request.user, report, FILERS)

    def then(data: dict[str, Any]) -> str:
        act(actor=request.user, report=report, on=timezone.localdate(), **data)
        return page_of(report)

    return form_page(
        request,
        form(request.POST or None, initial={"seen": report.version}),
        then,
        title=f"{verb.label}：{report.unit.short_name} {report.year} 年度报告",
        submit=str(verb.label),
        done=done,
        back=page_of(report),
        template="annual/step.html",
        crumbs=crumb(report, str(verb.label)),
        **context,
    )


@login_required
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """What is said of one cell of the last filing: `?cell=part:3`."""
    report = seen_report(request, pk)
    whole = whole_for(request.user, report)
    cell = request.GET.get("cell", "")
    label = label_of(cell, named(whole))
    if not label or not is_told(cell, guarded=False, himself=himself(request.user)):
        raise Http404
    if request.method != "POST":
        REPORT_FLOW.permit(report, V.RETURN, request.user)
        refuse_collector(request.user, report)

    def then(data: dict[str, Any]) -> str:
        services.comment(
            actor=request.user, report=report, cell=cell, on=timezone.localdate(), **data
        )
        return page_of(report, anchor_of(cell))

    return form_page(
        request,
        CommentForm(request.POST or None),
        then,
        title=f"提意见：{label}",
        submit="提出",
        done="已提出意见；退回时一并告知单位。",
        back=page_of(report, anchor_of(cell)),
        template="annual/step.html",
        crumbs=crumb(report, "提意见"),
        quoted=whole.said_at(cell),
    )


@require_POST
@login_required
def uncomment(request: HttpRequest, pk: int, comment: int) -> HttpResponse:
    """Takes a comment away again, before the report is returned."""
    report = seen_report(request, pk)
    found = _comment(request, report, comment)
    try:
        services.uncomment(actor=request.user, comment=found, on=timezone.localdate())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "已撤销这条意见。")
    return redirect(page_of(report, anchor_of(found.cell)))


def _comment(request: HttpRequest, report: AnnualReport, pk: int) -> Comment:
    """A comment that the viewer reads; 404 for any other, one about himself included."""
    rows = Comment.objects.visible_to(request.user).filter(report=report)
    found = get_object_or_404(rows.select_related("report__unit", "filing"), pk=pk)
    if not is_told(found.cell, guarded=False, himself=himself(request.user)):
        raise Http404
    return found


def _said(request: HttpRequest, report: AnnualReport) -> int:
    """How many comments on the last filing the viewer reads."""
    told = hears(report, guarded=False, himself=himself(request.user))
    rows = Comment.objects.visible_to(request.user).filter(report=report)
    cells = rows.filter(filing__number=last_number(report)).values_list("cell", flat=True)
    return sum(map(told, cells))
