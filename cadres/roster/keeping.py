"""Whose list is whose to change (clauses 2.0 and 4.2).

The city's department keeps every list, the province's included; a county's department keeps its
own. `RosterQuerySet.kept_by` says the same of stays.
"""

from collections.abc import Collection
from typing import Any

from cadres.choices import HeldBy
from cadres.people.querysets import KEEPERS
from core.choices import Role
from core.errors import NotAllowed, refuse_if
from core.scoping import Viewer, roles_of

CITY_ALONE = frozenset({Role.CITY_DEPARTMENT})

NOT_A_KEEPER = "名册由市委组织部和县（区）委组织部管理，您的角色不能办理。"
NOT_THE_CITY = "这一项由市委组织部办理，请报市委组织部。"
NOT_YOURS_TO_GIVE = "县（区）委组织部只能列入县级掌握；列入省级、市级掌握的，请报市委组织部办理。"
NOT_IN_REACH = "不在您的管理范围"
KEPT_ABOVE = {
    HeldBy.PROVINCE: "由省委组织部掌握，请报市委组织部办理",
    HeldBy.CITY: "由市委组织部掌握，请报市委组织部办理",
}


def keeps(viewer: Viewer, keepers: Collection[Role] = KEEPERS) -> bool:
    """Whether the viewer is of such a department anywhere."""
    return not roles_of(viewer).isdisjoint(keepers)


def refuse_strangers(viewer: Viewer, keepers: Collection[Role] = KEEPERS) -> None:
    """Only a department changes the roster, and some of it only the city's; raises NotAllowed."""
    refuse_if(not keeps(viewer), NOT_A_KEEPER, NotAllowed)
    refuse_if(not keeps(viewer, keepers), NOT_THE_CITY, NotAllowed)


def lists_of(viewer: Viewer) -> tuple[HeldBy, ...]:
    """The lists that a department may put people on."""
    return tuple(HeldBy) if keeps(viewer, CITY_ALONE) else (HeldBy.COUNTY,)


def refuse_list(actor: Any, held_by: str) -> None:
    """Nobody is put on a list above one's own; no actor is the system. Raises NotAllowed."""
    refuse_if(actor and held_by not in lists_of(actor), NOT_YOURS_TO_GIVE, NotAllowed)


def why_not_kept(*, in_reach: bool, held_by: str) -> str:
    """Why a stay is not the viewer's to change; `in_reach`: his department's but for the list."""
    return KEPT_ABOVE.get(held_by, NOT_IN_REACH) if in_reach else NOT_IN_REACH
