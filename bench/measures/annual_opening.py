"""The year end: the reports of a city with 100,000 on the roster, opened and pre-filled."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.polls.models import Poll
from assessments.talks.duties import QUARTERLY
from assessments.talks.models import Talk
from bench.case_facts import happen
from bench.duty_facts import ON, TALKED, fill, insert
from bench.measures.assessing import assess
from bench.report import Row, counted, slower
from bench.rotation_facts import post
from bench.scene import Scene
from bench.timing import Work, medians
from core.accounts.models import User
from core.units.models import Unit
from policy.duties.refreshing import refresh
from reporting.annual.models import AnnualReport
from reporting.annual.services import open_reports
from reporting.annual.who import reporting_units
from reporting.gathering.gathering import gather

MOST, MOST_GATHERED, MOST_ONE = 10, 8, 0.5  # seconds
FEW = 2  # units whose statements are those of all
ROUNDS = 3
CLEAR = "TRUNCATE reporting_annualreport RESTART IDENTITY CASCADE"
EARLIER = (date(2026, 1, 5), date(2026, 4, 1), date(2026, 5, 20))


def annual_opening(scene: Scene) -> Iterator[Row]:
    """All reports opened by the city; what of it is gathering; one unit alone; statements."""
    roll = scene.year_end.enter()
    _happen()
    roll.tidy()
    units = [one.unit for one in reporting_units(ON)]
    one = Unit.objects.filter(kind="city_department").first()
    whole, gathered, alone = medians(
        _opening(roll.viewer, units),
        _gathering(units),
        _gathering([one]),
        rounds=ROUNDS,
    )
    number = AnnualReport.objects.count()
    what = f"year end: open and pre-fill {number} reports over {roll.units:,} people"
    yield slower(what, whole, MOST, "allowed", at_most=1)
    talks = Talk.objects.count()
    what = f"year end: of it gathering, with {talks:,} talks"
    yield slower(what, gathered, MOST_GATHERED, "allowed", at_most=1)
    yield slower("year end: gathering one unit", alone, MOST_ONE, "allowed", at_most=1)
    many, few = (_statements(_gathering(some)) for some in (units, units[:FEW]))
    yield counted("year end: statements of gathering all", many, few, f"for {FEW}", at_most=1)
    many, few = (_statements(_opening(roll.viewer, some)) for some in (units, units[:FEW]))
    yield counted(f"year end: statements of opening {number}", many, few, f"for {FEW}", at_most=1)
    _clear()


def _happen() -> None:
    """A year of everybody: talks, mentors, postings, grades, polls, sanctions, duties."""
    fill()
    for first in EARLIER:
        insert(
            Talk,
            TALKED,
            {
                "cadre_id": "e.cadre_id",
                "unit_id": "e.unit_id",
                "held_on": f"date '{first}' + (e.cadre_id %% 40)::int",
                "place": "'会议室'",
                "led_by": "'书记'",
            },
            none=2,
        )
    post()
    happen()
    Poll.objects.update(year=ON.year)
    assess()
    refresh(on=ON, rules=[QUARTERLY], whole=True)


def _opening(actor: User, units: Sequence[Unit]) -> Work:
    def work() -> None:
        _clear()
        open_reports(actor=actor, year=ON.year, on=ON, units=units)

    return work


def _gathering(units: Sequence[Unit]) -> Work:
    return lambda: gather(units, ON.year, ON)


def _clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute(CLEAR)


def _statements(work: Work) -> int:
    with CaptureQueriesContext(connection) as found:
        work()
    return len(found)
