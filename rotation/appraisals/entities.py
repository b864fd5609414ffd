"""The columns of sheets: about whom, where, whose turn it is, and how he was judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, F, Q, QuerySet, TextChoices, Value, When

from cadres.choices import Grade
from cadres.people.columns import about
from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import sets
from core.listing.entity import Entity
from core.listing.shapes import ANY_OF, DAY
from core.scoping import Viewer
from rotation.appraisals.models import Appraisal
from rotation.appraisals.querysets import AppraisalQuerySet
from rotation.choices import AppraisalKind, AppraisalState, PostingKind
from rotation.postings.querysets import HOSTS, OFFICES

JUDGED_FOR = OFFICES | HOSTS
DAYS = ("host_on", "sender_on", "department_on")  # of judgements
LIGHTS = {
    str(state.label): "green" if state == AppraisalState.CONCLUDED else "yellow"
    for state in AppraisalState
}


class Tab(TextChoices):
    """The tabs of the list."""

    MINE = "mine", "待我办理"
    OPEN = "open", "办理中"
    CONCLUDED = "concluded", "已办结"
    ALL = "all", "全部"


def _prepared(rows: QuerySet, viewer: Viewer, on: date) -> QuerySet:
    """What was judged is told of others alone; whose turn it is, as of today."""
    opened = AppraisalQuerySet.opened_to(viewer, JUDGED_FOR)
    told = {f"{name}_told": Case(When(opened, then=F(name))) for name in DAYS}
    return rows.real().annotate(  # type: ignore[attr-defined]
        **told,
        grade=Case(When(opened, then=F("host_grade"))),
        is_mine=Case(
            When(AppraisalQuerySet.waiting(viewer), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        ),
    )


STANDING = sets(
    "standing",
    "办理情况",
    {
        Tab.MINE: Q(is_mine=True),
        Tab.OPEN: ~Q(state=AppraisalState.CONCLUDED),
        Tab.CONCLUDED: Q(state=AppraisalState.CONCLUDED),
        Tab.ALL: Q(),
    },
    default=Tab.ALL,
)


def _of_person(name: str, **changed: Any) -> Column:
    """The column of the person, from a row of his posting."""
    column = about(name, **changed)
    paths = ("path", "filter_on", "order_on", "tree_order")
    led = {one: f"posting__{path}" for one in paths if (path := getattr(column, one))}
    return replace(column, **led)


APPRAISALS = Entity(
    name="appraisals",
    label="锻炼鉴定",
    measure="份",
    model=Appraisal,
    list_url="appraisals:list",
    record_url="appraisals:detail",
    rest=False,
    personal=True,
    prepare=_prepared,
    ordering=("-posting__since", "-pk"),
    conditions=(STANDING,),
    columns=(
        _of_person("name"),
        _of_person("unit", label="现在单位", default=True, primary=True),
        Column(name="kind", label="考核", path="kind", options=AppraisalKind, width=10, **ANY_OF),
        Column(
            name="state",
            label="状态",
            path="state",
            options=AppraisalState,
            lights=LIGHTS,
            width=12,
            **ANY_OF,
        ),
        Column(
            name="host",
            label="接收单位",
            path="posting__unit__short_name",
            filter_on="posting__unit__path",
            lookup=Lookup.SUBTREE,
            order_on="posting__unit__sort_path",
            tree_order="posting__unit__sort_path",
            primary=True,
            width=16,
        ),
        Column(
            name="title",
            label="锻炼职务",
            path="posting__title",
            lookup=Lookup.CONTAINS,
            sortable=False,
            width=20,
        ),
        Column(
            name="posting_kind",
            label="类别",
            path="posting__kind",
            options=PostingKind,
            width=8,
            **ANY_OF,
        ),
        Column(name="since", label="起始日期", path="posting__since", **DAY),
        Column(name="until", label="期满日期", path="posting__until", primary=True, **DAY),
        Column(
            name="grade",
            label="等次",
            path="grade",
            options=Grade,
            only=JUDGED_FOR,
            sortable=False,
            width=8,
            **ANY_OF,
        ),
        Column(name="host_on", label="鉴定日期", path="host_on_told", only=JUDGED_FOR, **DAY),
        Column(
            name="sender",
            label="派出单位",
            path="posting__sending_unit__short_name",
            sortable=False,
            default=False,
            width=16,
        ),
        Column(
            name="sender_on",
            label="派出单位意见日期",
            path="sender_on_told",
            only=JUDGED_FOR,
            default=False,
            **DAY,
        ),
        Column(
            name="department_on",
            label="组织部门意见日期",
            path="department_on_told",
            only=JUDGED_FOR,
            default=False,
            **DAY,
        ),
        Column(
            name="posting",
            label="锻炼编号",
            path="posting_id",
            kind=Kind.NUMBER,
            default=False,
            sortable=False,
        ),
        Column(name="version", label="版本", path="version", kind=Kind.NUMBER, default=False),
    ),
    hidden_fields=frozenset(
        {
            *("id", "summary", "poll", "host_opinion", "host_grade", "host_signer", "note"),
            *("sender_opinion", "department_opinion", "returned", "changed_by", "changed_at"),
            *DAYS,  # told by annotations
        }
    ),
)
