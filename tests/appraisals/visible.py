"""Who sees which sheets, for the visibility matrix."""

from datetime import date

from rotation.appraisals.models import Appraisal
from tests.appraisals.making import JUDGED, away, sheet
from tests.world import World

SEEN = {
    "city": ("陈思远", "罗天翊", "李明朗"),
    "county": ("陈思远", "罗天翊"),
    "secretary": ("陈思远",),
    "clerk": ("陈思远",),
    "cadre": ("陈思远",),
}


def appraisals(_world: World, who: str) -> set[int]:
    """His unit's and his host's, and his own."""
    rows = Appraisal.objects.filter(posting__cadre__name__in=SEEN.get(who, ()))
    return set(rows.values_list("pk", flat=True))


def fill(world: World) -> None:
    """One sent from the bureau to the county, one from the county, and one in the city."""
    until = date(2025, 12, 1)
    usual = {"since": date(2024, 12, 1), "until": until, "ended_on": until}
    usual |= {"end_reason": "completed"}
    sheet(away(world, "陈思远", "柳河镇", **usual), state="sender", **JUDGED)
    sheet(away(world, "罗天翊", "清溪镇", **usual))
    sheet(away(world, "李明朗", "清溪镇", **usual), kind="midterm")
