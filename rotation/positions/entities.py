"""The columns of positions: what a unit has, who holds it, how many seats are free."""

from __future__ import annotations

from datetime import date

from django.apps import apps
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.db.models.functions import Coalesce, Greatest

from cadres.choices import LEVEL
from cadres.people.columns import names_of
from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import Condition
from core.listing.entity import Entity
from core.listing.shapes import DAY
from core.scoping import Viewer
from rotation.choices import Seat
from rotation.positions.models import Position


class Standing(TextChoices):
    """Which positions are listed."""

    EXISTING = "existing", "设置中"
    FREE = "free", "有空缺"
    OVER = "over", "超职数"
    ABOLISHED = "abolished", "已撤销"
    ALL = "all", "全部"


def holders_on(viewer: Viewer, on: date) -> Coalesce:
    """How many main posts a position has on a day, of those that the viewer may see."""
    rows = apps.get_model("rotation", "Posting")._default_manager.visible_to(viewer)
    rows = rows.running(on).filter(position=OuterRef("pk"), is_main=True).order_by()
    counted = rows.values("position").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _prepared(rows: QuerySet, viewer: Viewer, on: date) -> QuerySet:
    """Positions established by the day, with their holders and free seats."""
    rows = rows.filter(since__lte=on).annotate(holders=holders_on(viewer, on))
    return rows.annotate(free=Greatest(F("quota") - F("holders"), 0))


def of_standing(rows: QuerySet, value: str, on: date) -> QuerySet:
    """The positions of one choice on a day."""
    match value:
        case Standing.ALL:
            return rows
        case Standing.ABOLISHED:
            return rows.filter(until__lte=on)
    rows = rows.filter(Q(until__isnull=True) | Q(until__gt=on))
    if value == Standing.FREE:
        return rows.filter(free__gt=0)
    if value == Standing.OVER:
        return rows.filter(holders__gt=F("quota"))
    return rows


STANDING = Condition(
    name="standing",
    label="设置情况",
    options=dict(Standing.choices),
    default=Standing.EXISTING,
    apply=of_standing,
)

POSITIONS = Entity(
    name="positions",
    label="职位",
    measure="个职位",
    model=Position,
    list_url="positions:list",
    record_url="positions:detail",
    rest=True,
    dated=True,
    ordering=("unit__sort_path", "order", "pk"),
    prepare=_prepared,
    conditions=(STANDING,),
    columns=(
        Column(
            name="title",
            label="职务名称",
            path="title",
            lookup=Lookup.CONTAINS,
            pinned=True,
            primary=True,
            width=18,
        ),
        Column(
            name="unit",
            label="单位",
            path="unit__short_name",
            filter_on="unit__path",
            lookup=Lookup.SUBTREE,
            tree_order="unit__sort_path",
            order_on="unit__sort_path",
            primary=True,
            help="该单位及其下属。",
            width=16,
        ),
        Column(
            name="level",
            label="职务层次",
            path="level",
            kind=Kind.CHOICE,
            labels=names_of(LEVEL),
            lookup=Lookup.ONE_OF,
            many=True,
            primary=True,
        ),
        Column(
            name="seat",
            label="正副职",
            path="seat",
            kind=Kind.CHOICE,
            options=Seat,
            lookup=Lookup.ONE_OF,
            many=True,
            primary=True,
            width=8,
        ),
        Column(
            name="is_leading",
            label="领导职务",
            path="is_leading",
            kind=Kind.YES_NO,
            lookup=Lookup.ONE_OF,
            width=8,
        ),
        Column(name="quota", label="职数", path="quota", kind=Kind.NUMBER, width=6),
        Column(
            name="holders",
            label="现任人数",
            path="holders",
            kind=Kind.NUMBER,
            sortable=False,
            width=8,
        ),
        Column(name="free", label="空缺", path="free", kind=Kind.NUMBER, sortable=False, width=6),
        Column(name="since", label="设立日期", path="since", **DAY),
        Column(name="until", label="撤销日期", path="until", default=False, **DAY),
        Column(name="document", label="依据文号", path="document", default=False, width=20),
        Column(name="note", label="备注", path="note", default=False, width=20),
        Column(name="order", label="排序", path="order", kind=Kind.NUMBER, default=False),
        Column(
            name="unit_id",
            label="单位编号",
            path="unit_id",
            kind=Kind.NUMBER,
            default=False,
            sortable=False,
        ),
        Column(name="version", label="版本", path="version", kind=Kind.NUMBER, default=False),
    ),
    hidden_fields=frozenset({"id", "changed_by", "changed_at"}),
)
