"""What a viewer may do to a batch now, and which of it comes next: what its page says first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum

from rotation.choices import BatchState, CandidateState, Selection
from rotation.frontline.flow import BATCH_FLOW
from rotation.frontline.models import Batch, Candidate
from rotation.frontline.verbs import BatchVerb


def offered(batch: Batch, viewer: Any) -> list[str]:
    """The verbs of the table, without those that the way of selection leaves out."""
    assigned = batch.programme.selection == Selection.ASSIGNMENT
    left_out = {
        BatchVerb.SELECT: assigned,
        BatchVerb.SCORE: assigned,
        BatchVerb.DECIDE: not assigned and batch.state == BatchState.ANNOUNCED,
    }
    verbs = BATCH_FLOW.offered(batch, viewer)
    return [verb for verb in verbs if not left_out.get(BatchVerb(verb))]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a batch is, in numbers of people and seats that the viewer may know."""

    seats: int
    named: int
    qualified: int
    unmarked: int
    chosen: int
    unplaced: int
    out: int


def standing_of(batch: Batch, viewer: Any) -> Standing:
    """Two statements."""
    mine = Candidate.objects.opened(viewer).filter(batch=batch)  # type: ignore[attr-defined]
    chosen = Q(state=CandidateState.CHOSEN)
    counts = mine.aggregate(
        named=Count("pk", filter=~Q(state=CandidateState.WITHDRAWN)),
        qualified=Count("pk", filter=Q(state=CandidateState.NOMINATED)),
        unmarked=Count("pk", filter=Q(state=CandidateState.NOMINATED, place=None)),
        chosen=Count("pk", filter=chosen),
        unplaced=Count("pk", filter=chosen & Q(host_post=None)),
        out=Count("pk", filter=Q(posting__isnull=False, posting__ended_on=None)),
    )
    seats = batch.host_posts.aggregate(seats=Sum("seats"))["seats"] or 0
    return Standing(seats=seats, **counts)


def next_step(
    batch: Batch, verbs: Collection[str], has: Standing, on: date
) -> tuple[BatchVerb | None, str]:
    """The verb that comes next (None: nothing for this viewer now), and what there is to say."""
    keeps = BatchVerb.STEP_BACK in verbs or BatchVerb.CANCEL in verbs
    match batch.state:
        case BatchState.DRAFT:
            if not has.seats:
                return BatchVerb.POSTS, "先登记接收岗位：哪些单位接收、任什么职务、几个人。"
            return (
                BatchVerb.ANNOUNCE,
                f"接收岗位共 {has.seats} 人。核对后发布公告，各单位就能看到并推荐人选。",
            )
        case BatchState.ANNOUNCED:
            return _announced(batch, verbs, has, on, keeps)
        case BatchState.SELECTING:
            return _selecting(verbs, has)
        case BatchState.DECIDED:
            return _decided(batch, verbs, has, on)
        case BatchState.DISPATCHED:
            return _dispatched(batch, verbs, has, on)
        case BatchState.RETURNED:
            return None, "这一批已全部返回。"
    return None, f"这一批已取消：{batch.note}" if batch.note else "这一批已取消。"


def _announced(
    batch: Batch, verbs: Collection[str], has: Standing, on: date, keeps: bool
) -> tuple[BatchVerb | None, str]:
    said = f"报名到 {batch.apply_by} 截止，已报名 {has.named} 人"
    if BatchVerb.NOMINATE not in verbs:
        return None, f"报名到 {batch.apply_by} 截止。"
    if not keeps:
        if on > batch.apply_by:
            return None, f"报名已于 {batch.apply_by} 截止，本单位报名 {has.named} 人。"
        return BatchVerb.NOMINATE, f"{said}。请从在库干部中推荐人选。"
    said += f"，其中符合条件 {has.qualified} 人。"
    if has.qualified and on > batch.apply_by:
        following = BatchVerb.DECIDE if BatchVerb.DECIDE in verbs else BatchVerb.SELECT
        return following, f"{said}报名已截止，可以{following.label}。"
    if has.named and BatchVerb.DECIDE in verbs:
        return BatchVerb.DECIDE, f"{said}人选报齐以后确定人选。"
    return BatchVerb.NOMINATE, f"{said}等各单位推荐，也可以在这里直接推荐；报齐以后结束报名。"


def _selecting(verbs: Collection[str], has: Standing) -> tuple[BatchVerb | None, str]:
    if BatchVerb.DECIDE not in verbs:
        return None, "组织部门正在选拔。"
    if has.unmarked and BatchVerb.SCORE in verbs:
        return BatchVerb.SCORE, f"还有 {has.unmarked} 人没有成绩，登记以后自动排出名次。"
    return BatchVerb.DECIDE, "成绩已齐，名次已排出，可以确定人选。"


def _decided(
    batch: Batch, verbs: Collection[str], has: Standing, on: date
) -> tuple[BatchVerb | None, str]:
    said = f"入选 {has.chosen} 人，{batch.starts_on} 派出"
    if BatchVerb.DISPATCH not in verbs:
        return None, f"{said}。"
    if not has.chosen:
        return BatchVerb.DECIDE, "入选的人都已退出，请重新确定人选。"
    if has.seats < has.chosen:
        return BatchVerb.POSTS, f"{said}，接收岗位只有 {has.seats} 人，请补登岗位或增加人数。"
    if has.unplaced:
        return BatchVerb.ASSIGN, f"{said}，还有 {has.unplaced} 人没有接收岗位。"
    if on < batch.starts_on:
        return None, f"{said}，接收岗位已安排好。派出通知和介绍信可以先打印，当天办理派出。"
    return BatchVerb.DISPATCH, f"{said}，接收岗位已安排好，可以办理派出。"


def _dispatched(
    batch: Batch, verbs: Collection[str], has: Standing, on: date
) -> tuple[BatchVerb | None, str]:
    said = f"在外 {has.out} 人，{batch.ends_on} 期满"
    if BatchVerb.BRING_BACK in verbs and (on >= batch.ends_on or not has.out):
        return BatchVerb.BRING_BACK, f"{said}，可以办理返回。"
    return None, f"{said}。延长、提前返回在各人的派出记录里办理。"
