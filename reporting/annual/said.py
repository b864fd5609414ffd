"""What was said of the cells of a report, as far as its viewer may read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from core.scoping import Viewer
from reporting.annual.cells import PROPOSALS, anchor_of, is_told, label_of, named
from reporting.annual.choices import ReportState, ReportVerb
from reporting.annual.guards import collects
from reporting.annual.models import AnnualReport, Comment, Filing, Proposal, ReportStep
from reporting.annual.reading import himself, is_guarded
from reporting.annual.whole import Whole

BACK = (ReportVerb.RETURN, ReportVerb.REOPEN)
SEE_REMARKS = "见审核意见"  # what is written where nothing is said but of cells


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment with its answer: of which cell and filing, who said it and when."""

    pk: int
    cell: str
    label: str
    anchor: str
    filing: int
    words: str
    who: str
    at: datetime
    answer: str
    answered_by: str
    may_undo: bool = False


def remarks_of(
    report: AnnualReport, viewer: Viewer, whole: Whole, *, undone: int = 0
) -> list[Remark]:
    """Every comment, the first first; without what is said of the viewer and of discipline.

    Those of the filing `undone` may be taken back. While a filing is looked at, what is said of it
    is its collector's: the unit hears it when the report is returned.
    """
    told = hears(report, guarded=is_guarded(viewer, report), himself=himself(viewer))
    names = named(whole)
    found = Comment.objects.visible_to(viewer).filter(report=report)
    if report.state == ReportState.FILED and not collects(viewer, report):
        looked_at = Filing.objects.filter(report=report).order_by("-number").values("pk")[:1]
        found = found.exclude(filing__in=looked_at)
    return [
        _remark(one, names, may_undo=one.filing.number == undone)
        for one in found.select_related("filing", "said_by", "answered_by").defer("filing__sealed")
        if told(one.cell)
    ]


def last_remarks(report: AnnualReport, viewer: Viewer, whole: Whole) -> list[Remark]:
    """What was said of the last filing; nothing while none was returned."""
    if report.state != ReportState.RETURNED:
        return []
    last = last_number(report)
    return [one for one in remarks_of(report, viewer, whole) if one.filing == last]


def last_number(report: AnnualReport) -> int:
    """Which filing was the last; 0 where none was."""
    return Filing.objects.filter(report=report).aggregate(last=Max("number"))["last"] or 0


def last_return(report: AnnualReport) -> ReportStep | None:
    """The step by which a returned report came back to its unit, with its words."""
    if report.state != ReportState.RETURNED:
        return None
    back = ReportStep.objects.filter(report=report, verb__in=BACK)
    return back.order_by("-done_at", "-pk").first()


def why_returned(report: AnnualReport, step: ReportStep | None) -> str:
    """When and why a report came back, and by when it is filed again; "" of one that did not."""
    if report.state != ReportState.RETURNED:
        return ""
    what = step.get_verb_display() if step else "退回"  # type: ignore[attr-defined]
    words = f"：{step.words}" if step and step.words else ""
    return f"{report.returned_on} {what}，请在 {report.refile_by} 前改好重新上报{words}"


def hears(report: AnnualReport, *, guarded: bool, himself: int | None) -> Callable[[str], bool]:
    """Whether a viewer reads what is said of a cell; of all proposals, not if he is one of them."""
    is_proposed = himself is not None and (
        Proposal.objects.filter(report=report, cadre=himself).exists()
        or Filing.objects.filter(report=report, sealed__proposals__contains=[[himself]]).exists()
    )
    return lambda cell: (
        is_told(cell, guarded=guarded, himself=himself) and not (is_proposed and cell == PROPOSALS)
    )


def by_cell(remarks: Sequence[Remark]) -> dict[str, list[Remark]]:
    """The comments at their cells."""
    found: dict[str, list[Remark]] = defaultdict(list)
    for one in remarks:
        found[one.cell].append(one)
    return dict(found)


def _remark(one: Comment, names: Mapping[int, str], *, may_undo: bool) -> Remark:
    return Remark(
        one.pk,
        one.cell,
        label_of(one.cell, names) or "已不在报告中的内容",
        anchor_of(one.cell),
        one.filing.number,
        one.words,
        getattr(one.said_by, "name", "系统"),
        one.said_at,
        one.answer,
        getattr(one.answered_by, "name", ""),
        may_undo,
    )
