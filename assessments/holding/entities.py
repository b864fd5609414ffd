"""The lists of polls and of what was counted about each person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, Count, DecimalField, F, Q, QuerySet, TextChoices, Value, When
from django.db.models.functions import Cast, NullIf, Round

from assessments.holding.turnout import with_turnout
from assessments.polls.choices import PollKind, PollState
from assessments.polls.models import Poll, PollResult
from cadres.people.columns import about
from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import sets
from core.listing.entity import Entity
from core.listing.shapes import ANY_OF, DAY, NUMBER
from core.scoping import Viewer

LIGHTS = {
    str(PollState.DRAFT.label): "none",
    str(PollState.OPEN.label): "yellow",
    str(PollState.CLOSED.label): "yellow",
    str(PollState.COUNTED.label): "green",
    str(PollState.CANCELLED.label): "waived",
}
HIDDEN = frozenset({"id", "version", "changed_by", "changed_at"})
# The marks of the whole, as PollResult calls them.
OVERALL = {
    "excellent": "优秀",
    "competent": "称职",
    "basic": "基本称职",
    "incompetent": "不称职",
    "abstained": "弃权",
}


class Tab(TextChoices):
    """The tabs of the list."""

    RUNNING = "running", "办理中"
    COUNTED = "counted", "已封存"
    CANCELLED = "cancelled", "已作废"
    ALL = "all", "全部"


RUNNING = (PollState.DRAFT, PollState.OPEN, PollState.CLOSED)


STANDING = sets(
    "standing",
    "办理情况",
    {
        Tab.RUNNING: Q(state__in=RUNNING),
        Tab.COUNTED: Q(state=PollState.COUNTED),
        Tab.CANCELLED: Q(state=PollState.CANCELLED),
        Tab.ALL: Q(),
    },
    default=Tab.RUNNING,
)


def _with_numbers(rows: QuerySet, _viewer: Viewer, _on: date) -> QuerySet:
    """People, and voters so far: never a choice."""
    return with_turnout(rows).annotate(people=Count("subjects", distinct=True))


def _share(number: F, of: F) -> Round:
    """Per cent with two decimals, half up; nothing of nothing."""
    exact = DecimalField(max_digits=12, decimal_places=6)
    return Round(
        Cast(number, exact) * Value(100) / Cast(NullIf(of, 0), exact),
        2,
        output_field=DecimalField(max_digits=6, decimal_places=2),
    )


def _with_rates(rows: QuerySet, _viewer: Viewer, _on: date) -> QuerySet:
    """What came in, its shares, and nothing where fewer voted than the smallest group."""
    shown = Q(is_shown=True)

    def told(expression: Any) -> Case:
        return Case(When(shown, then=expression))

    marks = {f"{name}_told": told(F(name)) for name in OVERALL}
    others = ("valid", "counted", "style_low", "style_valid", "fit_yes", "fit_no", "weighted")
    rates = {
        f"{name}_rate": told(_share(F(name), F("counted")))
        for name in OVERALL
        if name != "abstained"
    }
    return rows.counted().annotate(  # type: ignore[attr-defined]
        **marks,
        **{f"{name}_told": told(F(name)) for name in others},
        **rates,
        low_rate=told(_share(F("basic") + F("incompetent"), F("counted"))),
        style_rate=told(_share(F("style_low"), F("style_valid"))),
    )


def _number(name: str, label: str, **more: Any) -> Column:
    return Column(name=name, label=label, **({"path": name} | NUMBER | more))


POLLS = Entity(
    name="polls",
    label="民主测评",
    measure="次",
    model=Poll,
    list_url="polls:list",
    record_url="polls:detail",
    ordering=("-opens_on", "-pk"),
    prepare=_with_numbers,
    conditions=(STANDING,),
    columns=(
        Column(
            name="title",
            label="名称",
            path="title",
            lookup=Lookup.CONTAINS,
            pinned=True,
            primary=True,
            width=28,
        ),
        Column(
            name="unit",
            label="测评单位",
            path="unit__short_name",
            filter_on="unit__path",
            lookup=Lookup.SUBTREE,
            order_on="unit__sort_path",
            tree_order="unit__sort_path",
            primary=True,
            width=16,
        ),
        Column(name="year", label="年度", path="year", lookup=Lookup.RANGE, **NUMBER),
        Column(name="kind", label="类别", path="kind", options=PollKind, width=10, **ANY_OF),
        Column(
            name="state",
            label="状态",
            path="state",
            options=PollState,
            lights=LIGHTS,
            primary=True,
            width=10,
            **ANY_OF,
        ),
        Column(name="opens_on", label="投票开始", path="opens_on", **DAY),
        Column(name="closes_on", label="投票截止", path="closes_on", **DAY),
        _number("people", "被测评人"),
        _number("expected", "应参加"),
        _number("issued", "发出票"),
        _number("returned", "收回票"),
        _number("turnout", "参加率", show=lambda share: f"{share}%"),
        Column(name="counted_on", label="封存日期", path="counted_on", default=False, **DAY),
        Column(name="shared_on", label="反馈日期", path="shared_on", default=False, **DAY),
    ),
    hidden_fields=HIDDEN
    | {
        *("asks_fit", "takes_words", "min_group", "abstain_counts", "public_key"),
        *("box_size", "opened_on", "closed_on", "result", "digest", "cancelled"),
    },
)

POLL_RESULTS = Entity(
    name="poll_results",
    label="测评结果",
    measure="人次",
    model=PollResult,
    list_url="polls:results",
    record_url="polls:person",
    rest=True,
    personal=True,
    ordering=("-poll__year", "-poll", "subject__position", "pk"),
    prepare=_with_rates,
    columns=(
        about("name"),
        about("unit", default=True),
        Column(
            name="title",
            label="测评时职务",
            path="subject__title",
            lookup=Lookup.CONTAINS,
            sortable=False,
            width=28,
        ),
        Column(name="year", label="年度", path="poll__year", lookup=Lookup.RANGE, **NUMBER),
        Column(
            name="poll",
            label="测评",
            path="poll__title",
            lookup=Lookup.CONTAINS,
            primary=True,
            width=28,
        ),
        Column(
            name="poll_id",
            label="测评编号",
            path="poll_id",
            kind=Kind.NUMBER,
            lookup=Lookup.EXACT,
            default=False,
        ),
        Column(
            name="kind",
            label="类别",
            path="poll__kind",
            options=PollKind,
            default=False,
            width=10,
            **ANY_OF,
        ),
        Column(
            name="poll_unit",
            label="测评单位",
            path="poll__unit__short_name",
            sortable=False,
            default=False,
            width=16,
        ),
        Column(name="counted_on", label="封存日期", path="poll__counted_on", **DAY),
        Column(
            name="is_shown",
            label="人数达到最小分组",
            path="is_shown",
            kind=Kind.YES_NO,
            default=False,
            width=8,
        ),
        _number("issued", "发出票"),
        _number("returned", "收回票"),
        _number("valid", "有效票", path="valid_told"),
        _number("base", "分母", path="counted_told", default=False),
        *(
            _number(name, f"{label}票", path=f"{name}_told", default=False)
            for name, label in OVERALL.items()
        ),
        *(
            _number(f"{name}_rate", f"{label}率（%）", lookup=Lookup.RANGE)
            for name, label in OVERALL.items()
            if name != "abstained"
        ),
        _number(
            "low_rate",
            "基本称职和不称职率（%）",
            lookup=Lookup.RANGE,
            help="3.3.3-6 所比较的比例。",
        ),
        _number("weighted", "加权优秀率（%）", path="weighted_told", lookup=Lookup.RANGE),
        _number("style_low", "工作作风“一般”“差”票", path="style_low_told", default=False),
        _number("style_valid", "工作作风有效票", path="style_valid_told", default=False),
        _number("style_rate", "工作作风“一般”“差”率（%）", default=False, lookup=Lookup.RANGE),
        _number("fit_yes", "适宜票", path="fit_yes_told", default=False),
        _number("fit_no", "不适宜票", path="fit_no_told", default=False, lookup=Lookup.RANGE),
    ),
    hidden_fields=frozenset(
        {
            *("id", "valid", "counted", "style_low", "style_valid", "fit_yes", "fit_no"),
            *("weighted", *OVERALL),  # told by annotations
        }
    ),
)
