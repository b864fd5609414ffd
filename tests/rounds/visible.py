"""Who sees which rounds and sheets, for the visibility matrix, written by hand."""

from datetime import date

from assessments.rounds.models import Assessment, Interview, Round
from tests.world import World

# The bureau of 陈思远, the bureau of science, a town of the county, and one that assesses a guest.
ROUNDS = {
    "city": ("市交通运输局", "市科技局", "柳河镇"),
    "county": ("柳河镇",),
    "secretary": ("市交通运输局",),
    "clerk": ("市交通运输局",),
}
SHEETS = {
    "city": ("陈思远", "周雨晴", "李明朗", "赵文博"),
    "county": ("赵文博", "周雨晴"),  # 周雨晴 is assessed by a town of the county
    "secretary": ("陈思远", "周雨晴"),
    "clerk": ("陈思远", "周雨晴"),
    "cadre": ("陈思远",),
}


def rounds(_world: World, who: str) -> set[int]:
    """The offices' alone, of their units."""
    rows = Round.objects.filter(unit__short_name__in=ROUNDS.get(who, ()))
    return set(rows.values_list("pk", flat=True))


def assessments(_world: World, who: str) -> set[int]:
    """Of one's people, of whom one's units assess, and one's own."""
    rows = Assessment.objects.filter(cadre__name__in=SHEETS.get(who, ()))
    return set(rows.values_list("pk", flat=True))


def fill(world: World) -> None:
    """A round of three units and their sheets, and one year of the file."""
    made = {
        name: Round.objects.create(unit=world.named[name], year=2026, opened_on=date(2026, 12, 1))
        for name in ("市交通运输局", "市科技局", "柳河镇")
    }
    for who, place, basis in (
        ("陈思远", "市交通运输局", "own"),
        ("周雨晴", "柳河镇", "host"),
        ("李明朗", "市科技局", "own"),
        ("赵文博", "柳河镇", "own"),
    ):
        sheet = Assessment.objects.create(
            cadre=world.cadres[who],
            year=2026,
            unit=made[place].unit,
            round=made[place],
            basis=basis,
        )
        Interview.objects.create(
            assessment=sheet,
            held_on=date(2026, 12, 3),
            interviewee="某某",
            relation="leader",
            notes="谈话要点",
            held_by="林静文",
        )
