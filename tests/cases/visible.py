"""Who sees which cases, for the visibility matrix."""

from assessments.cases.models import RosterCase
from assessments.cases.opening import sweep
from assessments.cases.services import nominate
from tests.cases.making import finding
from tests.world import World
from tests.world_people import TODAY

OF_BUREAU = ("周雨晴", "陈思远", "曾可欣")
OF_COUNTY = ("马晓东", "赵文博", "罗天翊", "艾力·买买提")
SEEN = {
    "city": (*OF_BUREAU, *OF_COUNTY, "李明朗", "单文静", "欧阳雪"),
    "county": OF_COUNTY,
    "secretary": OF_BUREAU,
    "clerk": OF_BUREAU,
}


def cases(_world: World, who: str) -> set[int]:
    """Of one's units; an exit case of himself, never an addition."""
    if who == "cadre":
        rows = RosterCase.objects.filter(cadre__name="陈思远", kind="exit")
    else:
        rows = RosterCase.objects.filter(cadre__name__in=SEEN.get(who, ()))
    return set(rows.values_list("pk", flat=True))


def fill(world: World) -> None:
    """One about each of four people, of two units and a county, and somebody to be added."""
    for name in ("周雨晴", "陈思远", "赵文博", "李明朗"):
        finding(world, name)
    sweep(on=TODAY)
    cadre = world.cadres["单文静"]
    nominate(actor=world.city, cadre=cadre, words="攻坚克难。", on=TODAY)
