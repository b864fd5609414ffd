"""The columns of figures: what each is, since when, for whom, by whom and why."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, JSONObject

from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import Condition
from core.listing.entity import Entity
from core.scoping import ScopedQuerySet, Viewer
from policy.clauses.text import clauses
from policy.parameters.authority import CITY
from policy.parameters.catalogue import BY_KEY
from policy.parameters.models import ParameterValue

FIRST_YEAR = 1900  # of the values that a new system begins with
IN_FORCE, COMING, PAST, ALL = "in_force", "coming", "past", "all"
KINDS = {
    "whole": "整数",
    "percent": "百分比",
    "month_day": "月日",
    "day": "日期",
    "choice": "选择",
    "days": "若干天数",
    "bounds": "若干界限",
}


def of_standing(rows: QuerySet, value: str, on: date) -> QuerySet:
    """The values that hold on the day, begin after it, had ended by then, or all."""
    match value:
        case "in_force":
            return rows.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)
        case "coming":
            return rows.filter(since__gt=on)
        case "past":
            return rows.filter(until__lte=on)
    return rows


STANDING = Condition(
    name="standing",
    label="执行情况",
    options={IN_FORCE: "现行", COMING: "将来", PAST: "已过", ALL: "全部"},
    default=IN_FORCE,
    apply=of_standing,
)


def told(rows: ScopedQuerySet, _viewer: Viewer, _on: date) -> ScopedQuerySet:
    """Values together with the key that says how they are read."""
    return rows.annotate(
        told=JSONObject(key=F("parameter__key"), value=F("value")),
        region_name=Coalesce("unit__short_name", Value(CITY)),
        setter=Coalesce("set_by__name", Value("")),
    )


def words(pair: dict[str, Any]) -> str:
    """The value as people read it: 24 个月."""
    return BY_KEY[pair["key"]].kind.show(pair["value"])


def kind_of(key: str) -> str:
    """What the value is, in a word."""
    return KINDS[BY_KEY[key].kind.name]


def allowed(key: str) -> str:
    """What the value may be."""
    return BY_KEY[key].kind.allowed


def clause_names() -> Mapping[str, str]:
    """Code to code and title."""
    return {one.code: f"{one.code} {one.title}" for one in clauses()}


def since_words(day: date) -> str:
    """A day; what a new system begins with has always held."""
    return "一直" if day.year == FIRST_YEAR else day.isoformat()


SHORT: dict[str, Any] = {"sortable": False, "width": 16}
PARAMETERS = Entity(
    name="parameters",
    label="参数",
    measure="项",
    model=ParameterValue,
    list_url="plan:parameters",
    record_url="plan:value",
    rest=True,
    dated=True,
    ordering=("parameter__position", "unit__sort_path", "-since"),
    prepare=told,
    conditions=(STANDING,),
    columns=(
        Column(
            name="label",
            label="参数",
            path="parameter__label",
            lookup=Lookup.CONTAINS,
            order_on="parameter__position",
            pinned=True,
            primary=True,
            width=28,
        ),
        Column(name="text", label="值", path="told", read=words, **SHORT),
        Column(
            name="region",
            label="地区",
            path="region_name",
            filter_on="unit__path",
            lookup=Lookup.SUBTREE,
            order_on="unit__sort_path",
        ),
        Column(
            name="since",
            label="起",
            path="since",
            kind=Kind.DATE,
            lookup=Lookup.RANGE,
            show=since_words,
        ),
        Column(name="until", label="止（不含）", path="until", kind=Kind.DATE),
        Column(
            name="clause",
            label="条款",
            path="parameter__clause__code",
            kind=Kind.CHOICE,
            labels=clause_names,
            lookup=Lookup.ONE_OF,
            order_on="parameter__position",
            primary=True,
            many=True,
            width=24,
        ),
        Column(name="set_by", label="设定人", path="setter", sortable=False),
        Column(
            name="document", label="依据文号", path="document", lookup=Lookup.CONTAINS, width=20
        ),
        Column(name="reason", label="理由", path="reason", sortable=False, width=30),
        Column(
            name="kind",
            label="类型",
            path="parameter__key",
            read=kind_of,
            default=False,
            **SHORT,
        ),
        Column(
            name="allowed",
            label="可填范围",
            path="parameter__key",
            read=allowed,
            default=False,
            sortable=False,
            width=30,
        ),
        Column(
            name="key",
            label="参数代码",
            path="parameter__key",
            lookup=Lookup.CONTAINS,
            default=False,
            width=24,
        ),
        Column(
            name="value",
            label="原值",
            path="value",
            kind=Kind.JSON,
            default=False,
            **SHORT,
        ),
        Column(name="set_at", label="设定时间", path="set_at", kind=Kind.MOMENT, default=False),
    ),
    hidden_fields=frozenset({"id", "set_by"}),
)
