"""A report as its reader sees it: now, as it was filed once, and where two filings differ."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from core.asking import asked_key
from core.audit.models import Action
from core.audit.services import record
from policy.duties.models import Duty
from reporting.annual.choices import UNFILED, PaperKind, ReportVerb
from reporting.annual.differing import difference
from reporting.annual.duties import RULES, report_of
from reporting.annual.guards import offered
from reporting.annual.models import AnnualReport, Filing
from reporting.annual.page import shown_report
from reporting.annual.reading import himself, is_guarded, shown_to, whole_for, whole_of
from reporting.annual.said import last_remarks
from reporting.annual.stale import changed_since, gathered_now
from reporting.annual.views.reach import LONGEST_NUMBER, crumb, page_of, seen_filing, seen_report

PAPERS = tuple((kind.value, kind.label) for kind in PaperKind)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as it stands, with what the viewer may do."""
    report = seen_report(request, pk)
    note_reading(request, report)
    context = shown_report(report, request.user, timezone.localdate())
    context |= {"crumbs": crumb(None, f"{report.unit.short_name} {report.year}")}
    return render(request, "annual/detail.html", context | {"papers": PAPERS})


@login_required
def filing(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What was filed that time, as it was sealed."""
    report = seen_report(request, pk)
    found = seen_filing(request, report, number)
    note_reading(request, report, found)
    context = shown_report(report, request.user, timezone.localdate(), found)
    context |= {"crumbs": crumb(report, f"第 {number} 次上报")}
    return render(request, "annual/detail.html", context | {"papers": PAPERS})


@login_required
def differences(request: HttpRequest, pk: int) -> HttpResponse:
    """Between two filings, the last two unless `?before=` and `?after=` say which; 0 is the draft.

    A returned report that is being mended is compared with what was filed last.
    """
    report = seen_report(request, pk)
    filings = {one.number: one for one in _filings(request, report)}
    numbers = sorted(filings) + ([0] if report.state in UNFILED else [])
    if len(numbers) < 2:
        return render(request, "annual/differences.html", _nothing(report))
    after = _asked(request, "after", numbers[-1], numbers)
    before = _asked(request, "before", numbers[numbers.index(after) - 1], numbers)
    note_reading(request, report)
    told = [_whole(request, report, filings.get(number)) for number in (before, after)]
    context = _nothing(report) | {
        "differences": difference(*told),
        "before": _name(before, filings),
        "after": _name(after, filings),
        "numbers": [(one, _name(one, filings)) for one in numbers],
        "chosen": (before, after),
    }
    return render(request, "annual/differences.html", context)


@login_required
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of the records since: of a filed report a hint alone, it stays as it is."""
    report = seen_report(request, pk)
    guarded, own = is_guarded(request.user, report), himself(request.user)
    now = gathered_now(report, timezone.localdate())
    found = changed_since(report, now, guarded=guarded, himself=own)
    context = {
        "report": report,
        "changes": found,
        "crumbs": crumb(report, "上报后记录的变化"),
        "is_part": bool(request.htmx),
    }
    if not request.htmx:  # a part of the report's page, whose reading is in the log
        note_reading(request, report)
    part = "#found" if request.htmx else ""
    return render(request, f"annual/changes.html{part}", context)


@login_required
def of_duty(request: HttpRequest) -> HttpResponse:
    """From a duty to its report: to be written by its own people, read by others.

    One that was returned is opened at the first comment that is not answered.
    """
    asked = asked_key(request, "duty")
    if asked is None:
        return redirect("annual:list")
    rows = Duty.objects.visible_to(request.user).filter(rule__in=[rule.name for rule in RULES])
    duty = get_object_or_404(rows, pk=asked)
    found = AnnualReport.objects.visible_to(request.user)
    if "-" in duty.period:
        found = found.filter(pk=report_of(duty.period))
    else:
        found = found.filter(unit=duty.unit_id, year=int(duty.period))
    report = found.select_related("unit", "collector").first()
    if report is None:
        return redirect("annual:list")
    if ReportVerb.EDIT not in offered(report, request.user):
        return redirect("annual:detail", report.pk)
    return redirect(reverse("annual:edit", args=[report.pk]) + _first_to_answer(request, report))


def _first_to_answer(request: HttpRequest, report: AnnualReport) -> str:
    """The place on the page of what is to be answered; nothing where nothing is."""
    whole = shown_to(request.user, report, whole_of(report))
    asked = (one for one in last_remarks(report, request.user, whole) if not one.answer)
    first = next(asked, None)
    return f"#comment-{first.pk}" if first else ""


def note_reading(request: HttpRequest, report: AnnualReport, found: Filing | None = None) -> None:
    """One row of the log."""
    detail = {"filing": str(found.number)} if found else None
    record(Action.READ, actor=request.user, target=report, detail=detail)


def _filings(request: HttpRequest, report: AnnualReport) -> list[Filing]:
    rows = Filing.objects.visible_to(request.user).filter(report=report)
    return list(rows.defer("sealed").order_by("number"))


def _whole(request: HttpRequest, report: AnnualReport, found: Filing | None) -> Any:
    if found is None:
        return shown_to(request.user, report, whole_of(report))
    return whole_for(request.user, report, found)


def _asked(request: HttpRequest, name: str, usual: int, numbers: list[int]) -> int:
    text = request.GET.get(name, "")
    if not text:
        return usual
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER):
        raise Http404
    if int(text) not in numbers:
        raise Http404
    return int(text)


def _name(number: int, filings: dict[int, Filing]) -> str:
    if number == 0:
        return "正在修改的稿"
    return f"第 {number} 次上报（{filings[number].filed_on}）"


def _nothing(report: AnnualReport) -> dict[str, Any]:
    return {
        "report": report,
        "crumbs": crumb(report, "两次上报的差异"),
        "back": page_of(report),
        "differences": None,
    }
