"""上报: what is about to be filed, to be read once more; then it is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError
from core.pages import form_page
from reporting.annual import services
from reporting.annual.checks import Reach, checks_of
from reporting.annual.choices import HANDED_IN, ReportState, ReportVerb
from reporting.annual.desk.findings import findings
from reporting.annual.desk.page import receiver
from reporting.annual.desk.typed import Typed
from reporting.annual.flow import FILERS, REPORT_FLOW
from reporting.annual.forms import FileForm
from reporting.annual.guards import refuse_writer
from reporting.annual.models import AnnualReport
from reporting.annual.reading import (
    himself,
    is_guarded,
    last_filing,
    shown_to,
    whole_of,
)
from reporting.annual.tag import tag_of
from reporting.annual.views.reach import crumb, page_of, seen_report


@login_required
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Who files what, with whom, by when; red checks keep it from being filed."""
    report, on = seen_report(request, pk), timezone.localdate()
    if request.method != "POST":
        refuse_writer(request.user, report, FILERS)
        if report.state in HANDED_IN:  # whoever comes back to this page from the next one
            messages.info(request, f"报告现在是“{report.get_state_display()}”，不用再上报。")
            return redirect(page_of(report))
        REPORT_FLOW.permit(report, ReportVerb.FILE, request.user)
    tag = tag_of(report)  # first: what is changed after it is refused, not filed unread
    whole = shown_to(request.user, report, whole_of(report))
    reach = Reach(is_guarded(request.user, report), himself(request.user))
    found = findings(checks_of(report, whole_of(report), on, reach), Typed())
    due = report.owed_by

    def then(data: dict[str, Any]) -> str:
        try:
            services.file(actor=request.user, report=report, on=on, **data)
        except DomainError:
            if not is_filed_already(report, request.user.pk, data["seen"]):
                raise
        return page_of(report)

    return form_page(
        request,
        FileForm(request.POST or None, initial={"seen": report.version, "tag": tag}),
        then,
        title=f"上报 {report.year} 年度报告",
        submit=f"上报{receiver(report)}",
        done=f"已上报{receiver(report)}。接收单位提出意见以前可以撤回。",
        back=reverse("annual:edit", args=[report.pk]),
        template="annual/edit/file.html",
        crumbs=crumb(report, "上报"),
        report=report,
        whole=whole,
        name=whole.title.replace("\n", ""),
        to=receiver(report),
        findings=found,
        is_blocked=found.blocking > 0,
        due=due,
        late=(on - due).days,
        told=[(label, f"{count} 人") for label, count in whole.tallies.items()],
    )


def is_filed_already(report: AnnualReport, user: int, seen: int) -> bool:
    """Whether this very click was done before: a double click is told what the first one did."""
    now = AnnualReport.objects.filter(pk=report.pk, state=ReportState.FILED).first()
    if now is None or now.version != seen + 1:
        return False
    filing = last_filing(now)
    return filing is not None and filing.filed_by_id == user
