"""Everything that the page of a report draws, of the report as it stands or of one filing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from core.scoping import Viewer
from reporting.annual.cells import check_label
from reporting.annual.choices import UNFILED, ReportVerb
from reporting.annual.guards import offered
from reporting.annual.lights import TONES
from reporting.annual.models import AnnualReport, Filing, ReportStep
from reporting.annual.offers import buttons
from reporting.annual.reading import whole_for
from reporting.annual.said import Remark, by_cell, last_return, remarks_of, why_returned
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
from reporting.annual.whole import Whole


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
    undone = whole.number if ReportVerb.RETURN in verbs else 0
    remarks = remarks_of(report, viewer, whole, undone=undone)
    now = [one for one in remarks if not filing or one.filing == filing.number]
    cells = by_cell(now)
    may_open = opened(viewer, people_of(whole))
    said = opinions(whole, may_open, cells)
    steps, is_unfiled = steps_of(report, viewer), report.state in UNFILED
    return {
        "report": report,
        "whole": whole,
        "filing": filing,
        "filing_name": f"第 {filing.number} 次上报" if filing else "",
        "now_url": reverse("annual:detail", args=[report.pk]),
        "is_past": is_past,
        "is_draft": whole.number == 0,
        "tone": TONES[report.state],
        "days": (report.owed_by - on).days if report.is_owed else None,
        "due": report.owed_by,
        "is_given_up": report.is_given_up,
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
        "proposals_said": _about(cells, "proposal"),
        "head_said": cells.get("head", ()),
        "remarks": now,
        "filings": filings,
        "steps": steps,
        "returned": why_returned(report, last_return(report)) if filing is None else "",
        "explanations": explained(whole),
        "has_differences": len(filings) > (0 if is_unfiled else 1),
        "tells_changes": filing is None and not is_unfiled,
    }


def steps_of(report: AnnualReport, viewer: Viewer) -> list[ReportStep]:
    """What was done, in its order."""
    rows = ReportStep.objects.visible_to(viewer).filter(report=report)
    return list(rows.select_related("done_by").order_by("done_at", "pk"))


def explained(whole: Whole) -> list[dict[str, str]]:
    """What the unit said about checks, each by what it is called."""
    return [{"label": check_label(key), "words": words} for key, words in whole.explanations]


def _about(cells: Mapping[str, Sequence[Remark]], kind: str) -> list[Remark]:
    """What is said of any cell of a kind: of everybody who is proposed."""
    return [one for cell, said in cells.items() if cell.startswith(kind) for one in said]
