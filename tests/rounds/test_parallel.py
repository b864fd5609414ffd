"""Two who settle at once, and one who settles while another reviews: each thing is done once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread
from time import monotonic, sleep

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction

from assessments.cases.models import RosterCase
from assessments.rounds import services
from assessments.rounds.models import Assessment, Round
from cadres.roster.models import RosterEntry
from core.audit.models import AuditEntry
from core.errors import DomainError
from policy.duties.refreshing import refresh_people
from tests.appraisals.making import away
from tests.rounds.making import ON, begin, number, propose, settle, settled, sheet
from tests.world import World

BUREAU = "市交通运输局"


def at_once(*verbs: Callable[[], object]) -> list[str]:
    """What became of each: "" or its refusal."""
    start, told = Barrier(len(verbs)), [""] * len(verbs)

    def run(place: int, verb: Callable[[], object]) -> None:
        try:
            start.wait()
            verb()
        except DomainError as refusal:
            told[place] = str(refusal)
        except ValidationError:
            told[place] = "refused"
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=one) for one in enumerate(verbs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return told


@pytest.mark.django_db(transaction=True)
def test_a_round_is_settled_once(committed_world: World) -> None:
    world = committed_world
    round = begin(world, BUREAU)[BUREAU]
    for name in ("陈思远", "周雨晴"):
        propose(world, name)
    number(world, round, 50)
    copies = [Round.objects.select_related("unit").get(pk=round.pk) for _ in range(4)]
    seen = copies[0].version
    given = {"actor": world.city, "seen": seen, "meeting": "局党组会议", "day": ON, "on": ON}
    told = at_once(
        *(lambda one=one: services.settle(round=one, **given) for one in copies)  # type: ignore[misc]
    )
    assert told.count("") == 1
    assert all("修改过" in one for one in told if one)
    assert set(Assessment.objects.values_list("outcome", flat=True)) == {"2"}
    entries = AuditEntry.objects.filter(detail__操作="年度考核审定")
    assert entries.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_year_is_begun_once(committed_world: World) -> None:
    world = committed_world
    away(world, "陈思远", "市科技局", date(2026, 1, 1), date(2027, 1, 1))
    told = at_once(*[lambda: begin(world, BUREAU, "市科技局")] * 3)
    assert told.count("") == 1
    assert all("都已开始" in one for one in told if one)
    assert Round.objects.count() == 2
    assert Assessment.objects.filter(cadre__name="陈思远").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_year_of_the_file_is_entered_once(committed_world: World) -> None:
    world = committed_world
    given = {"cadre": world.cadres["赵文博"], "year": 2024, "outcome": "2", "on": ON}
    given |= {"actor": world.city, "decided_on": date(2025, 1, 10)}
    told = at_once(*[lambda: services.record_past(**given)] * 3)
    assert sorted(told) == ["", "refused", "refused"]
    assert Assessment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_reviews_share_the_last_place(committed_world: World) -> None:
    world = committed_world
    round = settled(world, BUREAU)
    Round.objects.filter(pk=round.pk).update(headcount=5)  # one may be 优秀
    reviews = []
    for name in ("陈思远", "周雨晴"):
        one = sheet(world, name)
        given = {"words": "请复核。", "day": ON, "on": ON}
        one = services.object_to(actor=world.clerk, assessment=one, seen=one.version, **given)
        answer = {"assessment": one, "seen": one.version, "outcome": "1"} | given
        reviews.append(lambda answer=answer: services.review(actor=world.city, **answer))
    told = at_once(*reviews)
    assert told.count("") == 1
    assert any("改为优秀后超过名额" in one for one in told)
    assert Assessment.objects.filter(outcome="1").count() == 1


@pytest.mark.django_db(transaction=True)
def test_whoever_proposes_meanwhile_is_before_or_after(committed_world: World) -> None:
    world = committed_world
    round = begin(world, BUREAU)[BUREAU]
    for name in ("陈思远", "周雨晴"):
        propose(world, name)
    round = number(world, round, 50)
    told = at_once(lambda: settle(world, round), lambda: propose(world, "陈思远", "3"))
    assert told[0] == ""
    assert told[1] == "" or "修改过" in told[1] or "待本人意见" in told[1]
    one = sheet(world, "陈思远")
    assert one.outcome == one.proposed == ("3" if told[1] == "" else "2")


@pytest.mark.django_db(transaction=True)
def test_settling_waits_for_a_release_that_asks_for_the_duties_of_the_same_person(
    committed_world: World,
) -> None:
    """A low grade opens a case, which waits for the stay; the release takes the duties last."""
    world = committed_world
    round = begin(world, BUREAU)[BUREAU]
    propose(world, "陈思远")
    propose(world, "周雨晴", "4")
    number(world, round, 50)
    told: list[list[str]] = []
    settling = Thread(target=lambda: told.append(at_once(lambda: settle(world, round))))
    with transaction.atomic():
        stay = RosterEntry.objects.select_for_update(of=("self",)).get(cadre__name="周雨晴")
        settling.start()
        until = monotonic() + 60
        while not _waits() and monotonic() < until:
            sleep(0.05)
        assert _waits()
        refresh_people([stay.cadre_id], on=ON)
    settling.join(60)
    assert told == [[""]]
    assert RosterCase.objects.get().event == "grade:2026"


def _waits() -> bool:
    """Somebody waits for a row that another transaction holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
        return cursor.fetchone() is not None
