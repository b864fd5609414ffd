"""What one change does to each copy: a row, a tombstone, or nothing."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from cadres.choices import ExitGround
from cadres.feed.moments import written as written_as
from cadres.people.models import Cadre
from cadres.roster import services
from cadres.roster.models import RosterEntry
from core.audit.models import Action, AuditEntry
from core.months import first_of, shift
from core.units import services as units
from tests.api.walking import json_lines
from tests.feed.pulling import CADRES, ROSTER, Copy, age_everything, gone, written

HOUR = timedelta(hours=1)

pytestmark = pytest.mark.usefixtures("long_ago")


@pytest.fixture
def world(committed_world):
    return committed_world


def stay(world, name):
    return RosterEntry.objects.get(cadre=world.cadres[name], left_on=None)


def change(world, name, **values):
    person = Cadre.objects.get(pk=world.cadres[name].pk)
    person.change(actor=world.city, seen=person.version, **values)
    return person.pk


def test_nothing_happened(world, city):
    copy = Copy(city)
    assert copy.rows
    assert copy.catch_up() == []
    assert copy.catch_up_by_pages(1) == []


@pytest.mark.parametrize("by_pages", [False, True])
def test_an_edited_person_comes_again_on_both_lists(world, city, by_pages):
    people, roster = Copy(city, CADRES), Copy(city)
    pk = change(world, "赵文博", title="青川县柳河镇党委书记")
    changes = people.catch_up_by_pages(1) if by_pages else people.catch_up()
    assert (written(changes), gone(changes)) == ({pk}, set())
    assert people.rows[pk]["title_full"] == "青川县柳河镇党委书记"
    changes = roster.catch_up_by_pages(1) if by_pages else roster.catch_up()
    assert written(changes) == {stay(world, "赵文博").pk}
    assert roster.rows == roster.whole()[0]


def test_who_is_admitted_comes_and_who_is_released_is_forgotten(world, city):
    copy = Copy(city)
    today = timezone.localdate()
    entries = services.admit(
        actor=world.city, people=[world.cadres["欧阳雪"]], on=today, today=today, tier=1
    )
    assert written(copy.catch_up()) == {entries[0].pk}
    leaving = stay(world, "李明朗")
    services.release(
        actor=world.city, entries=[leaving], on=today, today=today, ground=ExitGround.OTHER
    )
    assert leaving.pk in gone(copy.catch_up())
    assert copy.rows == copy.whole()[0]


def test_a_released_one_stays_in_a_copy_of_all(world, city):
    copy = Copy(city, standing="all")
    today = timezone.localdate()
    leaving = stay(world, "李明朗")
    services.release(
        actor=world.city, entries=[leaving], on=today, today=today, ground=ExitGround.OTHER
    )
    changes = copy.catch_up()
    assert leaving.pk in written(changes)
    assert not gone(changes)


@pytest.mark.parametrize("by_pages", [False, True])
def test_who_moves_away_is_forgotten_where_he_was_and_moved_where_all_is_seen(
    world, city, county, by_pages
):
    whole, part = Copy(city, CADRES), Copy(county, CADRES)
    pk = change(world, "赵文博", unit=world.named["市科技局"], title="清河市科学技术局副局长")
    assert written(whole.catch_up()) == {pk}
    changes = part.catch_up_by_pages(50) if by_pages else part.catch_up()
    assert (written(changes), gone(changes)) == (set(), {pk})
    assert part.rows == part.whole()[0]


def test_nobody_hears_of_those_he_never_saw(world, county):
    copies = Copy(county, CADRES), Copy(county)
    change(world, "周雨晴", title="清河市交通运输局副局长")
    change(world, "单文静", unit=world.named["市交通运输局"])
    Cadre.objects.filter(name="欧阳雪").delete()
    assert [copy.catch_up() for copy in copies] == [[], []]


def test_a_deleted_person_is_forgotten(world, city, county):
    copy = Copy(county, CADRES)
    person = world.cadres["艾力·买买提"]
    pk = person.pk
    person.delete()
    assert gone(copy.catch_up()) == {pk}
    assert Copy(city, CADRES).catch_up() == [{"id": pk, "deleted": True}]


def test_who_left_and_came_back_is_a_row_and_no_tombstone(world, county):
    copy = Copy(county, CADRES)
    home = world.cadres["赵文博"].unit
    change(world, "赵文博", unit=world.named["市科技局"])
    pk = change(world, "赵文博", unit=home)
    changes = copy.catch_up()
    assert (written(changes), gone(changes)) == ({pk}, set())


def test_a_filtered_copy_forgets_what_its_filter_lets_through_no_more(world, city):
    copy = Copy(city, tier="2")
    today = timezone.localdate()
    entry = stay(world, "赵文博")
    services.restate(actor=world.city, entries=[entry], on=today, today=today, tier=3)
    assert gone(copy.catch_up()) == {entry.pk}
    services.restate(
        actor=world.city, entries=[stay(world, "赵文博")], on=today, today=today, tier=2
    )
    assert written(copy.catch_up()) == {entry.pk}
    assert copy.rows == copy.whole()[0]


def test_a_renamed_unit_brings_its_people_again(world, county):
    copy = Copy(county)
    unit = world.named["柳河镇"]
    unit.refresh_from_db()
    units.rename(
        actor=world.city,
        unit=unit,
        seen=unit.version,
        name="青川县柳溪镇",
        short_name="柳溪镇",
        on=timezone.localdate(),
    )
    assert written(copy.catch_up()) == {stay(world, "赵文博").pk, stay(world, "罗天翊").pk}
    assert copy.rows == copy.whole()[0]


def test_a_unit_that_moves_takes_its_people_along(world, city, county):
    whole, part = Copy(city), Copy(county)
    unit = world.named["柳河镇"]
    unit.refresh_from_db()
    parent = world.named["清源县"]
    units.move(
        actor=world.city,
        unit=unit,
        seen=unit.version,
        parent=parent,
        on=timezone.localdate(),
    )
    moved = {stay(world, "赵文博").pk, stay(world, "罗天翊").pk}
    assert written(whole.catch_up()) == moved
    assert gone(part.catch_up()) >= moved
    assert part.rows == part.whole()[0]


def test_pages_and_lines_say_the_same(world, city):
    lines, pages = Copy(city, CADRES), Copy(city, CADRES)
    for name in ("周雨晴", "陈思远", "曾可欣", "李明朗"):
        change(world, name, note="甲")
    world.cadres["欧阳雪"].delete()
    by_lines = lines.catch_up()
    assert len(by_lines) == 5
    since = pages.until
    for size in (1, 2, 4, 50):
        pages.until = since
        assert sorted(pages.catch_up_by_pages(size), key=str) == sorted(by_lines, key=str)


def test_a_delta_is_in_the_log_with_its_rows(world, city):
    copy = Copy(city)
    change(world, "赵文博", note="甲")
    for pull in (copy.catch_up, lambda: copy.catch_up_by_pages(50)):
        pull()
        entry = AuditEntry.objects.filter(action=Action.PULL).latest("pk")
        assert (entry.subject, entry.rows) == ("roster", 1)
        assert "updated_since=" in entry.detail["query"]


def test_who_grew_older_by_the_calendar_comes_again(world, city):
    """A month has begun since, and nobody wrote anything."""
    month = first_of(timezone.localdate())
    change(world, "赵文博", birth=month.replace(year=1990))
    change(world, "欧阳雪", birth=shift(month, 1).replace(year=1990))
    age_everything()
    last_month = datetime.combine(month, time(), timezone.get_default_timezone()) - HOUR
    query = f"format=ndjson&updated_since={written_as(last_month)}"

    aged = city.get(f"{CADRES}?{query}&columns=age")
    expected = Cadre.objects.filter(birth__month=month.month)
    assert written(json_lines(aged)) == set(expected.values_list("pk", flat=True))
    assert world.cadres["赵文博"].pk in expected.values_list("pk", flat=True)
    assert json_lines(city.get(f"{CADRES}?{query}&columns=birth")) == []


def test_the_first_page_alone_tells_from_where_to_go_on(world, city):
    first = city.get(f"{ROSTER}?size=2")
    assert first.json()["updated_until"] == first["X-Updated-Until"]
    following = city.get(first.json()["next"].removeprefix("http://testserver"))
    assert "updated_until" not in following.json()
    assert "X-Updated-Until" not in following
