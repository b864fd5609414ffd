"""Everything that the page of a report draws, of the report as it stands or of one filing."""

from __future__ import annotations

from datetime import date
from typing import Any

from core.scoping import Viewer
from reporting.annual.choices import ReportState, ReportVerb
from reporting.annual.guards import offered
from reporting.annual.models import AnnualReport, Explanation, Filing, ReportStep
from reporting.annual.offers import buttons
from reporting.annual.reading import whole_for
from reporting.annual.said import by_cell, remarks_of
from reporting.annual.shown import (
    heads_of,
    numbers,
    opened,
    opinions,
    people_of,
    proposals,
    sections,
    tables,
)

TONES = {
    ReportState.DRAFT: "act",
    ReportState.FILED: "yellow",
    ReportState.RETURNED: "red",
    ReportState.ACCEPTED: "green",
}
WRITTEN = (ReportState.DRAFT, ReportState.RETURNED)


def shown_report(
    report: AnnualReport, viewer: Viewer, on: date, filing: Filing | None = None
) -> dict[str, Any]:
    """What annual/detail.html draws. The number of statements does not grow with the people."""
    filings = list(
        Filing.objects.visible_to(viewer)
        .filter(report=report)
        .select_related("filed_by")
        .defer("sealed")
    )
    is_past = filing is not None and filings[0].number != filing.number
    whole = whole_for(viewer, report, filing)
    verbs = frozenset() if filing is not None else frozenset(offered(report, viewer))
    remarks = remarks_of(report, viewer, whole)
    now = [one for one in remarks if not filing or one.filing == filing.number]
    cells = by_cell(now)
    may_open = opened(viewer, people_of(whole))
    said = opinions(whole, may_open, cells)
    return {
        "report": report,
        "whole": whole,
        "filing": filing,
        "is_past": is_past,
        "is_draft": whole.number == 0,
        "tone": TONES[ReportState(report.state)],
        "days": (due_of(report) - on).days if report.state in WRITTEN else None,
        "due": due_of(report),
        "buttons": buttons(report, verbs),
        "may_comment": ReportVerb.RETURN in verbs,
        "may_answer": ReportVerb.EDIT in verbs,
        "heads": heads_of(whole),
        "sections": sections(whole, cells),
        "numbers": numbers(whole, cells),
        "tables": tables(whole, may_open, cells),
        "opinions": said,
        "unsaid": sum(one.said == "还没有意见" for one in said),
        "proposals": proposals(whole, may_open),
        "proposals_said": cells.get("proposals", ()),
        "remarks": now,
        "filings": filings,
        "steps": steps_of(report, viewer),
        "explanations": explained(report, viewer),
        "has_differences": len(filings) > (0 if report.state in WRITTEN else 1),
        "tells_changes": filing is None and report.state not in WRITTEN,
    }


def due_of(report: AnnualReport) -> date:
    """By when its unit has to file it: a returned one, by when it was told."""
    if report.state == ReportState.RETURNED and report.refile_by:
        return report.refile_by
    return report.due_on


def steps_of(report: AnnualReport, viewer: Viewer) -> list[ReportStep]:
    """What was done, in its order."""
    rows = ReportStep.objects.visible_to(viewer).filter(report=report)
    return list(rows.select_related("done_by").order_by("done_at", "pk"))


def explained(report: AnnualReport, viewer: Viewer) -> list[Explanation]:
    """What the unit said about checks."""
    rows = Explanation.objects.visible_to(viewer).filter(report=report)
    return list(rows.order_by("pk"))
