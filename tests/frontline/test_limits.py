"""Who may be sent: each limit at its edge, and the reason in words."""

from datetime import date

import pytest

from cadres.people.models import Cadre, Discipline
from core.errors import DomainError, NotAllowed
from rotation.choices import CandidateSource, Channel, Selection
from rotation.frontline.limits import missed_by
from rotation.frontline.services import batches, nominating, sending
from tests.frontline.making import (
    BEFORE,
    ENDS,
    announced,
    assignment,
    dispatched,
    nominated,
    people,
    programme,
    rows,
    states,
)
from tests.world import World
from tests.world_people import TODAY


def missed(batch, person: Cadre) -> list[str]:
    """The sentences about one person."""
    return [one["text"] for one in missed_by(batch, Cadre.objects.filter(pk=person.pk))[person.pk]]


@pytest.mark.parametrize(
    ("birth", "said"),
    [
        (date(1990, 12, 1), []),  # 35 full years in the month of 2026-11
        (date(1990, 11, 1), ["要求 35 岁以下，截至 2026-11-20 已 36 岁"]),
    ],
)
def test_age_counts_full_years_by_month(world: World, birth: date, said: list[str]) -> None:
    (one,) = people(world, 1)
    Cadre.objects.filter(pk=one.pk).update(birth=birth)
    assert missed(announced(world, programme(world, max_age=35)), one) == said


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (date(2024, 11, 1), []),
        (date(2024, 12, 1), ["要求工龄满 24 个月，截至 2026-11-20 为 23 个月"]),
        (None, ["要求工龄满 24 个月，没有参加工作时间的记载"]),
    ],
)
def test_service_counts_months(world: World, start: date | None, said: list[str]) -> None:
    (one,) = people(world, 1)
    Cadre.objects.filter(pk=one.pk).update(work_start=start)
    assert missed(announced(world, programme(world, min_service_months=24)), one) == said


def test_the_roster_and_those_who_serve(world: World) -> None:
    batch = announced(world)
    stranger = world.cadres["单文静"]
    assert missed(batch, stranger) == ["不在优秀年轻干部名册上"]
    anybody = announced(world, programme(world, name="不限名册", roster_only=False))
    assert missed(anybody, stranger) == []
    Cadre.objects.filter(pk=stranger.pk).update(status="21")
    (said,) = missed(anybody, stranger)
    assert said.startswith("要求现职人员，现为")


def test_two_channels_at_once(world: World) -> None:
    one, two = people(world, 2)
    out = dispatched(world, [one], ends_on=date(2027, 5, 23))
    assert missed(out, one) == []  # not by this batch itself
    batch = announced(world)
    assert missed(batch, one) == ["这段时间已派出锻炼，到 2027-05-23 期满"]
    later = announced(
        world, programme(world, name="以后"), starts_on=date(2027, 5, 23), ends_on=ENDS
    )
    assert missed(later, one) == []
    assignment(world, [two], name="另一项目")
    assert missed(batch, two) == ["已入选“另一项目”，时间重叠"]


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (date(2026, 11, 20), []),
        (date(2026, 11, 21), ["处分影响期到 2026-11-21 才满"]),
        (None, []),
    ],
)
def test_discipline_in_effect(world: World, until: date | None, said: list[str]) -> None:
    (one,) = people(world, 1)
    Discipline.objects.create(
        cadre=one, kind="sanction", measure="警告", decided_on="2026-05-01", effect_until=until
    )
    batch = announced(world)
    assert missed(batch, one) == said


def test_the_check_is_one_statement(world: World, django_assert_num_queries) -> None:
    batch = announced(world, programme(world, max_age=35, min_service_months=24))
    for number in (1, 30):
        who = Cadre.objects.filter(pk__in=[one.pk for one in people(world, number, "市委统战部")])
        with django_assert_num_queries(1):
            assert len(missed_by(batch, who)) == number


def test_whoever_misses_a_limit_is_named_all_the_same(world: World) -> None:
    fit, stranger = *people(world, 1), world.cadres["单文静"]
    batch = nominated(world, [fit, stranger])
    assert states(batch) == {fit.name: "nominated", "单文静": "unqualified"}
    row = next(row for row in rows(batch) if row.cadre == stranger)
    nominating.qualify(actor=world.city, people=[row], reason="急需专业人才")
    batch.refresh_from_db()
    nominating.check(actor=world.city, batch=batch, seen=batch.version)
    assert states(batch)["单文静"] == "nominated"  # what the department decided stands


def test_nobody_is_named_twice_and_a_second_click_changes_nothing(world: World) -> None:
    one, two = people(world, 2)
    batch = nominated(world, [one])
    again = nominating.nominate(actor=world.city, batch=batch, people=[one], on=BEFORE)
    assert [row.cadre for row in again] == [one]
    with pytest.raises(DomainError, match=f"{one.name}已在本批次报名"):
        nominating.nominate(actor=world.city, batch=batch, people=[one, two], on=BEFORE)
    assert list(states(batch)) == [one.name]


def test_a_unit_names_its_own_people_until_the_last_day(world: World) -> None:
    batch = announced(world)
    mine, other = world.cadres["周雨晴"], world.cadres["李明朗"]
    with pytest.raises(NotAllowed, match="只能推荐本单位及下属单位的人选"):
        nominating.nominate(actor=world.clerk, batch=batch, people=[other], on=BEFORE)
    named = nominating.nominate(
        actor=world.clerk, batch=batch, people=[mine], source=CandidateSource.APPLIED, on=BEFORE
    )
    assert [row.source for row in named] == ["applied"]
    with pytest.raises(DomainError, match="报名已于 2026-11-20 截止"):
        nominating.nominate(
            actor=world.clerk, batch=batch, people=[world.cadres["陈思远"]], on=date(2026, 11, 21)
        )
    with pytest.raises(NotAllowed):
        batches.select(actor=world.clerk, batch=batch, seen=batch.version)


def test_a_county_batch_is_for_its_own_people(world: World) -> None:
    of = programme(world, who="county", unit="青川县")
    batch = announced(world, of, who="county")
    with pytest.raises(DomainError, match="不在“青川县”"):
        nominating.nominate(
            actor=world.city, batch=batch, people=[world.cadres["周雨晴"]], on=BEFORE
        )
    named = nominating.nominate(
        actor=world.county, batch=batch, people=[world.cadres["赵文博"]], on=BEFORE
    )
    assert [row.state for row in named] == ["nominated"]


def test_short_service_counts_days(world: World) -> None:
    (one,) = people(world, 1)
    batch = assignment(
        world,
        [one],
        channel=Channel.SERVICE,
        name="科技特派",
        ends_on=date(2026, 12, 23),
        programme={"term_months": None},
    )
    batch = sending.dispatch(
        actor=world.city, batch=batch, seen=batch.version, document="", on=TODAY
    )
    posting = rows(batch)[0].posting
    assert (posting.kind, posting.days) == ("grassroots", 30)
    assert batch.programme.selection == Selection.ASSIGNMENT
