"""Who sees which draws and what came back, for the visibility matrix."""

from datetime import date

from assessments.spot_checks.models import Rectification, SpotCheck, SpotItem
from assessments.talks.models import Talk
from tests.world import World

CHECKS = {"city": ("清河市", "青川县"), "county": ("青川县",)}
ASKED = {
    "city": ("市交通运输局", "柳河镇"),
    "county": ("柳河镇",),
    "secretary": ("市交通运输局",),
    "clerk": ("市交通运输局",),
}


def checks(_world: World, who: str) -> set[int]:
    """The city's department all, a county's its own; units hear of the findings alone."""
    rows = SpotCheck.objects.filter(unit__short_name__in=CHECKS.get(who, ()))
    return set(rows.values_list("pk", flat=True))


def items(_world: World, who: str) -> set[int]:
    """The records of the draws that one sees."""
    rows = SpotItem.objects.filter(check_of__unit__short_name__in=CHECKS.get(who, ()))
    return set(rows.values_list("pk", flat=True))


def rectifications(_world: World, who: str) -> set[int]:
    """Those of one's units, whoever found the faults."""
    rows = Rectification.objects.filter(unit__short_name__in=ASKED.get(who, ()))
    return set(rows.values_list("pk", flat=True))


def fill(world: World) -> None:
    """A draw of the city with faults in the bureau and the county, and one of the county."""
    for place in ("清河市", "青川县"):
        check = SpotCheck.objects.create(
            unit=world.named[place],
            quarter=date(2026, 7, 1),
            percent=100,
            seed="matrix",
            population=2,
            drawn=2,
            strata=[],
            drawn_on=date(2026, 11, 1),
        )
        for position, name in enumerate(("周雨晴", "赵文博"), start=1):
            cadre = world.cadres[name]
            record = Talk.objects.create(
                cadre=cadre,
                unit=cadre.unit,
                held_on=date(2020, 7, 1 + position + 9 * (place == "清河市")),
                place="会议室",
                led_by="马建国",
                voided_on=date(2020, 7, 30),
                void_reason="另一张表的记录",
            )
            snapshot = {"name": name, "held_on": "2020-07-02", "led_by": "马建国", "version": 1}
            SpotItem.objects.create(
                check_of=check,
                talk=record,
                unit=cadre.unit,
                position=position,
                snapshot=snapshot,
                digest="0" * 64,
                result="faulty",
            )
            if place == "清河市":
                Rectification.objects.create(
                    check_of=check,
                    unit=cadre.unit,
                    demand="请改正。",
                    asked_on=date(2026, 11, 2),
                    answer_by=date(2026, 11, 17),
                )
