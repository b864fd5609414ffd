"""The columns of jobs."""

from datetime import date

from django.db.models import Case, F, Q, When

from core.jobs.models import Job, State
from core.jobs.querysets import JobQuerySet
from core.jobs.services import authority
from core.listing.columns import Column, Kind, Lookup
from core.listing.entity import Entity
from core.scoping import Viewer


def _told(jobs: JobQuerySet, viewer: Viewer, _on: date) -> JobQuerySet:
    """What each job found, for whoever still has the rights that it was found with."""
    still = Q(authority__in=("", authority(viewer)))  # none while it has not begun
    return jobs.annotate(told=Case(When(still, then=F("outcome"))))


JOBS = Entity(
    name="jobs",
    label="后台任务",
    measure="项任务",
    model=Job,
    list_url="jobs:list",
    record_url="jobs:detail",
    rest=True,
    ordering=("-pk",),
    prepare=_told,
    columns=(
        Column(
            name="label", label="任务", path="label", lookup=Lookup.CONTAINS, pinned=True, width=30
        ),
        Column(name="kind", label="种类", path="kind", lookup=Lookup.EXACT, default=False),
        Column(
            name="state",
            label="状态",
            path="state",
            kind=Kind.CHOICE,
            options=State,
            lookup=Lookup.ONE_OF,
        ),
        Column(name="done", label="已处理", path="done", kind=Kind.NUMBER),
        Column(name="total", label="总数", path="total", kind=Kind.NUMBER),
        Column(name="message", label="进展", path="message", width=40),
        Column(
            name="created_at",
            label="提交时间",
            path="created_at",
            kind=Kind.MOMENT,
            lookup=Lookup.RANGE,
            width=17,
        ),
        Column(
            name="started_at",
            label="开始时间",
            path="started_at",
            kind=Kind.MOMENT,
            default=False,
            width=17,
        ),
        Column(
            name="finished_at", label="结束时间", path="finished_at", kind=Kind.MOMENT, width=17
        ),
        Column(name="attempts", label="执行次数", path="attempts", kind=Kind.NUMBER, default=False),
        Column(
            name="outcome",
            label="结果",
            path="told",
            help="提交以后授权有变化的，不再给出。",
            kind=Kind.JSON,
            default=False,
            sortable=False,
        ),
    ),
    hidden_fields=frozenset(
        {
            *("id", "requested_by", "client", "params", "slot", "cancel_asked", "result"),
            *("authority", "outcome"),
        }
    ),
)
