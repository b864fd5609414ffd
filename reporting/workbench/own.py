"""我的年度报告: for a unit, where its report stands, what is left of it, how many days."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q
from django.http import HttpRequest

from core.scoping import Viewer
from core.shell.panels import UNITS, Filling, Panel
from policy.workbench.groups import words_by_date
from reporting.annual.choices import ReportState
from reporting.annual.lights import TONES
from reporting.annual.models import AnnualReport, Comment, Opinion
from reporting.annual.reading import himself, is_guarded
from reporting.annual.said import hears
from reporting.annual.whole import department_of

MOST = 3  # reports of one account


def filling(request: HttpRequest, on: date) -> Filling:
    """The latest year's reports in scope; no panel before the first."""
    viewer = request.user
    rows = AnnualReport.objects.visible_to(viewer, acting_as=UNITS)
    rows = rows.select_related("unit", "collector").defer("content")
    reports = list(rows.order_by("-year", "unit__sort_path")[:MOST])
    reports = [one for one in reports if one.year == reports[0].year]
    if not reports:
        return None
    said = Opinion.objects.visible_to(viewer).filter(report__in=reports).order_by()
    left = {
        row["report"]: row
        for row in said.values("report").annotate(n=Count("pk"), unsaid=Count("pk", filter=UNSAID))
    }
    return {"lines": [_line(one, left.get(one.pk, {}), _remarks(viewer, one), on)
                      for one in reports]}  # fmt: skip


def _remarks(viewer: Viewer, report: AnnualReport) -> int:
    """What of the returned report is to be answered, as far as the viewer hears of it."""
    if report.state != ReportState.RETURNED:
        return 0
    told = hears(report, guarded=is_guarded(viewer, report), himself=himself(viewer))
    rows = Comment.objects.visible_to(viewer).filter(report=report, answer="")
    return sum(map(told, rows.values_list("cell", flat=True)))


UNSAID = Q(stand="")


def _line(
    report: AnnualReport, opinions: dict[str, int], remarks: int, on: date
) -> dict[str, object]:
    is_written = report.is_owed
    due = report.owed_by
    return {
        "report": report,
        "to": department_of(report.collector.short_name),
        "tone": TONES[report.state],
        "is_written": is_written,
        "is_given_up": report.is_given_up,
        "due": due,
        "left": words_by_date(due, on) if is_written else "",
        "is_late": is_written and due < on,
        "people": opinions.get("n", 0),
        "said": opinions.get("n", 0) - opinions.get("unsaid", 0),
        "unsaid": opinions.get("unsaid", 0),
        "remarks": remarks,
    }


OWN = Panel("workbench/own_report.html", filling, UNITS)
