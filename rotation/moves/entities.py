"""The lists of the yearly rotation plan: plans, and moves across them or within one.

What is decided of a move is told to whoever keeps its plan; a unit that was asked hears of it when
the plan is decided, sees the reasons for its own people alone, and the answers that are its own.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from cadres.choices import LEVEL
from cadres.people.columns import about, names_of
from cadres.people.models import Cadre
from core.listing.columns import Column, Kind, Lookup
from core.listing.entity import Entity
from core.listing.shapes import ANY_OF, DAY
from core.scoping import Viewer
from rotation.choices import MoveKind, MoveState, Opinion, PlanState, Seat, Side
from rotation.moves.decidable import can_be_decided
from rotation.moves.models import Consultation, PlannedMove, RotationPlan
from rotation.moves.querysets import ANSWERERS, DEPARTMENTS

NUMBER = {"kind": Kind.NUMBER, "sortable": False}
KEEPERS_ONLY = frozenset(DEPARTMENTS)
LIGHTS = {
    str(MoveState.PROPOSED.label): "none",
    str(MoveState.APPROVED.label): "yellow",
    str(MoveState.DROPPED.label): "waived",
    str(MoveState.DONE.label): "green",
}


def _counted(rows: QuerySet, viewer: Viewer, _on: date) -> QuerySet:
    """Plans with the numbers of their moves that the viewer sees."""
    seen = PlannedMove.objects.visible_to(viewer).filter(plan=OuterRef("pk")).order_by()

    def number(**state: Any) -> Coalesce:
        counted = seen.filter(**state).values("plan").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(counted), 0)

    return rows.annotate(
        people=number(),
        approved=number(state=MoveState.APPROVED),
        done=number(state=MoveState.DONE),
        dropped=number(state=MoveState.DROPPED),
    )


ROTATION_PLANS = Entity(
    name="rotation_plans",
    label="轮岗交流计划",
    measure="个",
    model=RotationPlan,
    list_url="moves:list",
    record_url="moves:detail",
    ordering=("-year", "unit__sort_path"),
    prepare=_counted,
    columns=(
        Column(
            name="year",
            label="年度",
            path="year",
            kind=Kind.NUMBER,
            lookup=Lookup.RANGE,
            pinned=True,
            primary=True,
            width=8,
        ),
        Column(
            name="unit",
            label="地区",
            path="unit__short_name",
            filter_on="unit__path",
            lookup=Lookup.SUBTREE,
            order_on="unit__sort_path",
        ),
        Column(name="state", label="状态", path="state", options=PlanState, primary=True, **ANY_OF),
        Column(name="people", label="人选", path="people", **NUMBER),
        Column(name="approved", label="待到岗", path="approved", **NUMBER),
        Column(name="done", label="已到岗", path="done", **NUMBER),
        Column(name="dropped", label="不安排", path="dropped", **NUMBER),
        Column(name="answer_by", label="答复期限", path="answer_by", **DAY),
        Column(name="decided_on", label="决定日期", path="decided_on", **DAY),
        Column(name="document", label="文号", path="document", width=20),
        Column(name="note", label="说明", path="note", default=False, width=30),
    ),
    hidden_fields=frozenset({"id", "version", "changed_by", "changed_at"}),
)


def _told(rows: QuerySet, viewer: Viewer, on: date) -> QuerySet:
    """Moves with what the viewer may be told of each."""
    kept = Q(plan__in=_plain(RotationPlan.objects.visible_to(viewer, acting_as=KEEPERS_ONLY)))
    decided = Q(plan__state__in=(PlanState.DECIDED, PlanState.CLOSED))
    own = Q(cadre__in=_plain(Cadre.objects.visible_to(viewer, acting_as=ANSWERERS)))
    asked = Consultation.objects.visible_to(viewer).filter(move=OuterRef("pk"))
    answers = {
        side: Subquery(asked.filter(side=side).values("opinion")[:1], output_field=CharField())
        for side in Side
    }
    waiting = Consultation.objects.visible_to(viewer, acting_as=ANSWERERS)
    waiting = waiting.filter(move=OuterRef("pk"), opinion="")
    return rows.annotate(
        state_told=Case(
            When(kept | decided, then=F("state")),
            default=Value(MoveState.PROPOSED),
            output_field=CharField(),
        ),
        reasons_told=Case(
            When(kept | own, then=F("reasons")), default=None, output_field=JSONField()
        ),
        note_told=Case(
            When(kept, then=F("decision_note")), default=Value(""), output_field=CharField()
        ),
        from_answer=answers[Side.FROM],
        to_answer=answers[Side.TO],
        decidable=ExpressionWrapper(kept & can_be_decided(on), output_field=BooleanField()),
        waits=Exists(waiting) & Q(plan__state=PlanState.CONSULTING),
    )


def _plain(rows: QuerySet) -> QuerySet:
    return rows.order_by().values("pk")


def sentences(reasons: list[dict[str, Any]]) -> str:
    """Reasons in words, with their facts."""
    told = ("；".join([reason["sentence"], *reason["facts"]]) for reason in reasons)
    return "\n".join(told).replace("。；", "。").replace("：；", "：")


def _answer(name: str, label: str) -> Column:
    return Column(
        name=name,
        label=label,
        path=name,
        kind=Kind.CHOICE,
        options=Opinion,
        lookup=Lookup.ONE_OF,
        many=True,
        sortable=False,
        width=10,
    )


def _unit(name: str, label: str, path: str, **more: Any) -> Column:
    return Column(
        name=name,
        label=label,
        path=f"{path}__short_name",
        filter_on=f"{path}__path",
        lookup=Lookup.SUBTREE,
        order_on=f"{path}__sort_path",
        width=16,
        **more,
    )


PLANNED_MOVES = Entity(
    name="planned_moves",
    label="轮岗交流安排",
    measure="人",
    model=PlannedMove,
    list_url="moves:moves",
    record_url="moves:move",
    personal=True,
    ordering=("-plan__year", "plan__unit__sort_path", "cadre__sort_key"),
    prepare=_told,
    columns=(
        about("name"),
        Column(name="year", label="年度", path="plan__year", kind=Kind.NUMBER, default=False),
        _unit("region", "计划地区", "plan__unit", default=False),
        Column(
            name="plan",
            label="计划编号",
            path="plan_id",
            lookup=Lookup.EXACT,
            default=False,
            **NUMBER,
        ),
        Column(name="kind", label="类别", path="kind", options=MoveKind, primary=True, **ANY_OF),
        Column(
            name="state",
            label="状态",
            path="state_told",
            options=MoveState,
            lights=LIGHTS,
            primary=True,
            sortable=False,
            **ANY_OF,
        ),
        _unit("from_unit", "现单位", "from_unit", primary=True),
        Column(name="from_title", label="现任职务", path="from_title", width=30),
        about("position_level", default=False, primary=False),
        _unit("to_unit", "拟任单位", "to_unit"),
        Column(name="to_title", label="拟任职务", path="to_title", width=20),
        Column(
            name="to_level",
            label="拟任职务层次",
            path="to_level",
            labels=names_of(LEVEL),
            default=False,
            **ANY_OF,
        ),
        Column(
            name="to_seat",
            label="正副职",
            path="to_seat",
            kind=Kind.CHOICE,
            options=Seat,
            default=False,
        ),
        Column(name="target", label="拟到岗日期", path="target", **DAY),
        _answer("from_answer", "调出单位意见"),
        _answer("to_answer", "接收单位意见"),
        Column(
            name="waits",
            label="等待答复",
            path="waits",
            kind=Kind.YES_NO,
            lookup=Lookup.ONE_OF,
            sortable=False,
            default=False,
            help="您的单位还没有答复的。",
        ),
        Column(
            name="decidable",
            label="可以决定",
            path="decidable",
            kind=Kind.YES_NO,
            lookup=Lookup.ONE_OF,
            only=KEEPERS_ONLY,
            sortable=False,
            default=False,
            help="征求的单位都已答复，或者答复期限已过。",
        ),
        Column(
            name="reasons",
            label="依据",
            path="reasons_told",
            kind=Kind.JSON,
            show=sentences,
            sortable=False,
            width=40,
        ),
        Column(
            name="decision_note",
            label="决定说明",
            path="note_told",
            only=KEEPERS_ONLY,
            sortable=False,
            default=False,
            width=24,
        ),
        Column(name="arrived", label="到岗日期", path="posting__since", default=False, **DAY),
        Column(name="document", label="任职文号", path="posting__document", default=False),
        Column(name="cadre", label="干部编号", path="cadre_id", default=False, **NUMBER),
    ),
    hidden_fields=frozenset(
        {
            *("id", "version", "changed_by", "changed_at", "to_position", "posting"),
            *("state", "reasons", "decision_note"),  # told by annotations
        }
    ),
)
