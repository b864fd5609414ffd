"""The lists of the yearly assessment: rounds with their quota, and the sheets of people.

What is judged is selected through what the viewer may read: an office reads it always, the person
himself and a program what stands. Whatever somebody filters, sorts or exports, the rest is empty.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, F, Q, QuerySet, TextChoices, TextField, Value, When

from assessments.rounds.allowance import with_allowance
from assessments.rounds.choices import (
    OF_DISCIPLINE,
    AssessmentState,
    Basis,
    NoGrade,
    Outcome,
    RoundState,
)
from assessments.rounds.models import Assessment, Round
from assessments.rounds.querysets import TOLD, AssessmentQuerySet
from assessments.rounds.turns import waiting
from assessments.talks.querysets import OFFICES, READERS
from cadres.people.columns import about
from cadres.roster.rostered import ROSTERED
from core.choices import Role
from core.listing.columns import Column, Lookup
from core.listing.conditions import sets
from core.listing.entity import Entity
from core.listing.shapes import ANY_OF, DAY, NUMBER
from core.scoping import NOTHING, Viewer

CHANGED = frozenset({"id", "changed_by", "changed_at"})
# What others write of somebody: whoever reads it may have it, by a grant of its own for programs.
JUDGED = ("comment", "politics", "results", "style", "integrity", "shortcomings", "host_opinion")
STANDS = ("outcome", "decided_on")
LIGHTS = {
    str(AssessmentState.SUMMARY.label): "none",
    str(AssessmentState.APPRAISING.label): "yellow",
    str(AssessmentState.PROPOSED.label): "yellow",
    str(AssessmentState.DECIDED.label): "yellow",
    str(AssessmentState.OBJECTED.label): "red",
    str(AssessmentState.FINAL.label): "green",
}


class Tab(TextChoices):
    """The tabs of the list of sheets."""

    MINE = "mine", "待我办理"
    OPEN = "open", "办理中"
    FINAL = "final", "已办结"
    ALL = "all", "全部"


class Room(TextChoices):
    """How many 优秀 there are against how many there may be."""

    OVER = "over", "超出名额"
    FULL = "full", "名额用完"
    LEFT = "left", "名额内"


STANDING = sets(
    "standing",
    "办理情况",
    {
        Tab.MINE: Q(is_mine=True),
        Tab.OPEN: ~Q(state=AssessmentState.FINAL),
        Tab.FINAL: Q(state=AssessmentState.FINAL),
        Tab.ALL: Q(),
    },
    default=Tab.ALL,
)


def _prepared(rows: QuerySet, viewer: Viewer, _on: date) -> QuerySet:
    """With what the viewer may read of what was judged."""
    opened = AssessmentQuerySet.opened_to(viewer)
    granted = AssessmentQuerySet.opened_to(viewer, frozenset({Role.API_CLIENT}))
    own = AssessmentQuerySet.scope_condition(viewer, frozenset({Role.CADRE}))
    stands = Q(state__in=TOLD)
    told, said = opened, opened
    for reach in (granted, own):
        if reach != NOTHING:
            told = told | (reach & stands)
    if granted != NOTHING:
        said = said | (granted & stands)
    why = told & (~Q(no_grade__in=OF_DISCIPLINE) | AssessmentQuerySet.hearing(viewer))
    written = {
        f"{name}_said": Case(When(said, then=F(name)), default=Value(""), output_field=TextField())
        for name in JUDGED
    }
    return rows.annotate(
        **{f"{name}_told": Case(When(told, then=F(name))) for name in STANDS},
        **written,
        no_grade_told=Case(When(why, then=F("no_grade"))),
        proposed_told=Case(When(opened, then=F("proposed"))),
        is_mine=Case(
            When(waiting(viewer), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        ),
    )


def _said(name: str) -> Column:
    """A column of what was written of somebody."""
    return Column(
        name=name,
        label=str(Assessment._meta.get_field(name).verbose_name),
        path=f"{name}_said",
        only=READERS,
        secret=True,
        default=False,
        sortable=False,
        within="judged",
        width=40,
    )


def _assessor(label: str, **more: Any) -> Column:
    return Column(
        name="assessor",
        label=label,
        path="unit__short_name",
        filter_on="unit__path",
        lookup=Lookup.SUBTREE,
        order_on="unit__sort_path",
        tree_order="unit__sort_path",
        width=16,
        **more,
    )


ROUNDS = Entity(
    name="rounds",
    label="年度考核",
    measure="个单位",
    model=Round,
    list_url="rounds:list",
    record_url="rounds:detail",
    ordering=("-year", "unit__sort_path", "pk"),
    prepare=with_allowance,
    columns=(
        _assessor("考核单位", pinned=True, primary=True),
        Column(name="year", label="年度", path="year", lookup=Lookup.EXACT, primary=True, **NUMBER),
        Column(
            name="state",
            label="状态",
            path="state",
            options=RoundState,
            lights={
                str(RoundState.OPEN.label): "yellow",
                str(RoundState.SETTLED.label): "green",
            },
            primary=True,
            width=10,
            **ANY_OF,
        ),
        Column(name="people", label="登记表", path="people", **NUMBER),
        Column(name="unproposed", label="未提等次", path="unproposed", **NUMBER),
        Column(name="decided", label="已审定", path="decided", **NUMBER),
        Column(name="objected", label="复核中", path="objected", **NUMBER),
        Column(name="excellent", label="优秀", path="excellent", **NUMBER),
        Column(name="allowed", label="优秀名额", path="allowed", **NUMBER),
        Column(
            name="room",
            label="名额情况",
            path="room",
            options=Room,
            lights={"超出名额": "red", "名额用完": "yellow", "名额内": "green"},
            help="名额按参加考核总人数和比例计算。",
            width=10,
            **ANY_OF,
        ),
        Column(name="headcount", label="参加考核总人数", path="headcount", default=False, **NUMBER),
        Column(name="opened_on", label="开始日期", path="opened_on", default=False, **DAY),
        Column(name="settled_on", label="审定日期", path="settled_on", **DAY),
        Column(name="meeting", label="审定会议", path="meeting", default=False, width=20),
    ),
    hidden_fields=CHANGED | {"version", "others_excellent", "percent", "percent_document"},
)

ASSESSMENTS = Entity(
    name="assessments",
    label="年度考核登记表",
    measure="份",
    model=Assessment,
    list_url="rounds:sheets",
    record_url="rounds:sheet",
    rest=True,
    personal=True,
    ordering=("-year", "cadre__sort_key", "pk"),
    prepare=_prepared,
    conditions=(STANDING, ROSTERED),
    columns=(
        about("name"),
        about("unit", label="现在单位", default=True),
        Column(name="year", label="年度", path="year", lookup=Lookup.EXACT, primary=True, **NUMBER),
        Column(name="title", label="考核时职务", path="title", sortable=False, width=28),
        _assessor("考核单位", primary=True),
        Column(name="basis", label="考核主体", path="basis", options=Basis, width=16, **ANY_OF),
        Column(
            name="state",
            label="状态",
            path="state",
            options=AssessmentState,
            lights=LIGHTS,
            primary=True,
            width=12,
            **ANY_OF,
        ),
        Column(
            name="proposed",
            label="建议等次",
            path="proposed_told",
            options=Outcome,
            only=OFFICES,
            sortable=False,
            width=8,
            **ANY_OF,
        ),
        Column(
            name="grade",
            label="等次",
            path="outcome_told",
            options=Outcome,
            sortable=False,
            primary=True,
            help="审定以后才有。",
            width=8,
            **ANY_OF,
        ),
        Column(
            name="no_grade",
            label="不定等次情形",
            path="no_grade_told",
            options=NoGrade,
            only=READERS,
            sortable=False,
            default=False,
            width=16,
            **ANY_OF,
        ),
        Column(name="decided_on", label="审定日期", path="decided_on_told", **DAY),
        *(_said(name) for name in JUDGED),
        Column(
            name="round",
            label="考核编号",
            path="round_id",
            lookup=Lookup.EXACT,
            default=False,
            sortable=False,
            **NUMBER,
        ),
        Column(
            name="cadre",
            label="干部编号",
            path="cadre_id",
            lookup=Lookup.EXACT,
            default=False,
            sortable=False,
            **NUMBER,
        ),
        Column(name="version", label="版本", path="version", default=False, **NUMBER),
    ),
    hidden_fields=CHANGED
    | {
        *("basis_words", "work", "summary", "summary_on", "training", "no_grade_note"),
        *("person_opinion", "person_on", "objection", "objected_on", "review", "reviewed_on"),
        *(
            "round",
            "decision",
            "outcome_before",
            "returned",
            "proposed_on",
            "outcome",
            "decided_on",
        ),
        *("proposed", "no_grade", *JUDGED),
    },
)
