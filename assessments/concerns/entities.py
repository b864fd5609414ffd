"""The columns of concerns; every row is the offices' alone."""

from datetime import date

from django.db.models import QuerySet

from assessments.choices import ConcernState
from assessments.concerns.models import Concern
from cadres.people.columns import about
from cadres.roster.rostered import ROSTERED
from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import Condition
from core.listing.entity import Entity
from core.listing.shapes import DAY

OPEN, ALL = "open", "all"


def _standing(rows: QuerySet, value: str, _on: date) -> QuerySet:
    """Of a state, or all that are not closed; those of voided talks stand under all alone."""
    if value == ALL:
        return rows
    rows = rows.filter(talk__voided_on__isnull=True)
    return rows.exclude(state=ConcernState.CLOSED) if value == OPEN else rows.filter(state=value)


STANDING = Condition(
    name="standing",
    label="办理情况",
    options={OPEN: "在办", **dict(ConcernState.choices), ALL: "全部"},
    default=OPEN,
    hidden=True,
    apply=_standing,
)

VALID = Condition(
    name="valid",
    label="谈话记录",
    options={"yes": "未作废"},
    apply=lambda rows, _value, _on: rows.standing(),
)

CONCERNS = Entity(
    name="concerns",
    label="苗头问题",
    measure="个",
    model=Concern,
    list_url="concerns:list",
    record_url="concerns:detail",
    personal=True,
    ordering=("-raised_on", "-pk"),
    conditions=(STANDING, VALID, ROSTERED),
    columns=(
        about("name"),
        about("unit", default=True),
        Column(
            name="state",
            label="状态",
            path="state",
            kind=Kind.CHOICE,
            options=ConcernState,
            lights={
                str(ConcernState.RAISED.label): "yellow",
                str(ConcernState.REMINDED.label): "yellow",
                str(ConcernState.CORRECTED.label): "yellow",
                str(ConcernState.CLOSED.label): "green",
            },
            width=8,
        ),
        Column(name="text", label="苗头性问题", path="text", lookup=Lookup.CONTAINS, width=40),
        Column(name="demand", label="改正要求", path="demand", default=False, width=40),
        Column(name="raised_on", label="发现日期", path="raised_on", **DAY),
        Column(name="correct_by", label="改正期限", path="correct_by", **DAY),
        Column(name="reminded_on", label="提醒日期", path="reminded_on", default=False, **DAY),
        Column(name="corrected_on", label="改正日期", path="corrected_on", default=False, **DAY),
        Column(name="closed_on", label="销号日期", path="closed_on", default=False, **DAY),
        Column(name="reminder", label="提醒情况", path="reminder", default=False, width=40),
        Column(name="correction", label="改正情况", path="correction", default=False, width=40),
        Column(name="closing", label="销号意见", path="closing", default=False, width=40),
        Column(
            name="cadre",
            label="干部编号",
            path="cadre_id",
            kind=Kind.NUMBER,
            lookup=Lookup.EXACT,
            default=False,
        ),
    ),
    hidden_fields=frozenset({"id", "talk", "version", "changed_by", "changed_at"}),
)
