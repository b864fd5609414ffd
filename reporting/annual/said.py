"""What was said of the cells of a report, as far as its viewer may read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.scoping import Viewer
from reporting.annual.cells import PROPOSALS, anchor_of, is_told, label_of, named
from reporting.annual.models import AnnualReport, Comment
from reporting.annual.reading import himself, is_guarded
from reporting.annual.whole import Whole


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

    Those of the filing `undone` may be taken back.
    """
    guarded, own = is_guarded(viewer, report), himself(viewer)
    is_proposed = any(one.cadre == own for one in whole.proposals)
    names = named(whole)
    found = Comment.objects.visible_to(viewer).filter(report=report)
    return [
        _remark(one, names, may_undo=one.filing.number == undone)
        for one in found.select_related("filing", "said_by", "answered_by").defer("filing__sealed")
        if is_told(one.cell, guarded=guarded, himself=own)
        and not (is_proposed and one.cell == PROPOSALS)
    ]


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
