"""Who sees which programmes and batches, for the visibility matrix."""

from rotation.choices import BatchState, Channel, ProgrammeState, Selection
from rotation.frontline.models import Batch, Candidate, Programme
from tests.world import World

# By name: the city's and the county's, announced and not.
TOLD = {
    "city": ("市项目", "市草案", "县项目", "县草案"),
    "county": ("市项目", "县项目", "县草案"),
    "secretary": ("市项目",),
    "clerk": ("市项目",),
    "cadre": ("市项目",),  # what he may apply for
}


def programmes(_world: World, who: str) -> set[int]:
    """A department's own, and those that were announced above one."""
    rows = Programme.objects.filter(name__in=TOLD.get(who, ()))
    return set(rows.values_list("pk", flat=True))


def batches(_world: World, who: str) -> set[int]:
    """The same of their batches."""
    rows = Batch.objects.filter(programme__name__in=TOLD.get(who, ()))
    return set(rows.values_list("pk", flat=True))


def fill(world: World) -> None:
    """Of each department one that was told of, with people of everybody in it, and a draft."""
    for name, place in (
        ("市项目", "清河市"),
        ("市草案", "清河市"),
        ("县项目", "青川县"),
        ("县草案", "青川县"),
    ):
        draft = name.endswith("草案")
        programme = Programme.objects.create(
            unit=world.named[place],
            year=2026,
            channel=Channel.PETITION,
            name=name,
            quota=9,
            selection=Selection.ASSIGNMENT,
            state=ProgrammeState.DRAFT if draft else ProgrammeState.OPEN,
        )
        batch = Batch.objects.create(
            programme=programme,
            number=1,
            quota=9,
            apply_by="2026-11-20",
            starts_on="2026-12-01",
            ends_on="2027-06-01",
            state=BatchState.DRAFT if draft else BatchState.ANNOUNCED,
        )
        named = ("赵文博",) if place == "青川县" else ("周雨晴", "陈思远", "赵文博", "李明朗")
        for person in () if draft else named:
            Candidate.objects.create(
                batch=batch, cadre=world.cadres[person], nominated_on="2026-11-10"
            )
