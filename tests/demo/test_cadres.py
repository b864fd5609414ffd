"""Invented lives: repeatable, plausible, and true to the forms; plain data without a database."""

import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from cadres.choices import ExitGround, RosterStatus
from cadres.demo import production
from cadres.demo.copying import TABLES, Writer
from cadres.demo.form_texts import assessments
from cadres.demo.id_numbers import MOST, PER_AREA, id_number
from cadres.demo.months import NOW, TODAY, counted, first_day, month
from cadres.demo.offices import offices
from cadres.demo.scene import Person, Scene
from cadres.demo.seats import Seating
from cadres.identity.number import birth_of, disagreements, fault, gender_of
from core.demo.city import city
from core.months import full_years

# The lowest rank that goes with a position level, as the regulation on ranks pairs them.
LOWEST_RANK = {
    "1A21": "R01", "1A22": "R02", "1A31": "R04", "1A32": "R06", "1A41": "R08", "1A42": "R10",
}  # fmt: skip
YOUNG_LEVELS = {"1A42", "1A41"}


def office_list(units: int | None = None):
    """The employers of the demonstration city, with invented ids."""
    return offices(
        (
            number, unit.code, unit.name, unit.short_name, unit.kind, unit.level,
            unit.principal_quota, unit.deputy_quota,
        )
        for number, unit in enumerate(city(units=units), start=1)
    )  # fmt: skip


def everybody(scene: Scene) -> list[Person]:
    return [person for batch in scene.batches for person in scene.people_of(batch)]


@pytest.fixture(scope="module")
def people() -> list[Person]:
    return everybody(Scene(office_list(), 3000, 400, 2026))


@pytest.fixture(scope="module")
def lives(people):
    return [person.life for person in people]


def test_the_same_seed_gives_the_same_people_and_another_seed_others():
    def told(seed):
        return everybody(Scene(office_list(), 1200, 100, seed))

    assert told(1) == told(1)
    assert told(1) != told(2)


@pytest.mark.parametrize(
    ("units", "people", "roster"),
    [(9, 1, 1), (9, 7, 3), (None, 300, 300), (None, 1000, 0), (None, 3000, 400), (600, 777, 776)],
)
def test_every_seat_is_taken_once_and_the_roster_has_its_number(units, people, roster):
    seating = Seating(office_list(units), people, roster)
    seats = [seating.seat(number) for number in range(people)]
    assert len({(seat.office.pk, seat.order) for seat in seats}) == people
    assert sorted(seat.stay for seat in seats if seat.stay is not None) == list(range(roster))
    assert all(seat.office.kind != "group" for seat in seats)
    for number in range(0, people, 50):
        place = next(p for p in range(people) if seating.number_at(p) == number)
        assert seating.at(place) == seats[number]


def test_units_have_their_leaders_first_and_within_their_quotas(lives):
    for office, count in Counter(life.office for life in lives).items():
        own = [life.seat for life in lives if life.office == office]
        roles = Counter(seat.role.name for seat in own)
        assert roles["PRINCIPAL"] <= office.principals
        assert roles["DEPUTY"] <= office.deputies
        assert sorted(seat.order for seat in own) == list(range(count))
        assert [s.role for s in sorted(own, key=lambda s: s.order)] == sorted(s.role for s in own)


def test_ages_are_those_of_cadres_and_the_roster_is_young(people):
    ages = [full_years(first_day(p.life.birth), TODAY) for p in people]
    assert min(ages) >= 23
    assert max(ages) <= 59
    young = [age for age, p in zip(ages, people, strict=True) if p.stays]
    assert len(young) == 400
    assert sum(25 <= age <= 40 for age in young) >= 380


def test_no_month_of_a_life_is_missing_from_school_on(lives):
    for life in lives:
        for job, following in pairwise(life.jobs):
            assert job.until == following.since > job.since
        assert life.studies[-1].until == life.work_start
        assert life.present.until is None
        assert life.present.since <= NOW
        assert len({job.title for job in life.jobs[-2:]}) == len(life.jobs[-2:])


def test_school_begins_at_the_usual_age_and_work_after_it(lives):
    for life in lives:
        assert 15 <= full_years(first_day(life.birth), first_day(life.studies[0].since)) <= 19
        assert 17 <= full_years(first_day(life.birth), first_day(life.work_start)) <= 26
        if life.politics.joined is not None:
            assert full_years(first_day(life.birth), first_day(life.politics.joined)) >= 18
            assert life.politics.joined <= NOW
        for award in life.awards:
            assert first_day(life.work_start) < award.decided_on <= TODAY


def test_what_happened_beside_a_job_lies_within_it(lives):
    beside = [(life, item) for life in lives for item in life.beside]
    assert len(beside) > 300
    for life, item in beside:
        job = life.jobs[item.job]
        assert job.since <= item.since < item.until <= (job.until or NOW)
    for life in lives:
        course = life.inservice
        if course:
            assert any(item.text.startswith(course.place) for item in life.beside)


def test_the_present_post_is_the_unit_and_a_post_in_it(lives):
    for life in lives:
        assert life.present.title.startswith(life.office.name)
        assert len(life.present.title) > len(life.office.name)
        assert life.levels[-1].since <= life.present.since or life.levels[-1].code == "1A50"
    titles = {life.present.title for life in lives}
    assert "清河市交通运输局党组书记、局长" in titles
    assert any(re.fullmatch("青川县.+镇党委副书记、镇长", title) for title in titles)


