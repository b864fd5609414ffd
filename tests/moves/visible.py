"""Who sees which plans of rotation and which moves, for the visibility matrix."""

from rotation.moves.models import Consultation, PlannedMove, RotationPlan
from tests.world import World

PLANS = {"city": ("清河市", "青川县"), "county": ("青川县",)}
# By hand: whom the department plans to move, and about whom one's units were asked.
MOVES = {
    "city": ("周雨晴", "陈思远", "赵文博", "罗天翊"),
    "county": ("赵文博", "罗天翊"),
    "secretary": ("周雨晴", "陈思远"),
    "clerk": ("周雨晴", "陈思远"),
}


def plans(_world: World, who: str) -> set[int]:
    """A department its own and those below; nobody else."""
    rows = RotationPlan.objects.filter(unit__short_name__in=PLANS.get(who, ()))
    return set(rows.values_list("pk", flat=True))


def moves(_world: World, who: str) -> set[int]:
    """A department its own; units what they were asked; nobody what is planned for himself."""
    rows = PlannedMove.objects.filter(cadre__name__in=MOVES.get(who, ()))
    return set(rows.values_list("pk", flat=True))


def fill(world: World) -> None:
    """The city asks about three, the county drafts one that nobody was asked about."""
    city = RotationPlan.objects.create(
        unit=world.named["清河市"], year=2026, state="consulting", answer_by="2026-12-20"
    )
    county = RotationPlan.objects.create(unit=world.named["青川县"], year=2026)
    for plan, name, place in (
        (city, "周雨晴", "市科技局"),
        (city, "陈思远", "市科技局"),
        (city, "赵文博", "市科技局"),
        (county, "罗天翊", "马渡镇"),
    ):
        cadre = world.cadres[name]
        move = PlannedMove.objects.create(
            plan=plan,
            cadre=cadre,
            kind="exchange",
            reasons=[{"rule": "", "sentence": "经历单一。", "facts": []}],
            from_unit=cadre.unit,
            from_title=cadre.title,
            to_unit=world.named[place],
            to_title="副主任",
        )
        if plan == city:
            for side, unit in (("from", move.from_unit), ("to", move.to_unit)):
                Consultation.objects.create(move=move, side=side, unit=unit, asked_on="2026-11-20")
