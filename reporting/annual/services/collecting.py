"""Taking reports in: comments on cells, returning, accepting, taking up again.

filed --give_back--> returned; filed --accept--> accepted --reopen--> returned
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed, refuse_if
from policy.parameters.figures import in_force
from reporting.annual.cells import label_of, named, own_cell
from reporting.annual.choices import ReportState, ReportVerb
from reporting.annual.figures import ReportFigures
from reporting.annual.flow import REPORT_FLOW
from reporting.annual.guards import (
    at,
    refuse_collector,
    refuse_filer,
    refuse_writer,
    words_of,
)
from reporting.annual.models import AnnualReport, Comment, Filing
from reporting.annual.reading import filed_of, himself, last_filing
from reporting.annual.said import SEE_REMARKS
from reporting.annual.services.holding import hold, locked, note, step
from reporting.annual.services.owing import owe


@transaction.atomic
def comment(*, actor: Any, report: AnnualReport, cell: str, words: str, on: date) -> Comment:
    """Say something about one cell of what was filed. Raises ValidationError at its field."""
    held = locked(report.pk)
    filing = _under_review(held, actor)
    label = label_of(cell, named(filed_of(filing)))
    if not label:
        at("cell", "报告中没有这个位置，请刷新页面后从报告中选择。")
    refuse_if(
        actor is not None and own_cell(cell, himself(actor)),
        "不能对关于您本人的内容提出审核意见，请由本部门其他人办理。",
        NotAllowed,
    )
    told = words_of(words, "words", needed="请写明审核意见：哪里不对、怎样修改。")
    made = Comment.objects.create(report=held, filing=filing, cell=cell, words=told, said_by=actor)
    note(held, "提出审核意见", actor=actor, 位置=label, 意见=told)
    return made


@transaction.atomic
def uncomment(*, actor: Any, comment: Comment, on: date) -> None:
    """Take back what was said, while the report is still looked at."""
    held = locked(comment.report_id)
    filing = _under_review(held, actor)
    gone, _ = Comment.objects.filter(pk=comment.pk, filing=filing).delete()
    refuse_if(not gone, "这条审核意见已撤销，或报告已重新上报，请刷新页面。")
    note(held, "撤销审核意见", actor=actor, 意见=comment.words)


@transaction.atomic
def answer(*, actor: Any, comment: Comment, words: str, on: date) -> Comment:
    """What the unit did about it; each is answered before the report is filed again."""
    held = hold(comment.report, ReportVerb.EDIT, actor=actor)
    refuse_writer(actor, held)
    refuse_if(
        actor is not None and own_cell(comment.cell, himself(actor)),
        "这条审核意见涉及您本人，请由本单位其他人答复。",
        NotAllowed,
    )
    told = words_of(words, "words", needed="请写明怎样修改的，或为什么不改。")
    changed = Comment.objects.filter(pk=comment.pk).update(
        answer=told, answered_by=actor, answered_at=timezone.now()
    )
    refuse_if(not changed, "这条审核意见已被撤销，请刷新页面。")
    note(held, "答复审核意见", actor=actor, 意见=comment.words, 答复=told)
    comment.refresh_from_db()
    return comment


@transaction.atomic
def give_back(*, actor: Any, report: AnnualReport, seen: int, words: str, on: date) -> AnnualReport:
    """Return it with what was said of its cells, to be filed again within `return_days`."""
    held = hold(report, ReportVerb.RETURN, actor=actor, seen=seen)
    told = words_of(words, "words")
    if not told and not Comment.objects.filter(filing=last_filing(held)).exists():
        at("words", "请写明退回的原因，或先在报告中逐处写明审核意见。")
    return _returned(held, ReportVerb.RETURN, told or SEE_REMARKS, actor=actor, on=on)


@transaction.atomic
def reopen(*, actor: Any, report: AnnualReport, seen: int, words: str, on: date) -> AnnualReport:
    """An accepted report has to be mended after all."""
    held = hold(report, ReportVerb.REOPEN, actor=actor, seen=seen)
    told = words_of(words, "words", needed="请写明重新办理的原因。")
    return _returned(held, ReportVerb.REOPEN, told, actor=actor, on=on, accepted_on=None)


@transaction.atomic
def accept(*, actor: Any, report: AnnualReport, seen: int, on: date) -> AnnualReport:
    """It is as it should be. Raises Stale."""
    held = _accept(report, seen, actor=actor, on=on)
    owe([held], on=on)
    return held


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was done to many: those that were accepted, and why others were not."""

    done: tuple[AnnualReport, ...]
    refused: tuple[tuple[AnnualReport, str], ...]


@transaction.atomic
def accept_many(
    *, actor: Any, reports: Iterable[AnnualReport], seen: Mapping[int, int], on: date
) -> Accepted:
    """Each that can be accepted is; one that cannot does not stop the others.

    `seen` are the versions that were read, by report: what changed since is not accepted unread.
    """
    done, refused = [], []
    for report in sorted(reports, key=lambda one: one.pk):  # two who do the same meet in one order
        try:
            with transaction.atomic():
                done.append(_accept(report, seen.get(report.pk, 0), actor=actor, on=on))
        except DomainError as refusal:
            refused.append((report, str(refusal)))
    owe(done, on=on)
    return Accepted(tuple(done), tuple(refused))


def _under_review(report: AnnualReport, actor: Any) -> Filing:
    """What was filed and is looked at. Raises NotAllowed, DomainError."""
    REPORT_FLOW.permit(report, ReportVerb.RETURN, actor)
    refuse_collector(actor, report)
    return report.filings.latest("number")


def _returned(
    held: AnnualReport, verb: ReportVerb, words: str, *, actor: Any, on: date, **more: Any
) -> AnnualReport:
    days = in_force(ReportFigures, on, held.unit).return_days
    held.change(
        actor=actor,
        seen=held.version,
        state=ReportState.RETURNED,
        returned_on=on,
        refile_by=on + timedelta(days=days),
        **more,
    )
    step(held, verb, actor=actor, on=on, words=words)
    note(held, str(verb.label), actor=actor, 原因=words, 重新上报期限=str(held.refile_by))
    owe([held], on=on)
    return held


def _accept(report: AnnualReport, seen: int, *, actor: Any, on: date) -> AnnualReport:
    held = hold(report, ReportVerb.ACCEPT, actor=actor, seen=seen)
    filings = held.filings.order_by("-number")
    refuse_filer(actor, filings.values_list("filed_by", flat=True).first())
    held.change(actor=actor, seen=held.version, state=ReportState.ACCEPTED, accepted_on=on)
    step(held, ReportVerb.ACCEPT, actor=actor, on=on)
    note(held, "接收", actor=actor)
    return held
