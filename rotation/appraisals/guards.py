"""What an appraisal refuses: one sentence each, with what to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from core.months import after_months
from rotation.appraisals.days import end_of, middle_of
from rotation.appraisals.figures import AppraisalFigures
from rotation.choices import AWAY, SHORT, AppraisalKind
from rotation.postings.models import Posting


def first_day(posting: Posting, kind: str, figures: AppraisalFigures) -> date:
    """From which day on a posting away can be appraised."""
    if kind == AppraisalKind.MIDTERM or posting.until is None:
        return posting.since
    opens = end_of(posting.until, posting.ended_on) - timedelta(days=figures.return_days)
    return max(posting.since, opens)


def why_not(posting: Posting, kind: str, figures: AppraisalFigures, on: date) -> str:
    """Why a posting is not appraised in this way on that day; "" when it is."""
    label = AppraisalKind(kind).label
    if posting.kind not in AWAY or posting.until is None:
        return f"{posting.get_kind_display()}不作{label}；只有派出锻炼才作鉴定。"
    if posting.ended_on == posting.since:
        return "这次派出已经撤回，不作鉴定。"
    if kind == AppraisalKind.MIDTERM:
        if posting.kind in SHORT:
            return f"{posting.get_kind_display()}是短期安排，不作中期考核；结束时可作期满鉴定。"
        full = after_months(posting.since, figures.midterm_months)
        if posting.until < full:
            return f"周期不足 {figures.midterm_months} 个月的锻炼不作中期考核。"
    opens = first_day(posting, kind, figures)
    if on < opens:
        return f"{label}从 {opens} 起填写，现在还没有到，请在当天或以后办理。"
    return ""


def why_not_judged_on(posting: Posting, kind: str, day: date, on: date, opens: date) -> str:
    """Why the host cannot have judged on a day."""
    if day > on:
        return f"鉴定日期 {day} 还没有到，请在当天或以后登记。"
    if day < opens:
        return f"鉴定日期 {day} 早于可以鉴定的第一天 {opens}，请核对日期。"
    if kind == AppraisalKind.MIDTERM and posting.ended_on and day >= posting.ended_on:
        return f"这次锻炼已于 {posting.ended_on} 结束，中期考核的日期 {day} 要早于这一天。"
    return ""


def why_not_after(day: date, before: date | None, of_before: str, on: date) -> str:
    """Why an opinion cannot be of a day: not to come, not before the one that it follows."""
    if day > on:
        return f"日期 {day} 还没有到，请在当天或以后登记。"
    if before is not None and day < before:
        return f"日期 {day} 早于{of_before} {before}，请核对日期。"
    return ""


def half_of(posting: Posting) -> date | None:
    """The day on which a posting with a term is half over."""
    return middle_of(posting.since, posting.until) if posting.until else None


def kinds_for(posting: Posting, figures: AppraisalFigures) -> Iterator[AppraisalKind]:
    """The sheets that a posting has in its course, whatever the day."""
    far = date.max
    for kind in AppraisalKind:
        if not why_not(posting, kind, figures, far):
            yield kind