def test_ranks_belong_to_civil_servants_and_are_no_lower_than_their_level(lives):
    for life in lives:
        if not life.office.is_organ:
            assert not life.ranks
            continue
        for rank, better in pairwise(life.ranks):
            assert rank.code > better.code
            assert rank.since < better.since
        level = life.levels[-1].code
        if level in LOWEST_RANK:
            assert life.ranks[-1].code <= LOWEST_RANK[level]
        assert all(month(2019, 6) <= rank.since <= NOW for rank in life.ranks)
        assert bool(life.ranks) == (level != "1A98")


def test_id_numbers_are_valid_and_say_birth_and_gender(lives):
    for life in lives:
        number = life.id_number
        assert fault(number, TODAY) == ""
        assert disagreements(number, first_day(life.birth), life.name.gender) == []
        assert birth_of(number).replace(day=1) == first_day(life.birth)
        assert gender_of(number) == life.name.gender
        assert number.startswith("99"), "no province has this code"
    assert len({life.id_number for life in lives}) == len(lives)


def test_id_numbers_never_repeat_even_for_people_born_in_one_month():
    numbers = [*range(PER_AREA * 2), *range(500_000, 510_000), *range(MOST - 10_000, MOST)]
    made = {id_number(number, month(1990, 5), "2") for number in numbers}
    assert len(made) == len(numbers)
    with pytest.raises(ValueError, match="no ID number"):
        id_number(MOST, month(1990, 5), "2")


def test_everyone_has_a_father_and_a_mother_who_were_grown_up(lives):
    for life in lives:
        relations = Counter(relative.relation for relative in life.relatives)
        assert relations["父亲"] == relations["母亲"] == 1
        assert relations["妻子"] + relations["丈夫"] <= 1
        for relative in life.relatives:
            gone = "（已去世）" in relative.work
            assert (relative.birth is None) == gone
            if relative.relation in ("父亲", "母亲") and not gone:
                assert life.birth - relative.birth >= 20 * 12
            if relative.relation in ("儿子", "女儿"):
                assert relative.birth - life.birth >= 24 * 12


def test_stays_follow_one_another_and_stages_fill_them(people):
    for person in people:
        stays = person.stays
        for stay, later in pairwise(stays):
            assert stay.left_on is not None
            assert stay.left_on < later.entered_on
        for stay in stays:
            assert date(2021, 1, 1) <= stay.entered_on < (stay.left_on or TODAY) <= TODAY
            assert counted(stay.entered_on) > person.life.work_start
            assert stay.stages[0].since == stay.entered_on
            assert stay.stages[-1].until == stay.left_on
            for stage, following in pairwise(stay.stages):
                assert stage.since < stage.until == following.since
                assert stage[2:6] != following[2:6]


def test_some_were_used_some_removed_and_one_came_back(people):
    stays = [stay for person in people for stay in person.stays]
    statuses = Counter(stay.status for stay in stays)
    assert 25 <= statuses[RosterStatus.USED] <= 35
    assert 10 <= statuses[RosterStatus.REMOVED] <= 20
    assert min(statuses[RosterStatus.CONSIDERED], statuses[RosterStatus.PAUSED]) >= 1
    assert sum(len(person.stays) == 2 for person in people) == 1
    assert sum(len(stay.stages) > 1 for stay in stays) > 80
    assert 15 <= sum(len(person.reserves) for person in people) <= 60
    disciplined = [
        person
        for person in people
        if any(stay.ground == ExitGround.DISCIPLINE for stay in person.stays)
    ]
    assert disciplined
    assert all(person.life.sanctions for person in disciplined)


def test_namesakes_and_the_holders_of_accounts_are_there(people, lives):
    names = Counter(str(life.name) for life in lives)
    assert names["陈思远"] >= 2
    own = [p for p in people if str(p.life.name) == "陈思远"]
    assert any(p.life.office.short_name == "市交通运输局" and p.stays for p in own)
    assert any(str(life.name) == "马建国" and "局长" in life.present.title for life in lives)


@pytest.mark.parametrize("units", [9, 40, 2000])
def test_cities_of_other_sizes_have_lives_as_well(units):
    assert len(everybody(Scene(office_list(units), 700, 700, 5))) == 700


def test_processes_make_the_same_rows_in_the_same_order(monkeypatch):
    writer = Writer(Scene(office_list(), 4300, 50, 3), None, photos=False)
    alone = [writer.batch(number) for number in writer.scene.batches]
    monkeypatch.setattr(production, "FEW", 0)
    monkeypatch.setattr(production.os, "cpu_count", lambda: 1)
    together = list(production.produced(writer))
    assert len(together) == 5
    for here, there in zip(alone, together, strict=True):
        assert [copy.table for copy in there] == list(TABLES)
        # People themselves differ in the sealed ID number alone, which no two times is the same.
        assert here[1:] == there[1:]


def test_a_commended_year_is_told_as_excellent(people):
    told = {person.life.number: assessments(person.life) for person in people if person.stays}
    assert sum(1 for text in told.values() if "优秀" in text) > 20
    for person in people:
        text = told.get(person.life.number, "")
        graded = [int(year) for year in re.findall(r"(20\d\d)年", text)]
        assert graded == [y for y in (2023, 2024, 2025) if y > person.life.work_start // 12] or (
            person.life.number not in told
        )
        for award in person.life.awards:
            year = re.match(r"(20\d\d)年度", award.name)
            if text and year and int(year[1]) in graded:
                assert "优秀" in text
