"""Who has 校核: the offices; whoever keeps files may have them checked, and units see no others."""

from collections.abc import Collection
from typing import Final

from cadres.checks.querysets import TallyQuerySet
from cadres.people.columns import OFFICES
from cadres.people.querysets import KEEPERS
from core.choices import Role
from core.errors import NotAllowed, refuse_if
from core.scoping import Viewer, roles_of

OFFICES_ALONE: Final = "校核由组织部门和各单位使用，您的角色没有这项功能。"
FIGURES_ALONE: Final = "各单位趋势由组织部门和单位党组织书记查看，您的角色不能查看。"


def refuse_strangers(viewer: Viewer, roles: Collection[Role] = OFFICES) -> None:
    """Only offices have 校核, and not all of them its figures; raises NotAllowed."""
    refuse_if(not OFFICES & roles_of(viewer), OFFICES_ALONE, NotAllowed)
    refuse_if(not roles_of(viewer) & set(roles), FIGURES_ALONE, NotAllowed)


def sees_figures(viewer: Viewer) -> bool:
    """Whether the viewer sees the tallies of units."""
    return bool(roles_of(viewer) & set(TallyQuerySet.reach))


def may_run(viewer: Viewer) -> bool:
    """Whether the viewer may have everybody of his checked again."""
    return bool(roles_of(viewer) & KEEPERS)
