"""Who sees which cases, for the visibility matrix."""

from django.db.models import Q

from assessments.cases.models import RosterCase
from assessments.cases.opening import sweep
from cadres.people.models import Discipline
from policy.duties.models import Duty
from tests.case_pages.making import OPENED, found, nominated, rated
from tests.world import World

# By hand: whom each role's grant reaches; an addition is nothing that the person hears of.
SEEN = {
    "city": ("陈思远", "周雨晴", "罗天翊", "李明朗", "单文静", "赵文博"),
    "county": ("罗天翊", "赵文博"),
    "secretary": ("陈思远", "周雨晴"),
    "clerk": ("陈思远", "周雨晴"),
    "cadre": ("陈思远",),
}
CLOSED = ("kept", "released", "admitted", "declined", "withdrawn")


def visible(_world: World, who: str) -> set[int]:
    """His unit's, the departments', and his own; discipline is not for clerks.

    That he is investigated is not told to himself.
    """
    rows = RosterCase.objects.filter(cadre__name__in=SEEN.get(who, ()))
    if who == "clerk":
        rows = rows.exclude(ground="5")
    if who == "cadre":
        rows = rows.exclude(event__startswith="investigation:")
    return set(rows.values_list("pk", flat=True))


def listed(world: World, who: str) -> set[int]:
    """What is not decided yet."""
    rows = RosterCase.objects.filter(~Q(state__in=CLOSED), pk__in=visible(world, who))
    return set(rows.values_list("pk", flat=True))


def fill(world: World) -> None:
    """In the bureau, in the county and elsewhere, an addition, a closed one; others by findings."""
    found(world, "陈思远")
    rated(world, "周雨晴")
    found(world, "罗天翊", "4")
    closed = found(world, "李明朗", "3")
    RosterCase.objects.filter(pk=closed.pk).update(
        state="kept", reason="已整改", meeting="部务会", decided_on=closed.opened_on
    )
    nominated(world, "单文静")
    for kind, measure in (("investigation", "监察调查"), ("party", "党内警告")):
        Discipline.objects.create(
            cadre=world.cadres["陈思远"], kind=kind, measure=measure, decided_on=OPENED
        )
    sweep(on=OPENED, people=[world.cadres["陈思远"].pk])
    Duty.objects.filter(rule__startswith="case.").delete()  # whoever asks has them computed
