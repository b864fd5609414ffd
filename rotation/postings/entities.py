"""The columns of postings: who holds or held what, who is away, when he comes back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Least

from cadres.choices import LEVEL
from cadres.people.columns import about, names_of
from cadres.roster.rostered import ROSTERED
from core.choices import UnitKind
from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import sets
from core.listing.entity import Entity
from core.listing.shapes import ANY_OF, DAY
from core.scoping import Viewer
from rotation.choices import AWAY, HELD, EndReason, GrassrootsKind, PostingKind, Seat
from rotation.postings.models import Arrangement, Posting
from rotation.postings.querysets import ArrangementQuerySet, PostingQuerySet
from rotation.postings.returning import soon_until

EXTRA = {"default": False}


class State(TextChoices):
    """How a posting stands on a day."""

    HELD = "held", "在任"
    AWAY = "away", "在外"
    SOON = "soon", "即将返回"
    OVERDUE = "overdue", "期满未归"
    ENDED = "ended", "已结束"


class Tab(TextChoices):
    """The tabs of the list; 在外 has everybody who is away."""

    HELD = "held", "在任"
    AWAY = "away", "在外"
    SOON = "soon", "即将返回"
    OVERDUE = "overdue", "期满未归"
    ENDED = "ended", "已结束"
    ALL = "all", "全部"


OUT = (State.AWAY, State.SOON, State.OVERDUE)
LIGHTS = {
    str(State.HELD.label): "green",
    str(State.AWAY.label): "green",
    str(State.SOON.label): "yellow",
    str(State.OVERDUE.label): "red",
    str(State.ENDED.label): "none",
}


def state_on(on: date) -> Case:
    """The state of a posting on a day."""
    return Case(
        When(ended_on__lte=on, then=Value(State.ENDED)),
        When(kind__in=HELD, then=Value(State.HELD)),
        When(until__lte=on, then=Value(State.OVERDUE)),
        When(until__lte=soon_until(on), then=Value(State.SOON)),
        default=Value(State.AWAY),
        output_field=CharField(choices=State),
    )


def full_months(on: date) -> Cast:
    """Full months from the first day to the end, or to the day."""
    end = Least(Coalesce("ended_on", Value(on)), Value(on), output_field=DateField())
    age = Func(Cast(end, DateField()), F("since"), function="age", output_field=CharField())
    years, months = (
        Func(age, template=f"extract({part} from %(expressions)s)", output_field=IntegerField())
        for part in ("year", "month")
    )
    return Cast(years * 12 + months, IntegerField())


def _prepared(rows: QuerySet, viewer: Viewer, on: date) -> QuerySet:
    """Postings that had begun by the day and were not taken back.

    Why one ended early is told to offices, not to the person himself.
    """
    opened = PostingQuerySet.opened_to(viewer)
    # What awaits him is for his own offices; a host or a program reads nothing of it.
    told = ArrangementQuerySet.scope_condition(viewer)
    awaits = Arrangement.objects.filter(told, posting=OuterRef("pk"))
    return (
        rows.real()  # type: ignore[attr-defined]
        .filter(since__lte=on)
        .annotate(
            state=state_on(on),
            months=full_months(on),
            why_ended=Case(When(opened, then=F("end_note"))),
            awaits=Subquery(awaits.values("text")[:1]),
            is_arranged=Exists(awaits),
        )
    )


def _running(on: date, kinds: Collection[str]) -> Q:
    return Q(Q(ended_on__isnull=True) | Q(ended_on__gt=on), kind__in=kinds)


STANDING = sets(
    "standing",
    "任职情况",
    {
        Tab.HELD: lambda on: _running(on, HELD),
        Tab.AWAY: lambda on: _running(on, AWAY),
        Tab.SOON: Q(state=State.SOON),
        Tab.OVERDUE: Q(state=State.OVERDUE),
        Tab.ENDED: Q(state=State.ENDED),
        Tab.ALL: Q(),
    },
    default=Tab.HELD,
)


def _place(name: str, label: str, path: str, **more: object) -> Column:
    """A unit of the posting, with those below it."""
    return Column(
        name=name,
        label=label,
        path=f"{path}__short_name",
        filter_on=f"{path}__path",
        lookup=Lookup.SUBTREE,
        order_on=f"{path}__sort_path",
        width=16,
        **more,  # type: ignore[arg-type]
    )


def _number(name: str, label: str, path: str, **more: object) -> Column:
    given = {"default": False, "sortable": False} | more
    return Column(name=name, label=label, path=path, kind=Kind.NUMBER, **given)  # type: ignore[arg-type]


def _yes_no(name: str, label: str) -> Column:
    return Column(
        name=name, label=label, path=name, kind=Kind.YES_NO, lookup=Lookup.ONE_OF, **EXTRA
    )


POSTINGS = Entity(
    name="postings",
    label="任职与锻炼",
    measure="条",
    model=Posting,
    list_url="postings:list",
    record_url="postings:detail",
    rest=True,
    personal=True,
    dated=True,
    ordering=("cadre__sort_key", "-since", "pk"),
    prepare=_prepared,
    conditions=(STANDING, ROSTERED),
    columns=(
        about("name"),
        about("unit", default=True, primary=True),
        Column(
            name="state",
            label="状态",
            path="state",
            kind=Kind.CHOICE,
            options=State,
            lights=LIGHTS,
            sortable=False,
            width=10,
        ),
        Column(
            name="kind",
            label="类别",
            path="kind",
            options=PostingKind,
            primary=True,
            width=8,
            **ANY_OF,
        ),
        _place("host", "任职（接收）单位", "unit", primary=True, help="该单位及其下属。"),
        Column(
            name="host_kind",
            label="任职（接收）单位类别",
            path="unit__kind",
            options=UnitKind,
            **ANY_OF,
            **EXTRA,
        ),
        Column(name="title", label="职务", path="title", lookup=Lookup.CONTAINS, width=20),
        Column(
            name="level",
            label="职务层次",
            path="level",
            labels=names_of(LEVEL),
            **ANY_OF,
        ),
        Column(name="seat", label="正副职", path="seat", options=Seat, width=8, **ANY_OF, **EXTRA),
        _yes_no("is_leading", "领导职务"),
        _yes_no("is_main", "主职务"),
        _yes_no("acting", "主持工作"),
        Column(name="since", label="起始日期", path="since", **DAY),
        Column(name="until", label="期满日期", path="until", primary=True, **DAY),
        Column(name="ended_on", label="结束日期", path="ended_on", **DAY),
        Column(
            name="months",
            label="月数",
            path="months",
            kind=Kind.NUMBER,
            sortable=False,
            help="到结束日期或截至日期的整月数。",
            width=6,
        ),
        Column(
            name="end_reason",
            label="结束原因",
            path="end_reason",
            options=EndReason,
            **ANY_OF,
            **EXTRA,
        ),
        Column(
            name="end_note",
            label="结束说明",
            path="why_ended",
            sortable=False,
            width=20,
            **EXTRA,
        ),
        Column(
            name="arrangement", label="返回安排", path="awaits", sortable=False, width=24, **EXTRA
        ),
        Column(
            name="is_arranged",
            label="已报返回安排",
            path="is_arranged",
            kind=Kind.YES_NO,
            lookup=Lookup.ONE_OF,
            sortable=False,
            **EXTRA,
        ),
        _place("sender", "派出单位", "sending_unit", default=False),
        Column(name="position", label="职位", path="position__title", sortable=False, **EXTRA),
        Column(name="document", label="文号", path="document", lookup=Lookup.CONTAINS, width=18),
        Column(name="duties", label="分管（协管）工作", path="duties", width=24, **EXTRA),
        Column(name="treatment", label="待遇", path="treatment", width=16, **EXTRA),
        Column(
            name="allowance", label="每月补助（元）", path="allowance", kind=Kind.NUMBER, **EXTRA
        ),
        _number("days", "服务天数", "days", sortable=True),
        Column(
            name="grassroots",
            label="基层经历类别",
            path="grassroots",
            options=GrassrootsKind,
            width=16,
            **ANY_OF,
            **EXTRA,
        ),
        Column(
            name="over_quota_reason",
            label="超职数理由",
            path="over_quota_reason",
            sortable=False,
            width=20,
            **EXTRA,
        ),
        Column(name="line", label="简历写法", path="line", sortable=False, width=30, **EXTRA),
        _yes_no("noted", "现任职务后加注"),
        _number("cadre", "干部编号", "cadre_id", lookup=Lookup.EXACT),
        _number("unit_id", "任职单位编号", "unit_id"),
        _number("position_id", "职位编号", "position_id", lookup=Lookup.EXACT),
        _number("version", "版本", "version", sortable=True),
    ),
    hidden_fields=frozenset({"id", "end_note", "former", "changed_by", "changed_at"}),
)
