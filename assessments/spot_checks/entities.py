"""The lists of draws, of drawn records, and of what units have to put right."""

from dataclasses import replace
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from assessments.choices import CheckState, ItemResult, RectificationState
from assessments.spot_checks.models import Rectification, SpotCheck, SpotItem, SpotSign
from assessments.spot_checks.signs.kinds import HINTS
from cadres.people.columns import about
from core.listing.columns import Column, Kind, Lookup
from core.listing.entity import Entity
from core.listing.shapes import DAY, NUMBER
from core.scoping import Viewer
from policy.periods import Quarter

ONE_OF = {"kind": Kind.CHOICE, "lookup": Lookup.ONE_OF, "many": True, "primary": True}
HIDDEN = {"id", "version", "changed_by", "changed_at"}


def quarter_text(day: date) -> str:
    """2026年三季度, of its first day."""
    return Quarter.of(day).label


def _counted(rows: QuerySet, path: str, condition: Q) -> Coalesce:
    """How many of the records of a check, as a column."""
    counts = (
        rows.filter(condition, check_of=OuterRef(path))
        .order_by()
        .values("check_of")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(counts), 0, output_field=IntegerField())


def _with_results(rows: QuerySet, _viewer: Viewer, _on: date) -> QuerySet:
    items = SpotItem.objects.all()
    return rows.annotate(
        unread=_counted(items, "pk", Q(result=ItemResult.UNREAD)),
        faulty=_counted(items, "pk", Q(result=ItemResult.FAULTY)),
    )


def _with_signs(rows: QuerySet, _viewer: Viewer, _on: date) -> QuerySet:
    """How many signs the record has, hints aside."""
    signs = (
        SpotSign.objects.filter(check_of=OuterRef("check_of"), talk=OuterRef("talk"))
        .exclude(kind__in=HINTS)
        .order_by()
        .values("talk")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return rows.annotate(signs=Coalesce(Subquery(signs), 0, output_field=IntegerField()))


def _with_faults(rows: QuerySet, _viewer: Viewer, _on: date) -> QuerySet:
    faulty = (
        SpotItem.objects.filter(
            check_of=OuterRef("check_of"), unit=OuterRef("unit"), result=ItemResult.FAULTY
        )
        .order_by()
        .values("check_of")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return rows.annotate(faulty=Coalesce(Subquery(faulty), 0, output_field=IntegerField()))


def _unit(label: str, **more) -> Column:
    return Column(
        name="unit",
        label=label,
        path="unit__short_name",
        filter_on="unit__path",
        lookup=Lookup.SUBTREE,
        order_on="unit__sort_path",
        width=16,
        **more,
    )


SPOT_CHECKS = Entity(
    name="spot_checks",
    label="谈话抽查",
    measure="次",
    model=SpotCheck,
    list_url="spot_checks:list",
    record_url="spot_checks:detail",
    ordering=("-quarter", "-id"),
    prepare=_with_results,
    columns=(
        Column(name="quarter", label="季度", path="quarter", show=quarter_text, pinned=True, **DAY),
        _unit("范围"),
        Column(name="state", label="状态", path="state", options=CheckState, **ONE_OF),
        Column(name="percent", label="抽查比例", path="percent", show=lambda n: f"{n}%", **NUMBER),
        Column(name="population", label="记录总数", path="population", **NUMBER),
        Column(name="drawn", label="抽取数", path="drawn", **NUMBER),
        Column(name="unread", label="待核查", path="unread", **NUMBER),
        Column(name="faulty", label="存在问题", path="faulty", **NUMBER),
        Column(name="drawn_on", label="抽取日期", path="drawn_on", **DAY),
        Column(name="drawn_by", label="抽取人", path="drawn_by__name", width=10),
        Column(name="reported_on", label="反馈日期", path="reported_on", **DAY),
        Column(name="seed", label="随机种子", path="seed", lookup=Lookup.CONTAINS, width=20),
    ),
    hidden_fields=frozenset(HIDDEN | {"strata", "looked_at", "summary"}),
)

SPOT_ITEMS = Entity(
    name="spot_items",
    label="抽查记录",
    measure="份",
    model=SpotItem,
    list_url="spot_checks:items",
    record_url="spot_checks:item",
    personal=True,
    ordering=("-check_of", "position"),
    prepare=_with_signs,
    columns=(
        Column(name="position", label="抽取序号", path="position", default=False, **NUMBER),
        replace(
            about("name"),
            path="talk__cadre__name",
            filter_on="talk__cadre__tokens",
            order_on="talk__cadre__stroke_key",
        ),
        _unit("单位"),
        Column(name="held_on", label="谈话日期", path="snapshot__held_on", sortable=False),
        Column(name="led_by", label="谈话人", path="snapshot__led_by", sortable=False, width=10),
        Column(name="signs", label="疑点", path="signs", lookup=Lookup.RANGE, **NUMBER),
        Column(
            name="result",
            label="结果",
            path="result",
            options=ItemResult,
            lights={"符合要求": "green", "存在问题": "red", "待核查": "none"},
            **ONE_OF,
        ),
        Column(name="note", label="核查意见", path="note", lookup=Lookup.CONTAINS, width=30),
        Column(
            name="check",
            label="抽查编号",
            path="check_of_id",
            kind=Kind.NUMBER,
            lookup=Lookup.EXACT,
            default=False,
        ),
        Column(name="digest", label="摘要", path="digest", default=False, width=20),
    ),
    hidden_fields=frozenset(HIDDEN | {"talk", "answers", "check_of"}),
)

RECTIFICATIONS = Entity(
    name="rectifications",
    label="抽查整改",
    measure="项",
    model=Rectification,
    list_url="rectifications:list",
    record_url="rectifications:detail",
    ordering=("-asked_on", "-id"),
    prepare=_with_faults,
    columns=(
        _unit("单位", pinned=True),
        Column(name="quarter", label="季度", path="check_of__quarter", show=quarter_text, **DAY),
        Column(
            name="state",
            label="状态",
            path="state",
            options=RectificationState,
            lights={
                str(RectificationState.ASKED.label): "yellow",
                str(RectificationState.ANSWERED.label): "yellow",
                str(RectificationState.ACCEPTED.label): "green",
            },
            **ONE_OF,
        ),
        Column(name="faulty", label="问题记录", path="faulty", **NUMBER),
        Column(name="asked_on", label="反馈日期", path="asked_on", **DAY),
        Column(name="answer_by", label="整改期限", path="answer_by", **DAY),
        Column(name="answered_on", label="报告日期", path="answered_on", **DAY),
        Column(name="accepted_on", label="认可日期", path="accepted_on", **DAY),
        Column(name="round", label="轮次", path="round", default=False, **NUMBER),
        Column(name="demand", label="整改要求", path="demand", default=False, width=30),
    ),
    hidden_fields=frozenset(HIDDEN | {"answer", "remark"}),
)
