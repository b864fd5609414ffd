"""The columns of the reserve pools: the membership, and who it is."""

from datetime import date

from django.db.models import Q, TextChoices

from cadres.choices import Pool
from cadres.people.columns import about
from cadres.pools.models import PoolMembership
from cadres.roster.rostered import ROSTERED
from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import sets
from core.listing.entity import Entity
from core.listing.shapes import ANY_OF, DAY


class Membership(TextChoices):
    """Which memberships are listed."""

    IN = "in", "在库"
    LEFT = "left", "已退出"
    ALL = "all", "全部"


def _in(on: date) -> Q:
    return Q(until__isnull=True, since__lte=on) | Q(until__gt=on, since__lte=on)


MEMBERSHIP = sets(
    "membership",
    "在库情况",
    {Membership.IN: _in, Membership.LEFT: lambda on: Q(until__lte=on), Membership.ALL: Q()},
    default=Membership.IN,
    hidden=False,
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
