"""Who sees which reports and opinions, for the visibility matrix, written by hand."""

from datetime import date

from reporting.annual.models import AnnualReport, Opinion
from reporting.gathering.content import Content
from tests.world import World

# Two bureaus, a county, and a town that files with it.
REPORTS = {
    "city": ("市交通运输局", "市科技局", "青川县", "柳河镇"),
    "county": ("青川县", "柳河镇"),
    "secretary": ("市交通运输局",),
    "clerk": ("市交通运输局",),
}
# What is thought of somebody is the offices' alone: 陈思远 hears nothing of himself.
OPINIONS = {
    "市交通运输局": ("周雨晴", "陈思远"),
    "市科技局": ("李明朗",),
    "青川县": ("赵文博", "罗天翊"),
    "柳河镇": ("赵文博", "罗天翊"),
}


def reports(_world: World, who: str) -> set[int]:
    """Of one's units; the county's own and its towns'."""
    rows = AnnualReport.objects.filter(unit__short_name__in=REPORTS.get(who, ()))
    return set(rows.values_list("pk", flat=True))


def opinions(world: World, who: str) -> set[int]:
    """Those of the reports that one sees."""
    rows = Opinion.objects.filter(report__in=reports(world, who))
    return set(rows.values_list("pk", flat=True))


def fill(world: World) -> None:
    """A report of four units, and what each thinks of its people."""
    on = date(2026, 12, 1)
    blank = Content(2026, on, {}, {}).as_json()
    city = world.named["市交通运输局"].parent
    while city.parent is not None:
        city = city.parent
    for place, names in OPINIONS.items():
        county = world.named["青川县"]
        made = AnnualReport.objects.create(
            year=2026,
            unit=world.named[place],
            collector=county if place == "柳河镇" else city,
            opened_on=on,
            due_on=date(2026, 12, 20),
            as_of=on,
            content=blank,
        )
        for name in names:
            Opinion.objects.create(report=made, cadre=world.cadres[name], stand="keep")
