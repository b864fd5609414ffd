"""The columns of findings: whose file, which rule, what it says, what should stand there."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django.db.models import QuerySet

from cadres.checks.models import Finding
from cadres.checks.rule import Severity, Theme
from cadres.checks.rules import RULES
from cadres.checks.standing import counting, muted
from cadres.people.columns import about
from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import Condition
from core.listing.entity import Entity

COUNTS, MUTED, ALL = "open", "muted", "all"


@lru_cache(maxsize=1)
def sentences() -> Mapping[str, str]:
    """Every rule's sentence by its code."""
    return {rule.code: rule.sentence for rule in RULES}


def _standing(rows: QuerySet, value: str, on: date) -> QuerySet:
    match value:
        case "open":
            return counting(rows, on)
        case "muted":
            return muted(rows, on)
    return rows


def _of_theme(rows: QuerySet, value: str, _on: date) -> QuerySet:
    theme = Theme[value]
    return rows.filter(rule__in=[rule.code for rule in RULES if rule.theme == theme])


STANDING = Condition(
    name="standing",
    label="处理情况",
    options={COUNTS: "待处理", MUTED: "暂不处理", ALL: "全部"},
    default=COUNTS,
    apply=_standing,
)
THEME = Condition(
    name="theme",
    label="内容",
    options={theme.name: theme.value for theme in Theme},
    apply=_of_theme,
)

FINDINGS = Entity(
    name="findings",
    label="校核问题",
    measure="条",
    model=Finding,
    list_url="checks:list",
    record_url="checks:detail",
    personal=True,
    ordering=("severity", "cadre__sort_key", "pk"),
    conditions=(STANDING, THEME),
    columns=(
        about("name"),
        about("unit", default=True),
        Column(
            name="severity",
            label="程度",
            path="severity",
            kind=Kind.CHOICE,
            options=Severity,
            lookup=Lookup.ONE_OF,
            primary=True,
            lights={Severity.ERROR.label: "red", Severity.WARNING.label: "yellow"},
            width=6,
        ),
        Column(name="sentence", label="问题", path="sentence", lookup=Lookup.CONTAINS, width=60),
        Column(name="spot", label="所在行", path="spot", default=False, width=20),
        Column(
            name="rule",
            label="规则",
            path="rule",
            kind=Kind.CHOICE,
            labels=sentences,
            lookup=Lookup.ONE_OF,
            default=False,
            width=30,
        ),
        Column(name="value", label="现在的内容", path="value", default=False, width=20),
        Column(
            name="first_found",
            label="首次发现",
            path="first_found",
            kind=Kind.DATE,
            lookup=Lookup.RANGE,
        ),
        Column(
            name="found_on",
            label="发现日期",
            path="found_on",
            kind=Kind.DATE,
            lookup=Lookup.RANGE,
            default=False,
        ),
        Column(
            name="cadre",
            label="干部编号",
            path="cadre_id",
            kind=Kind.NUMBER,
            lookup=Lookup.EXACT,
            default=False,
        ),
    ),
    hidden_fields=frozenset({"id", "is_guarded", "field", "suggestion", "version"}),
)
