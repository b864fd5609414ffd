"""The columns of duties: whom about, what, owed by whom, until when, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    F,
    Func,
    IntegerField,
    QuerySet,
    Value,
    When,
)
from django.utils import timezone

from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import Condition
from core.listing.entity import Entity
from core.listing.shapes import DAY
from core.names.pinyin import query_words, tsquery
from core.scoping import Viewer
from policy.duties.choices import COLOURS, DutyState, Light
from policy.duties.models import Duty
from policy.duties.querysets import DutyQuerySet, done, late, owed, waived, withdrawn
from policy.duties.rule import all_rules
from policy.periods import Quarter, period_of

DUE, ALL, MINE = "due", "all", "yes"
QUARTERS_BACK = 20
ONE_OF: dict[str, Any] = {"kind": Kind.CHOICE, "lookup": Lookup.ONE_OF}
ANY_OF = ONE_OF | {"many": True}


def asked_name(text: str) -> str:
    """What was typed into a name box, as a tsquery."""
    return tsquery(query_words(text))


def rule_labels() -> Mapping[str, str]:
    """Every rule by its name."""
    return {rule.name: rule.label for rule in all_rules().values()}


def clauses() -> Mapping[str, str]:
    """The clauses that have rules."""
    return {rule.clause: rule.clause for rule in all_rules().values()}


def quarters() -> Mapping[str, str]:
    """The quarters that people ask about, the latest first."""
    quarter, found = Quarter.of(timezone.localdate()).next, {}
    for _ in range(QUARTERS_BACK):
        found[quarter.key] = quarter.label
        quarter = quarter.previous
    return found


def quarter_words(period: str) -> str:
    """A quarter or year in words; a period that only tells duties apart says nothing."""
    found = period_of(period)
    return found.label if found else ""


def days_words(days: int) -> str:
    """How long it still is, or has been too late."""
    if days < 0:
        return f"逾期 {-days} 天"
    return f"还有 {days} 天" if days else "今天到期"


def _prepared(rows: Any, viewer: Viewer, on: date) -> Any:
    """How each stood on the day, which clause it comes from, and whether it is the viewer's own."""
    clause = [When(rule=rule.name, then=Value(rule.clause)) for rule in all_rules().values()]
    days = Func(  # Django would make an interval of it
        F("due_on"),
        Value(on),
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=IntegerField(),
    )
    truth: dict[str, Any] = {"default": Value(False), "output_field": BooleanField()}
    return (
        rows.existing(on)
        .with_light(on)
        .annotate(
            clause=Case(*clause, default=Value(""), output_field=CharField()),
            days=Case(
                When(done(on) | waived(on) | withdrawn(on), then=None),
                default=days,
                output_field=IntegerField(),
            ),
            was_late=Case(When(late(), then=Value(True)), **truth),
            is_mine=Case(When(DutyQuerySet.owing(viewer), then=Value(True)), **truth),
        )
    )


def _of_tab(rows: QuerySet, value: str, on: date) -> QuerySet:
    match value:
        case "due":
            return rows.filter(owed(on))
        case "all":
            return rows
    rows = rows.filter(light=value)
    return rows.filter(owed(on)) if value in UNFINISHED else rows


UNFINISHED = (Light.OVERDUE, Light.SOON, Light.LATER)
TAB = Condition(
    name="tab",
    label="办理情况",
    options={DUE: "应办"} | {light.value: str(light.label) for light in Light} | {ALL: "全部"},
    default=DUE,
    hidden=True,
    apply=_of_tab,
)
OWNER = Condition(
    name="mine",
    label="归谁办",
    options={MINE: "我的"},
    hidden=True,
    apply=lambda rows, _value, _on: rows.filter(is_mine=True),
)


DUTIES = Entity(
    name="duties",
    label="责任事项",
    measure="项",
    model=Duty,
    list_url="duties:list",
    record_url="duties:detail",
    rest=True,
    personal=True,
    dated=True,
    prepare=_prepared,
    ordering=("due_on", "pk"),
    conditions=(TAB, OWNER),
    columns=(
        Column(
            name="name",
            label="干部",
            path="cadre__name",
            lookup=Lookup.NAME,
            filter_on="cadre__tokens",
            search=asked_name,
            order_on="cadre__stroke_key",
            pinned=True,
            primary=True,
            help="姓名、全拼或首字母；对单位的责任没有干部。",
            width=10,
        ),
        Column(
            name="light",
            label="灯",
            path="light",
            options=Light,
            lights={str(light.label): colour for light, colour in COLOURS.items()},
            sortable=False,
            width=8,
            **ANY_OF,
        ),
        Column(
            name="rule",
            label="事项",
            path="rule",
            labels=rule_labels,
            primary=True,
            width=14,
            **ANY_OF,
        ),
        Column(
            name="period",
            label="所属期",
            path="period",
            labels=quarters,
            show=quarter_words,
            primary=True,
            width=14,
            **ONE_OF,
        ),
        Column(name="due", label="期限", path="due_on", width=11, **DAY),
        Column(
            name="days",
            label="天数",
            path="days",
            kind=Kind.NUMBER,
            show=days_words,
            sortable=False,
            help="离期限还有几天；逾期为负数。",
            width=11,
        ),
        Column(
            name="unit",
            label="责任单位",
            path="unit__short_name",
            filter_on="unit__path",
            lookup=Lookup.SUBTREE,
            tree_order="unit__sort_path",
            order_on="unit__sort_path",
            help="该单位及其下属。",
            primary=True,
            width=16,
        ),
        Column(
            name="clause",
            label="条款",
            path="clause",
            labels=clauses,
            sortable=False,
            width=8,
            **ONE_OF,
        ),
        Column(name="opened", label="起", path="opened_on", default=False, width=11, **DAY),
        Column(
            name="state", label="状态", path="state", options=DutyState, default=False, **ONE_OF
        ),
        Column(name="done_on", label="办结日期", path="done_on", default=False, width=11, **DAY),
        Column(
            name="late",
            label="逾期办结",
            path="was_late",
            kind=Kind.YES_NO,
            lookup=Lookup.ONE_OF,
            sortable=False,
            default=False,
        ),
        Column(name="evidence", label="办结依据", path="evidence", kind=Kind.NUMBER, default=False),
        Column(
            name="withdrawn_on", label="不再要求之日", path="withdrawn_on", default=False, **DAY
        ),
        Column(name="waived_on", label="免办日期", path="waived_on", default=False, **DAY),
        Column(name="waived_by", label="免办人", path="waived_by__name", default=False),
        Column(name="waive_reason", label="免办理由", path="waive_reason", default=False, width=24),
        Column(
            name="cadre",
            label="干部编号",
            path="cadre_id",
            kind=Kind.NUMBER,
            lookup=Lookup.EXACT,
            default=False,
            sortable=False,
        ),
        Column(
            name="unit_code",
            label="单位编码",
            path="unit__code",
            lookup=Lookup.EXACT,
            help="恰好是这个单位的，不含其下属。",
            default=False,
            sortable=False,
        ),
        Column(
            name="touched_at",
            label="更新时间",
            path="touched_at",
            kind=Kind.MOMENT,
            lookup=Lookup.RANGE,
            default=False,
        ),
    ),
    hidden_fields=frozenset({"id", "subject", "yellow_from"}),
)
