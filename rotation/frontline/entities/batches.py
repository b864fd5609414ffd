"""The columns of batches, and the tabs of their list."""

from datetime import date

from django.db.models import OuterRef, Q, QuerySet, TextChoices

from core.listing.columns import Column, Lookup
from core.listing.conditions import sets
from core.listing.entity import Entity
from core.listing.shapes import ANY_OF, DAY
from core.scoping import Viewer
from rotation.choices import BatchState, CandidateState, Channel, Selection
from rotation.frontline.entities.shared import NUMBER, counted
from rotation.frontline.flow import BEFORE_DISPATCH
from rotation.frontline.models import Batch, Candidate
from rotation.frontline.querysets import CandidateQuerySet
from rotation.postings.returning import soon_until


class Tab(TextChoices):
    """The tabs of the list of batches."""

    ALL = "all", "全部"
    WORK = "work", "办理中"
    OUT = "out", "已派出"
    SOON = "soon", "即将返回"
    DONE = "done", "已返回"


def _soon(on: date) -> Q:
    return Q(state=BatchState.DISPATCHED, ends_on__lte=soon_until(on, "programme__unit__path"))


STANDING = sets(
    "standing",
    "办理情况",
    {
        Tab.ALL: Q(),
        Tab.WORK: Q(state__in=BEFORE_DISPATCH),
        Tab.OUT: Q(state=BatchState.DISPATCHED),
        Tab.SOON: _soon,
        Tab.DONE: Q(state__in=(BatchState.RETURNED, BatchState.CANCELLED)),
    },
    default=Tab.ALL,
)


def _prepared(rows: QuerySet, viewer: Viewer, on: date) -> QuerySet:
    """Batches with how many applied, were chosen and are out, of whom the viewer may know it."""
    seen = Candidate.objects.filter(CandidateQuerySet.opened_to(viewer), batch=OuterRef("pk"))
    away = Q(posting__ended_on=None) | Q(posting__ended_on__gt=on)
    return rows.annotate(
        applied=counted(seen.exclude(state=CandidateState.WITHDRAWN), "batch"),
        chosen=counted(seen.filter(state=CandidateState.CHOSEN), "batch"),
        out=counted(seen.filter(away, posting__since__lte=on), "batch"),
    )


BATCHES = Entity(
    name="batches",
    label="派出批次",
    measure="批",
    model=Batch,
    list_url="frontline:list",
    record_url="frontline:detail",
    ordering=("-starts_on", "-id"),
    prepare=_prepared,
    conditions=(STANDING,),
    columns=(
        Column(
            name="name",
            label="项目",
            path="programme__name",
            lookup=Lookup.CONTAINS,
            pinned=True,
            primary=True,
            width=30,
        ),
        Column(name="number", label="批次", path="number", width=6, **NUMBER),
        Column(
            name="state", label="状态", path="state", options=BatchState, primary=True, **ANY_OF
        ),
        Column(
            name="channel",
            label="渠道",
            path="programme__channel",
            options=Channel,
            default=False,
            width=30,
            **ANY_OF,
        ),
        Column(
            name="selection",
            label="选派方式",
            path="programme__selection",
            options=Selection,
            **ANY_OF,
        ),
        Column(
            name="unit",
            label="组织地区",
            path="programme__unit__short_name",
            filter_on="programme__unit__path",
            lookup=Lookup.SUBTREE,
            order_on="programme__unit__sort_path",
        ),
        Column(name="apply_by", label="报名截止", path="apply_by", **DAY),
        Column(name="starts_on", label="派出日期", path="starts_on", primary=True, **DAY),
        Column(name="ends_on", label="期满日期", path="ends_on", **DAY),
        Column(name="quota", label="名额", path="quota", width=6, **NUMBER),
        Column(
            name="applied",
            label="报名人数",
            path="applied",
            help="您能看到的人选，不含退出的。",
            width=8,
            **NUMBER,
        ),
        Column(name="chosen", label="入选人数", path="chosen", width=8, **NUMBER),
        Column(name="out", label="在外人数", path="out", width=8, **NUMBER),
        Column(
            name="programme",
            label="项目编号",
            path="programme_id",
            lookup=Lookup.EXACT,
            sortable=False,
            default=False,
            **NUMBER,
        ),
        Column(name="announced_on", label="公告日期", path="announced_on", default=False, **DAY),
        Column(name="decided_on", label="确定日期", path="decided_on", default=False, **DAY),
        Column(
            name="dispatched_on", label="办理派出日期", path="dispatched_on", default=False, **DAY
        ),
        Column(name="document", label="派出文号", path="document", default=False, width=20),
    ),
    hidden_fields=frozenset(
        {
            *("id", "version", "changed_by", "changed_at", "announcement", "note"),
            *("over_quota_reason", "dispatched_by"),
        }
    ),
)
