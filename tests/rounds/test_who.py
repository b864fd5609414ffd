"""Who is assessed by whom: half a year at a host, to the day."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.rounds import services
from assessments.rounds.models import Assessment
from assessments.rounds.who import assessed_at, assessors
from cadres.people.models import Cadre
from core.errors import NotAllowed
from core.units.models import Unit
from rotation.appraisals.assessors import assessors_in
from tests.appraisals.making import away
from tests.rounds.making import begin, propose, sheet
from tests.world import World

ON = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("since", "until", "unit", "basis"),
    [
        (date(2026, 7, 1), date(2027, 1, 1), "柳河镇", "host"),  # six months to the day
        (date(2026, 7, 2), date(2027, 3, 1), "市交通运输局", "sender"),  # a day less
        (date(2025, 7, 1), date(2026, 7, 1), "柳河镇", "host"),
        (date(2025, 7, 1), date(2026, 6, 30), "市交通运输局", "sender"),
        (date(2025, 1, 1), date(2026, 1, 1), "市交通运输局", "own"),  # over when it began
    ],
)
def test_half_a_year_to_the_day(
    world: World, since: date, until: date, unit: str, basis: str
) -> None:
    ended = {"ended_on": until, "end_reason": "completed"} if until <= ON else {}
    away(world, "陈思远", "柳河镇", since, until, **ended)
    cadre = world.cadres["陈思远"].pk
    found = assessors([cadre], 2026, ON)[cadre]
    assert (found.unit.short_name, found.basis) == (unit, basis)
    assert f"2026 年度由{unit}考核" in found.words
    assert ("听取柳河镇意见" in found.words) is (basis == "sender")


def test_of_two_hosts_one(world: World) -> None:
    first = {"ended_on": date(2026, 7, 1), "end_reason": "completed"}
    away(world, "陈思远", "柳河镇", date(2026, 1, 1), date(2026, 7, 1), **first)
    away(world, "陈思远", "马渡镇", date(2026, 7, 1), date(2027, 7, 1))
    begin(world, "市交通运输局", "柳河镇", "马渡镇")
    rows = Assessment.objects.filter(cadre__name="陈思远")
    assert list(rows.values_list("unit__short_name", "basis")) == [("马渡镇", "host")]


def test_who_moved_after_a_short_time_away_is_assessed_where_he_is(world: World) -> None:
    ended = {"ended_on": date(2026, 3, 1), "end_reason": "completed"}
    away(world, "陈思远", "柳河镇", date(2026, 1, 1), date(2026, 3, 1), **ended)
    Cadre.objects.filter(name="陈思远").update(unit=world.named["市科技局"])
    cadre = world.cadres["陈思远"].pk
    found = assessors([cadre], 2026, ON)[cadre]
    assert (found.unit.short_name, found.basis) == ("市科技局", "sender")


def test_a_host_that_is_abolished_assesses_nobody(world: World) -> None:
    ended = {"ended_on": date(2026, 11, 1), "end_reason": "completed"}
    away(world, "陈思远", "市科技局", date(2026, 1, 1), date(2026, 11, 1), **ended)
    Unit.objects.filter(pk=world.named["市科技局"].pk).update(abolished_on=date(2026, 11, 1))
    begin(world, "市交通运输局")
    one = sheet(world, "陈思远")
    assert (one.unit.short_name, one.basis) == ("市交通运输局", "own")
    assert "市科技局已撤销" in one.basis_words


def test_who_became_the_hosts_own_is_assessed_as_such(world: World) -> None:
    ended = {"ended_on": date(2026, 9, 1), "end_reason": "completed"}
    away(world, "陈思远", "柳河镇", date(2026, 1, 1), date(2026, 9, 1), **ended)
    Cadre.objects.filter(name="陈思远").update(unit=world.named["柳河镇"])
    cadre = world.cadres["陈思远"].pk
    assert assessors([cadre], 2026, ON)[cadre].basis == "own"


def test_a_host_is_asked_about_whom_it_has(world: World) -> None:
    away(world, "陈思远", "市科技局", date(2026, 1, 1), date(2027, 1, 1))
    away(world, "单文静", "柳河镇", date(2026, 1, 1), date(2027, 1, 1))  # not on the list

    def asked(place: str) -> set[str]:
        found = assessed_at({world.named[place].pk}, 2026, ON)
        return set(Cadre.objects.filter(pk__in=found).values_list("name", flat=True))

    assert asked("市科技局") == {"李明朗", "陈思远"}
    assert asked("市交通运输局") == {"周雨晴"}
    assert asked("柳河镇") == {"赵文博", "罗天翊"}


def test_the_host_judges_and_the_sender_hears_it(world: World) -> None:
    away(world, "陈思远", "市科技局", date(2026, 1, 1), date(2027, 1, 1))
    away(world, "赵文博", "马渡镇", date(2026, 11, 1), date(2027, 11, 1))
    begin(world, "市科技局", "柳河镇")
    one = sheet(world, "陈思远")
    given = {"assessment": one, "on": ON}
    services.submit(actor=world.secretary, seen=1, summary="一年来……", **given)  # for him
    with pytest.raises(NotAllowed, match="由市科技局考核"):
        services.propose(actor=world.secretary, seen=2, outcome="2", comment="好", **given)
    with pytest.raises(ValidationError, match=r"听取马渡镇意见.*请先填写接收单位意见"):
        propose(world, "赵文博", host_opinion=" ")
    assert propose(world, "赵文博").proposed == "2"


def test_many_cost_what_one_costs(world: World) -> None:
    people = [cadre.pk for cadre in world.cadres.values()]
    for name in ("陈思远", "周雨晴", "李明朗"):
        away(world, name, "马渡镇", date(2026, 1, 1), date(2027, 1, 1))

    def statements(keys: list[int]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as run:
            assessors_in(keys, 2026, ON)
        return len(run)

    assert statements(people[:1]) == statements(people) == 2
