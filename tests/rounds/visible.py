"""Who sees which rounds and sheets, for the visibility matrix."""

from datetime import date

from assessments.rounds.models import Assessment, Round
from tests.rounds.making import past
from tests.world import World

DEPARTMENT = ("市交通运输局", "市科技局", "柳河镇", "清溪镇")
ROUNDS = {
    "city": DEPARTMENT,
    "county": ("柳河镇",),
    "secretary": ("市交通运输局",),
    "clerk": ("市交通运输局",),
}
# Of whom sheets of 2026 are seen: those of the own units, and those whom these assess.
SHEETS = {
    "city": ("周雨晴", "陈思远", "李明朗", "赵文博", "欧阳雪"),
    "county": ("赵文博", "李明朗"),
    "secretary": ("周雨晴", "陈思远", "欧阳雪"),
    "clerk": ("周雨晴", "陈思远", "欧阳雪"),
    "cadre": ("陈思远",),
}
PAST = {"city": ("李明朗", "罗天翊"), "county": ("罗天翊",)}


def rounds(_world: World, who: str) -> set[int]:
    """Of the offices, by the unit that assesses."""
    rows = Round.objects.filter(unit__short_name__in=ROUNDS.get(who, ()))
    return set(rows.values_list("pk", flat=True))


def assessments(_world: World, who: str) -> set[int]:
    """His unit's and his assessor's, and his own."""
    rows = Assessment.objects.filter(cadre__name__in=SHEETS.get(who, ()), year=2026)
    old = Assessment.objects.filter(cadre__name__in=PAST.get(who, ()), year=2024)
    return set(rows.values_list("pk", flat=True)) | set(old.values_list("pk", flat=True))


def fill(world: World) -> None:
    """One from the city is assessed in the county, one from another county at the bureau."""
    made = {
        place: Round.objects.create(unit=world.named[place], year=2026, opened_on=date(2026, 11, 2))
        for place in DEPARTMENT
    }
    for name, place, basis in (
        ("周雨晴", "市交通运输局", "own"),
        ("陈思远", "市科技局", "host"),
        ("李明朗", "柳河镇", "host"),
        ("赵文博", "柳河镇", "own"),
        ("欧阳雪", "市交通运输局", "host"),
    ):
        Assessment.objects.create(
            round=made[place],
            cadre=world.cadres[name],
            year=2026,
            unit=world.named[place],
            basis=basis,
        )
    past(world, "李明朗", 2024, "2")
    past(world, "罗天翊", 2024, "2")
