"""The columns of 优秀年轻干部名册 (domain §9.2): template, export and import read this one list.

Order and wording are those of the official list; behind them stands what the internal variant has
besides, then the key that an export hides, by which it finds its people again.
"""

from cadres.exchange.roster_column import RosterColumn
from cadres.exchange.roster_columns_person import PERSON
from cadres.exchange.roster_columns_post import POST
from cadres.exchange.roster_columns_stay import INTERNAL, KEY, STAY
from core.audit.models import ActorKind
from core.listing.entity import Entity
from core.scoping import Viewer, roles_of

OFFICIAL = (*PERSON, *POST, *STAY)
ROSTER_COLUMNS = (*OFFICIAL, *INTERNAL, KEY)


def columns_for(
    entity: Entity, viewer: Viewer, *, internal: bool = False
) -> tuple[RosterColumn, ...]:
    """The columns that the viewer has; a program has those made of nothing but what it was granted.

    The hidden key comes last.
    """
    granted = {column.name for column in entity.columns_for(viewer)}
    roles = roles_of(viewer)
    is_program = getattr(viewer, "actor_kind", None) == ActorKind.CLIENT
    return tuple(
        column
        for column in ROSTER_COLUMNS
        if granted.issuperset(column.made_of)
        and (internal or not column.is_internal)
        and (column.only is None or column.only & roles)
        and not (is_program and column.beyond)
    )
