"""Who sees which positions and postings, for the visibility matrix."""

from datetime import date

from rotation.choices import AWAY
from rotation.positions.models import Position
from rotation.postings.models import Posting
from tests.world import World

OF_BUREAU = ("周雨晴", "陈思远")
OF_COUNTY = ("赵文博", "罗天翊")
ABOUT = {
    "city": (*OF_BUREAU, *OF_COUNTY, "李明朗"),
    "county": OF_COUNTY,
    "secretary": OF_BUREAU,
    "clerk": OF_BUREAU,
    "cadre": ("陈思远",),  # himself
}
# 陈思远 is away in 柳河镇: the county hosts him; 赵文博 was at the bureau (tests.flows.visible).
HOSTED = {"county": ("陈思远",), "secretary": ("赵文博",), "clerk": ("赵文博",)}
PLACES = {
    "city": ("市交通运输局", "柳河镇", "市科技局"),
    "county": ("柳河镇",),
    "secretary": ("市交通运输局",),
    "clerk": ("市交通运输局",),
}


def positions(_world: World, who: str) -> set[int]:
    """Those of one's units; people as such have none to see."""
    rows = Position.objects.filter(unit__short_name__in=PLACES.get(who, ()), until=None)
    return set(rows.values_list("pk", flat=True))


def all_positions(_world: World, who: str) -> set[int]:
    """The abolished ones too."""
    rows = Position.objects.filter(unit__short_name__in=PLACES.get(who, ()))
    return set(rows.values_list("pk", flat=True))


def held(_world: World, who: str) -> set[int]:
    """What the list shows at first: posts that people hold."""
    rows = Posting.objects.filter(
        cadre__name__in=ABOUT.get(who, ()), kind="appointment", ended_on=None
    )
    return set(rows.values_list("pk", flat=True))


def postings(_world: World, who: str) -> set[int]:
    """Of the people one sees, and of those who were sent to one's units."""
    rows = Posting.objects.filter(cadre__name__in=ABOUT.get(who, ()))
    hosted = Posting.objects.filter(cadre__name__in=HOSTED.get(who, ()), kind__in=AWAY)
    return set((rows | hosted).values_list("pk", flat=True))


def fill(world: World) -> None:
    """A position of each of three units and one abolished; a post of five people, one away."""
    for name in PLACES["city"]:
        Position.objects.create(unit=world.named[name], title="副科长", since=date(2020, 1, 1))
    Position.objects.create(
        unit=world.named["市交通运输局"],
        title="副调研员",
        since=date(2010, 1, 1),
        until=date(2019, 6, 1),
    )
    for name in ABOUT["city"]:
        cadre = world.cadres[name]
        usual = {"cadre": cadre, "unit": cadre.unit, "kind": "appointment", "title": "副科长"}
        Posting.objects.create(
            since=date(2019, 3, 1), ended_on=date(2022, 3, 1), end_reason="moved", **usual
        )
        Posting.objects.create(since=date(2022, 3, 1), **usual)
    Posting.objects.create(
        cadre=world.cadres["陈思远"],
        unit=world.named["柳河镇"],
        sending_unit=world.cadres["陈思远"].unit,
        kind="secondment",
        title="副镇长",
        is_main=False,
        since=date(2026, 3, 1),
        until=date(2027, 3, 1),
    )
