"""Who sees which people, and rows about them, written by hand."""

from collections.abc import Callable

from django.db.models import Model

from assessments.concerns.models import Concern
from assessments.talks.models import Talk
from cadres.checks.models import Finding
from cadres.importing.models import ImportBatch
from cadres.intake.models import Applicant, IntakeBatch
from cadres.roster.models import RosterEntry
from policy.duties.models import Duty
from tests.world import World
from training.mentoring.models import Mentorship

# Of the people in tests/world_people.py, by hand: whom each role's grant in tests/world.py reaches.
OF_BUREAU = ("周雨晴", "陈思远", "曾可欣")
OF_COUNTY = ("马晓东", "赵文博", "罗天翊", "艾力·买买提")
OF_OTHERS = ("李明朗", "单文静", "欧阳雪")
NAMES = {
    "city": (*OF_BUREAU, *OF_COUNTY, *OF_OTHERS),
    "county": OF_COUNTY,
    "secretary": OF_BUREAU,
    "clerk": OF_BUREAU,
    "cadre": ("陈思远",),  # himself
}


def people(world: World, who: str) -> set[int]:
    """Those of one's units; a cadre himself; administrators and the auditor nobody."""
    return {world.cadres[name].pk for name in NAMES.get(who, ())}


def stays(world: World, who: str) -> set[int]:
    """Every stay of the people one sees, ended ones included."""
    rows = RosterEntry.objects.filter(cadre__in=people(world, who))
    return set(rows.values_list("pk", flat=True))


def open_stays(world: World, who: str) -> set[int]:
    """What the roster shows at first: stays that have not ended."""
    rows = RosterEntry.objects.filter(cadre__in=people(world, who), left_on=None)
    return set(rows.values_list("pk", flat=True))


def of_people(model: type[Model]) -> Callable[[World, str], set[int]]:
    """Rows about the people that one sees."""

    def rows(world: World, who: str) -> set[int]:
        found = model._default_manager.filter(cadre__in=people(world, who))
        return set(found.values_list("pk", flat=True))

    return rows


def batches(world: World, who: str) -> set[int]:
    """The department's own, drafts included; units see what was announced above them."""
    names = {
        "city": ("市级批次", "县级批次", "市级草案"),
        "county": ("市级批次", "县级批次"),
        "secretary": ("市级批次",),
        "clerk": ("市级批次",),
    }
    found = IntakeBatch.objects.filter(name__in=names.get(who, ()))
    return set(found.values_list("pk", flat=True))


def applicants(world: World, who: str) -> set[int]:
    """Those among one's people; a cadre hears of it from his unit."""
    return set() if who == "cadre" else of_people(Applicant)(world, who)


def found(*standing: str) -> Callable[[World, str], set[int]]:
    """Findings about the people of one's office; discipline is not for clerks."""

    def rows(world: World, who: str) -> set[int]:
        seen = set() if who == "cadre" else people(world, who)
        told = Finding.objects.filter(cadre__in=seen, value__in=standing)
        if who == "clerk":
            told = told.exclude(rule__startswith="conduct")
        return set(told.values_list("pk", flat=True))

    return rows


def talks(world: World, who: str) -> set[int]:
    """Records that stand about the people one sees; that his own took place for a cadre."""
    rows = Talk.objects.filter(cadre__in=people(world, who), voided_on=None)
    return set(rows.values_list("pk", flat=True))


def all_talks(world: World, who: str) -> set[int]:
    """Those that were voided too; a cadre does not hear of them."""
    return talks(world, who) if who == "cadre" else of_people(Talk)(world, who)


def concerns(*states: str) -> Callable[[World, str], set[int]]:
    """The offices' alone, of these states."""

    def rows(world: World, who: str) -> set[int]:
        seen = set() if who == "cadre" else people(world, who)
        found = Concern.objects.filter(cadre__in=seen, state__in=states)
        return set(found.values_list("pk", flat=True))

    return rows


def imports(world: World, who: str) -> set[int]:
    """A department's own uploads; whoever keeps no files has none to see."""
    if who not in ("city", "county"):
        return set()
    return set(ImportBatch.objects.filter(asked_by=world.users[who]).values_list("pk", flat=True))


def open_rounds(world: World, who: str) -> set[int]:
    """What the list of mentoring shows at first: rounds that go on, of the mentees one sees."""
    rows = Mentorship.objects.filter(cadre__in=people(world, who), ended_on=None)
    return set(rows.values_list("pk", flat=True))


def duties(*states: str) -> Callable[[World, str], set[int]]:
    """What one's units owe about their people; no business of the cadre himself."""

    def rows(world: World, who: str) -> set[int]:
        seen = set() if who == "cadre" else people(world, who)
        owed = Duty.objects.filter(cadre__in=seen, state__in=states)
        return set(owed.values_list("pk", flat=True))

    return rows
