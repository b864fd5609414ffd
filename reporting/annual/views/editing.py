"""The page on which a unit writes its report: every button first keeps what was typed."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from reporting.annual.choices import ReportVerb
from reporting.annual.desk.outcome import Outcome, fresh
from reporting.annual.desk.page import desk
from reporting.annual.desk.pressing import press
from reporting.annual.desk.typed import Typed
from reporting.annual.guards import offered, refuse_writer
from reporting.annual.models import AnnualReport
from reporting.annual.views.reach import crumb, page_of, seen_report

TEMPLATE = "annual/edit/page.html"


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The page; a POST keeps what was typed and does what the pressed button says."""
    report = seen_report(request, pk)
    refuse_writer(request.user, report)
    if request.method == "POST":
        return _post(request, report)
    if ReportVerb.EDIT not in offered(report, request.user):
        messages.info(request, f"报告现在是“{report.get_state_display()}”，只能查看，不能修改。")
        return redirect(page_of(report))
    typed = Typed({"find": request.GET.get("find", "")})
    return _page(request, report, typed, Outcome())


def _post(request: HttpRequest, report: AnnualReport) -> HttpResponse:
    typed = Typed.of(request.POST)
    outcome = press(request.user, report, typed, timezone.localdate())
    if outcome.goes_on:
        return _go(request, reverse("annual:file", args=[report.pk]))
    if request.htmx or outcome.refused:
        return _page(request, fresh(report), typed, outcome)
    for sentence in outcome.told:
        messages.info(request, sentence)
    for sentence in outcome.done:
        messages.success(request, sentence)
    if outcome.saved:
        messages.success(request, f"已保存：{'、'.join(outcome.saved)}。")
    address = reverse("annual:edit", args=[report.pk])
    find = typed.text("find")
    return redirect(f"{address}?{urlencode({'find': find})}#proposals" if find else address)


def _go(request: HttpRequest, address: str) -> HttpResponse:
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def _page(
    request: HttpRequest, report: AnnualReport, typed: Typed, outcome: Outcome
) -> HttpResponse:
    """The whole page; for htmx only the desk."""
    on = timezone.localdate()
    context = desk(report, request.user, on, typed, outcome)
    context |= {"crumbs": crumb(report, "填写"), "now": timezone.localtime()}
    template = f"{TEMPLATE}#desk" if request.htmx else TEMPLATE
    return render(request, template, context, status=outcome.status)
