"""Who sees which cases, for the visibility matrix."""

from assessments.cases.models import RosterCase
from assessments.cases.opening import sweep
from tests.cases.making import finding
from tests.world import World
from tests.world_people import TODAY

SEEN = {
    "city": ("周雨晴", "陈思远", "赵文博", "李明朗"),
    "county": ("赵文博",),
    "secretary": ("周雨晴", "陈思远"),
    "clerk": ("周雨晴", "陈思远"),
    "cadre": ("陈思远",),  # that a case is open about himself
}


def cases(_world: World, who: str) -> set[int]:
    """Of one's units; an exit case of himself, never an addition."""
    rows = RosterCase.objects.filter(cadre__name__in=SEEN.get(who, ()))
    return set(rows.values_list("pk", flat=True))


def fill(world: World) -> None:
    """One about each of four people, of two units and a county."""
    for name in ("周雨晴", "陈思远", "赵文博", "李明朗"):
        finding(world, name)
    sweep(on=TODAY)
