"""The list of all people whose files are kept."""

from cadres.people.columns import person_columns
from cadres.people.models import Cadre
from core.listing.columns import Column, Kind, Lookup
from core.listing.entity import Entity

UPDATED = Column(
    name="updated_at",
    label="更新时间",
    path="touched_at",
    kind=Kind.MOMENT,
    lookup=Lookup.RANGE,
    default=False,
)
VERSION = Column(name="version", label="版本", path="version", kind=Kind.NUMBER, default=False)

CADRES = Entity(
    name="cadres",
    label="干部",
    measure="人",
    model=Cadre,
    list_url="cadres:list",
    record_url="cadres:detail",
    rest=True,
    personal=True,
    dated=True,
    ordering=("sort_key",),
    columns=(*person_columns(), UPDATED, VERSION),
    hidden_fields=frozenset(
        {
            *("id", "id_sealed", "id_hash", "id_reason", "photo", "account", "note"),
            *("second_party_join", "seat_order", "source_since", "changed_by", "changed_at"),
            "level_rank",
        }
    ),
)
