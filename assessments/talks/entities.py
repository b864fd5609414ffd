"""The columns of talks: that one took place for everybody in scope, what was said for the offices.

What was said is selected through `readable`, so that whoever sees a row for another reason (his own
talk, though he works in an office) finds it empty there, whatever he filters, sorts or exports.
"""

from collections.abc import Mapping
from datetime import date

from django.db.models import (
    Case,
    CharField,
    F,
    Func,
    IntegerField,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import TruncDate
from django.utils import timezone

from assessments.choices import ConcernState, TalkKind
from assessments.talks.models import Talk
from assessments.talks.querysets import OFFICES, READERS, TalkQuerySet
from cadres.people.columns import about
from cadres.roster.rostered import ROSTERED
from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import Condition
from core.listing.entity import Entity
from core.listing.shapes import DAY
from core.scoping import Viewer
from policy.periods import Quarter

SAID = (
    *("topic", "on_thought", "on_work", "on_style", "on_life", "advice"),
    *("void_reason",),
)
LISTED_QUARTERS = 24


def quarter_names() -> Mapping[str, str]:
    """The quarters that one can ask for, the present one first, by their first day."""
    quarter, found = Quarter.of(timezone.localdate()), {}
    for _ in range(LISTED_QUARTERS):
        found[quarter.first_day.isoformat()] = quarter.label
        quarter = quarter.previous
    return found


def _label(first_day: date) -> str:
    return Quarter.of(first_day).label


def with_what_was_said(rows: TalkQuerySet, viewer: Viewer, _on: date) -> QuerySet:
    """With `said_…`, empty where the viewer may not read it, and how late each was entered."""
    readable = TalkQuerySet.readable(viewer)
    said = {
        f"said_{name}": Case(
            When(readable, then=F(name)), default=Value(""), output_field=TextField()
        )
        for name in SAID
    }
    return rows.annotate(
        **said,
        said_concern=Case(
            When(readable, then=F("concern__state")), default=Value(None), output_field=CharField()
        ),
        late_days=Func(
            TruncDate("entered_at"),
            F("held_on"),
            template="(%(expressions)s)",
            arg_joiner=" - ",
            output_field=IntegerField(),
        ),
    )


def _which(rows: QuerySet, value: str, on: date) -> QuerySet:
    match value:
        case "quarter":
            return rows.filter(voided_on__isnull=True, counts_for=Quarter.of(on).first_day)
        case "voided":
            return rows.filter(voided_on__isnull=False)
        case "all":
            return rows
    return rows.filter(voided_on__isnull=True)


WHICH = Condition(
    name="which",
    label="记录",
    options={
        "quarter": "本季度",
        "standing": "全部",
        "voided": "已作废",
        "all": "全部（含已作废）",
    },
    default="standing",
    hidden=True,
    apply=_which,
)


def _said(name: str, label: str, *, width: int = 40) -> Column:
    """A column of what was said: for the offices, and for programs that were granted it."""
    return Column(
        name=name,
        label=label,
        path=f"said_{name}",
        only=READERS,
        secret=True,
        default=False,
        sortable=False,
        width=width,
        within="notes",
    )


TALKS = Entity(
    name="talks",
    label="谈心谈话",
    measure="次",
    model=Talk,
    list_url="talks:list",
    record_url="talks:detail",
    rest=True,
    personal=True,
    ordering=("-held_on", "-pk"),
    prepare=with_what_was_said,
    conditions=(WHICH, ROSTERED),
    columns=(
        about("name"),
        about("unit", default=True),
        about("title_full", default=False),
        Column(name="held_on", label="谈话日期", path="held_on", primary=True, **DAY),
        Column(
            name="quarter",
            label="计入季度",
            path="counts_for",
            kind=Kind.CHOICE,
            labels=quarter_names,
            show=_label,
            lookup=Lookup.ONE_OF,
            primary=True,
            help="编码是该季度的第一天。",
        ),
        Column(
            name="kind",
            label="类型",
            path="kind",
            kind=Kind.CHOICE,
            options=TalkKind,
            lookup=Lookup.ONE_OF,
            many=True,
        ),
        Column(name="led_by", label="谈话人", path="led_by", lookup=Lookup.CONTAINS),
        Column(name="led_by_title", label="谈话人职务", path="led_by_title", default=False),
        Column(name="place", label="地点", path="place", lookup=Lookup.CONTAINS, width=16),
        Column(
            name="makes_up_for",
            label="补谈季度",
            path="makes_up_for",
            kind=Kind.CHOICE,
            labels=quarter_names,
            show=_label,
            default=False,
        ),
        Column(
            name="began_at",
            label="开始时间",
            path="began_at",
            read=lambda time: f"{time:%H:%M}",
            sortable=False,
            default=False,
        ),
        Column(
            name="ended_at",
            label="结束时间",
            path="ended_at",
            read=lambda time: f"{time:%H:%M}",
            sortable=False,
            default=False,
        ),
        Column(name="noted_by", label="记录人", path="noted_by", default=False),
        Column(
            name="held_for",
            label="谈话时所在单位",
            path="unit__short_name",
            sortable=False,
            default=False,
        ),
        Column(
            name="entered_at",
            label="登记时间",
            path="entered_at",
            kind=Kind.MOMENT,
            lookup=Lookup.RANGE,
            width=17,
        ),
        Column(name="entered_by", label="登记人", path="entered_by__name", default=False),
        Column(
            name="late_days",
            label="谈后多少天登记",
            path="late_days",
            kind=Kind.NUMBER,
            lookup=Lookup.RANGE,
            default=False,
        ),
        Column(
            name="concern",
            label="苗头问题",
            path="said_concern",
            kind=Kind.CHOICE,
            options=ConcernState,
            only=OFFICES,
            sortable=False,
        ),
        Column(name="voided_on", label="作废日期", path="voided_on", default=False, **DAY),
        _said("topic", "主题", width=20),
        _said("on_thought", "思想情况"),
        _said("on_work", "工作情况"),
        _said("on_style", "作风情况"),
        _said("on_life", "生活和困难"),
        _said("advice", "意见建议"),
        _said("void_reason", "作废原因", width=20),
        Column(
            name="cadre",
            label="干部编号",
            path="cadre_id",
            kind=Kind.NUMBER,
            lookup=Lookup.EXACT,
            default=False,
        ),
        Column(name="version", label="版本", path="version", kind=Kind.NUMBER, default=False),
    ),
    hidden_fields=frozenset({"id", "changed_by", "changed_at", "entry_key", *SAID}),
)
