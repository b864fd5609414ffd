"""The columns of cases: about whom, by which ground, where it stands, by when it is decided.

Every column may be read by whoever sees the row; what the unit thinks is the offices' alone, and
nothing that a department keeps for itself is a column.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db.models import (
    Case,
    DateField,
    F,
    Q,
    QuerySet,
    TextChoices,
    TextField,
    Value,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from assessments.cases.choices import OPEN_CASES, CaseKind, CaseState, UnitOpinion
from assessments.cases.models import CLOSED, RosterCase
from assessments.cases.querysets import CaseQuerySet
from assessments.talks.querysets import READERS
from cadres.choices import ExitGround
from cadres.people.columns import about
from cadres.roster.rostered import ROSTERED
from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import sets
from core.listing.entity import Entity
from core.listing.shapes import ANY_OF, DAY
from core.scoping import Viewer

TOLD = ("opinion", "opinion_on")  # to the offices
LIGHTS = {
    str(CaseState.OPENED.label): "yellow",
    str(CaseState.OBSERVING.label): "yellow",
    str(CaseState.WITHDRAWN.label): "waived",
    **{str(CaseState(state).label): "green" for state in CLOSED},
}


class Tab(TextChoices):
    """The tabs of the list."""

    OPEN = "open", "在办"
    DECIDED = "decided", "已决定"
    ALL = "all", "全部"


def _term(name: str) -> Cast:
    """A last day as it was set when the case was opened."""
    return Cast(KT(f"snapshot__terms__{name}"), DateField())


OPINION_DUE = Case(When(state__in=OPEN_CASES, opinion="", then=_term("opinion_by")))
DECISION_DUE = Case(
    When(state=CaseState.OPENED, then=_term("decide_by")),
    When(state=CaseState.OBSERVING, then=F("observe_until")),
)


def _prepared(rows: QuerySet, viewer: Viewer, _on: date) -> QuerySet:
    """What the unit thinks is told of others alone."""
    opened = CaseQuerySet.opened_to(viewer, READERS)
    told = {f"{name}_told": Case(When(opened, then=F(name))) for name in TOLD}
    # Why a case was taken back is between the offices; a decision is told with its reason.
    said = When(opened | ~Q(state=CaseState.WITHDRAWN), then=F("reason"))
    told["reason_told"] = Case(said, default=Value(""), output_field=TextField())
    return rows.annotate(**told, opinion_due=OPINION_DUE, decision_due=DECISION_DUE)


STANDING = sets(
    "standing",
    "办理情况",
    {Tab.OPEN: Q(state__in=OPEN_CASES), Tab.DECIDED: Q(state__in=CLOSED), Tab.ALL: Q()},
    default=Tab.OPEN,
)

CASES = Entity(
    name="cases",
    label="调出补充个案",
    measure="件",
    model=RosterCase,
    list_url="cases:list",
    record_url="cases:detail",
    rest=True,
    personal=True,
    prepare=_prepared,
    ordering=("-opened_on", "-pk"),
    conditions=(STANDING, ROSTERED),
    columns=(
        about("name"),
        Column(
            name="unit",
            label="立案时单位",
            path="unit__short_name",
            filter_on="unit__path",
            lookup=Lookup.SUBTREE,
            order_on="unit__sort_path",
            tree_order="unit__sort_path",
            primary=True,
            width=16,
        ),
        Column(name="kind", label="类别", path="kind", options=CaseKind, width=6, **ANY_OF),
        Column(
            name="ground",
            label="情形",
            path="ground",
            options=ExitGround,
            primary=True,
            sortable=False,
            width=20,
            **ANY_OF,
        ),
        Column(
            name="verdict",
            label="立案理由",
            path="verdict",
            lookup=Lookup.CONTAINS,
            sortable=False,
            width=36,
        ),
        Column(
            name="state",
            label="状态",
            path="state",
            options=CaseState,
            lights=LIGHTS,
            primary=True,
            width=10,
            **ANY_OF,
        ),
        Column(name="opened_on", label="立案日期", path="opened_on", primary=True, **DAY),
        Column(
            name="opinion",
            label="单位意见",
            path="opinion_told",
            options=UnitOpinion,
            only=READERS,
            sortable=False,
            width=8,
            **ANY_OF,
        ),
        Column(
            name="opinion_due",
            label="单位意见期限",
            path="opinion_due",
            only=READERS,
            help="已签署的不再显示。",
            **DAY,
        ),
        Column(
            name="decision_due",
            label="决定期限",
            path="decision_due",
            only=READERS,
            help="观察中的为观察期止；已决定的不再显示。",
            **DAY,
        ),
        Column(name="observe_until", label="观察至", path="observe_until", default=False, **DAY),
        Column(name="decided_on", label="决定日期", path="decided_on", **DAY),
        Column(
            name="opinion_on",
            label="单位意见日期",
            path="opinion_on_told",
            only=READERS,
            default=False,
            **DAY,
        ),
        Column(
            name="statement_on", label="本人陈述日期", path="statement_on", default=False, **DAY
        ),
        Column(
            name="reason",
            label="决定理由",
            path="reason_told",
            sortable=False,
            default=False,
            width=36,
        ),
        Column(
            name="meeting",
            label="研究会议",
            path="meeting",
            sortable=False,
            default=False,
            width=20,
        ),
        Column(name="document", label="文号", path="document", default=False, width=16),
        replace(about("unit", label="现在单位", default=False), name="present_unit"),
        Column(
            name="cadre",
            label="干部编号",
            path="cadre_id",
            kind=Kind.NUMBER,
            lookup=Lookup.EXACT,
            default=False,
        ),
        Column(name="id", label="编号", path="id", kind=Kind.NUMBER, default=False, sortable=False),
        Column(name="version", label="版本", path="version", kind=Kind.NUMBER, default=False),
    ),
    hidden_fields=frozenset(
        {
            *("entry", "event", "opened_by", "snapshot", "digest", "opinion_words", "statement"),
            *("reason", "changed_by", "changed_at", *TOLD),
        }
    ),
)
