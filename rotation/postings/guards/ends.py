"""What an end, a longer term and a step back are refused for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rotation.choices import AWAY, EndReason
from rotation.postings.known import Known
from rotation.postings.models import Posting

Fault = tuple[str, str]


def why_not_ended(
    posting: Posting, known: Known, day: date, reason: str, note: str
) -> Iterator[Fault]:
    """Why a posting cannot end on a day for a reason."""
    if reason not in EndReason.values:
        yield "reason", "请选择结束原因。"
    if posting.ended_on is not None:
        yield "ended_on", f"已于 {posting.ended_on} 结束，不能再次结束，请刷新页面核对。"
        return
    if day > known.on:
        yield "ended_on", f"结束日期 {day} 还没有到，请在当天或以后登记。"
    if day <= posting.since:
        yield (
            "ended_on",
            f"结束日期 {day} 必须晚于起始日期 {posting.since}，请核对日期；录错了的请撤回。",
        )
    if reason == EndReason.COMPLETED and posting.until is None:
        yield "reason", "这项任职没有期满日期，结束原因请另选。"
    elif reason == EndReason.COMPLETED and posting.until and day < posting.until:
        yield "reason", f"到 {posting.until} 才期满，提前结束的请另选结束原因。"
    elif reason == EndReason.EARLY and posting.until and day >= posting.until:
        yield "reason", f"到 {day} 已经期满（{posting.until}），不是提前结束，请另选结束原因。"
    if reason in (EndReason.OTHER, EndReason.EARLY) and not note.strip():
        label = EndReason(reason).label
        yield "note", f"结束原因选“{label}”的，请在结束说明里写明情况。"
    if posting.is_main:
        yield from _beside(posting, known)


def _beside(posting: Posting, known: Known) -> Iterator[Fault]:
    """What runs beside a main post ends before it."""
    for one in known.postings[posting.cadre_id]:
        if one.ended_on is None and not one.is_main:
            yield (
                "",
                (
                    f"“{posting.cadre}”还有“{one.unit}”{one.title}（{one.get_kind_display()}）没有结束，"
                    "请先结束。"
                ),
            )


def why_not_reopened(posting: Posting, known: Known) -> Iterator[Fault]:
    """Why a posting cannot go on."""
    if posting.ended_on is None:
        yield "", "还没有结束，不用撤销，请刷新页面核对。"
        return
    if posting.ended_on == posting.since:
        yield "", "这条已撤回，不能恢复，请重新登记。"
    if posting.unit.abolished_on is not None:
        yield (
            "",
            f"“{posting.unit}”已于 {posting.unit.abolished_on} 撤销，不能撤销结束，请另行登记。",
        )
    for one in known.postings[posting.cadre_id]:
        same = (posting.is_main and one.is_main) or (posting.kind in AWAY and one.kind in AWAY)
        if same and one.pk != posting.pk and one.since >= posting.since:
            yield (
                "",
                f"其后已有 {one.since} 起的“{one.unit}”{one.title}，不能撤销结束；请先撤回那一条。",
            )


def why_not_taken_back(posting: Posting, known: Known) -> Iterator[Fault]:
    """Why a posting cannot be taken back: a main post that came after stands upon it."""
    if not posting.is_main or posting.former is None:
        return
    for one in known.postings[posting.cadre_id]:
        if one.is_main and one.pk != posting.pk and one.since >= posting.since:
            yield (
                "",
                f"其后已有 {one.since} 起的“{one.unit}”{one.title}，不能撤回；请先撤回那一条。",
            )


def why_not_extended(
    posting: Posting, known: Known, until: date, reason: str, decided_on: date
) -> Iterator[Fault]:
    """Why a term cannot be longer."""
    if posting.ended_on is not None:
        yield "", f"已于 {posting.ended_on} 结束，不能延长，请刷新页面核对。"
        return
    if posting.until is None:
        yield "until", "这项任职没有期满日期，不用延长。"
    elif until <= posting.until:
        yield "until", f"延长后的期满日期 {until} 必须晚于原来的 {posting.until}，请核对日期。"
    if not reason.strip():
        yield "reason", "请写明延长的原因。"
    if decided_on > known.on:
        yield "decided_on", f"决定日期 {decided_on} 还没有到，请核对日期。"
    if decided_on < posting.since:
        yield "decided_on", f"决定日期 {decided_on} 早于起始日期 {posting.since}，请核对日期。"
