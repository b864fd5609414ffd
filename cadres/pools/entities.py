"""The columns of the reserve pools: the membership, and who it is."""

from datetime import date

from django.db.models import Q, QuerySet, TextChoices

from cadres.choices import Pool
from cadres.people.columns import about
from cadres.pools.models import PoolMembership
from cadres.roster.rostered import ROSTERED
from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import Condition
from core.listing.entity import Entity

ANY_OF = {"kind": Kind.CHOICE, "lookup": Lookup.ONE_OF, "many": True}
DAY = {"kind": Kind.DATE, "lookup": Lookup.RANGE}


class Membership(TextChoices):
    """Which memberships are listed."""

    IN = "in", "在库"
    LEFT = "left", "已退出"
    ALL = "all", "全部"


def of_membership(rows: QuerySet, value: str, on: date) -> QuerySet:
    """The memberships that last on the day, that had ended by then, or all."""
    match value:
        case Membership.IN:
            return rows.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)
        case Membership.LEFT:
            return rows.filter(until__lte=on)
        case _:
            return rows


MEMBERSHIP = Condition(
    name="membership",
    label="在库情况",
    options=dict(Membership.choices),
    default=Membership.IN,
    apply=of_membership,
)

POOLS = Entity(
    name="pools",
    label="后备库",
    measure="人",
    model=PoolMembership,
    list_url="pools:list",
    record_url="cadres:detail",
    record_key="cadre_id",
    personal=True,
    dated=True,
    ordering=("pool", "cadre__sort_key"),
    conditions=(MEMBERSHIP, ROSTERED),
    columns=(
        about("name"),
        about("title_full"),
        about("unit"),
        about("age"),
        about("position_level"),
        Column(
            name="pool",
            label="后备库",
            path="pool",
            options=Pool,
            primary=True,
            width=26,
            **ANY_OF,
        ),
        Column(name="since", label="进入日期", path="since", **DAY),
        Column(name="until", label="退出日期", path="until", **DAY),
        Column(name="document", label="依据文号", path="document", lookup=Lookup.CONTAINS),
        Column(name="note", label="说明", path="note", default=False, width=24),
        Column(
            name="cadre",
            label="干部编号",
            path="cadre_id",
            kind=Kind.NUMBER,
            default=False,
            sortable=False,
        ),
        Column(name="version", label="版本", path="version", kind=Kind.NUMBER, default=False),
    ),
    hidden_fields=frozenset({"id", "changed_by", "changed_at"}),
)
