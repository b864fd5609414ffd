"""Invented people in a real database: every constraint holds, copies agree, nothing is left off."""

from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Count, F
from django.test import override_settings
from PIL import Image

from cadres.demo.copying import TABLES
from cadres.demo.loading import load_people
from cadres.demo.months import TODAY
from cadres.identity.number import masked
from cadres.identity.vault import lookup_hash, open_sealed
from cadres.people.models import Cadre, FamilyMember, ResumeLine
from cadres.pools.models import PoolMembership
from cadres.roster.facets import FACETS
from cadres.roster.models import RosterEntry, RosterStage
from cadres.roster.snapshot import snapshot
from core.demo.accounts import ACCOUNTS
from core.demo.city import city
from core.demo.loading import load_accounts, load_units
from core.errors import DomainError

PEOPLE, ROSTER = 300, 60

SHAPE = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = ANY(%s::regclass[]) AND contype <> 'n'
UNION ALL
SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s)
ORDER BY 1, 2
"""


def shape():
    """Constraints and indexes of the tables, as the database tells them."""
    with connection.cursor() as cursor:
        cursor.execute(SHAPE, [list(TABLES), list(TABLES)])
        return cursor.fetchall()


EMPTY = "TRUNCATE core_unit, core_user CASCADE"


@pytest.fixture(scope="module")
def loaded_once(django_db_setup, django_db_blocker, tmp_path_factory):
    """One load for the tests that only read; taken back at the end."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(EMPTY)
        city_and_account()
        yield load_people(people=PEOPLE, roster=ROSTER)
        transaction.set_rollback(True)


@pytest.fixture
def loaded(loaded_once, db):
    """The people, and a transaction of the test's own on top."""
    return loaded_once


@pytest.fixture
def units(db):
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
    city_and_account()


def city_and_account():
    """The units, and of the accounts the one that is a person."""
    load_units(city())
    load_accounts([account for account in ACCOUNTS if account.role == "cadre"])


def test_as_many_as_asked_are_there_with_their_history(loaded):
    assert loaded == (PEOPLE, ROSTER)
    assert Cadre.objects.count() == PEOPLE
    assert RosterEntry.objects.values("cadre").distinct().count() == ROSTER
    assert FamilyMember.objects.values("cadre").distinct().count() == PEOPLE
    assert PoolMembership.objects.exists()
    assert Cadre.objects.filter(rewards__isnull=False).exists()


def test_indexes_and_constraints_are_as_they_were(units):
    before = shape()
    load_people(people=PEOPLE, roster=ROSTER)
    assert shape() == before
    assert len(before) > 60


def test_every_value_is_one_that_the_form_would_take(loaded):
    for model in (Cadre, ResumeLine, FamilyMember, RosterEntry, RosterStage, PoolMembership):
        for row in model.objects.all():
            row.clean_fields(exclude={"changed_by"})


def test_roster_rows_copy_their_person(loaded):
    for entry in RosterEntry.objects.select_related("cadre"):
        assert {name: getattr(entry, name) for name in FACETS} == {
            name: getattr(entry.cadre, name) for name in FACETS
        }
        assert entry.touched_at
    for cadre in Cadre.objects.select_related("unit"):
        assert cadre.unit_path == cadre.unit.path
        assert cadre.sort_key.startswith(cadre.unit.sort_path)


def test_the_last_line_of_a_resume_is_the_present_post(loaded):
    for cadre in Cadre.objects.prefetch_related("resume"):
        lines = [line for line in cadre.resume.all() if line.within_id is None]
        for line, following in pairwise(lines):
            assert line.until == following.since
        assert lines[-1].text == cadre.title
        assert lines[-1].until is None
        assert lines[-1].since == cadre.post_since
        assert next(line.since for line in lines if line.kind == "work") == cadre.work_start
        assert cadre.title.startswith(cadre.unit.name)


def test_id_numbers_open_and_are_found_by_their_hash(loaded):
    for cadre in Cadre.objects.all()[:50]:
        number = open_sealed(cadre.id_sealed)
        assert cadre.id_hash == lookup_hash(number)
        assert cadre.id_masked == masked(number)


def test_grassroots_months_are_those_in_counties(loaded):
    for cadre in Cadre.objects.prefetch_related("resume"):
        jobs = [r for r in cadre.resume.all() if r.kind == "work" and r.within_id is None]
        total = sum(
            ((r.until or TODAY).year - r.since.year) * 12 + (r.until or TODAY).month - r.since.month
            for r in jobs
        )
        assert 0 <= cadre.grassroots_months <= total
    assert Cadre.objects.filter(grassroots_months__gte=24).count() > PEOPLE / 4


def test_an_entry_says_what_its_last_stage_says(loaded):
    for entry in RosterEntry.objects.prefetch_related("stages"):
        last = list(entry.stages.all())[-1]
        assert (entry.tier, entry.direction, entry.held_by) == (
            last.tier,
            last.direction,
            last.held_by,
        )
        assert last.until == entry.left_on
        if entry.left_on is None:
            assert entry.status == last.status
        assert (entry.exit_snapshot is None) == (entry.left_on is None)


def test_snapshots_are_written_as_the_roster_writes_them(loaded):
    compared = 0
    for entry in RosterEntry.objects.select_related("cadre__unit"):
        cadre, then = entry.cadre, entry.entry_snapshot
        now = snapshot(cadre, entry.entered_on)
        assert then.keys() == now.keys()
        assert then["age"] == now["age"]
        if cadre.post_since <= entry.entered_on.replace(day=1) and then["rank"] == now["rank"]:
            compared += 1
            assert then | {"inservice": ""} == now | {"inservice": ""}
    assert compared


def test_the_account_of_the_cadre_belongs_to_somebody_on_the_roster(loaded):
    cadre = Cadre.objects.get(account__username="cadre")
    assert cadre.name == cadre.account.name
    assert cadre.unit == cadre.account.unit
    assert cadre.entries.exists()
    assert Cadre.objects.filter(name=cadre.name).count() >= 2


def test_who_is_on_the_roster_has_a_photo_and_nobody_else(units):
    load_people(people=12, roster=4)
    assert Cadre.objects.exclude(photo="").count() == 4
    assert not Cadre.objects.filter(photo="", entries__isnull=False).exists()
    for cadre in Cadre.objects.exclude(photo=""):
        assert cadre.photo.name == f"photos/demo-{cadre.pk:06d}.jpg"
        with cadre.photo.open() as file, Image.open(file) as image:
            assert (image.format, image.size) == ("JPEG", (376, 460))


def test_new_rows_find_free_ids(loaded):
    cadre = Cadre.objects.order_by("-pk").first()
    fresh = Cadre.objects.create(
        name="新来者", birth=cadre.birth, unit=cadre.unit, title="干部", gender="1", stroke_key="",
        tokens="",
    )  # fmt: skip
    assert fresh.pk > cadre.pk
    line = ResumeLine.objects.create(cadre=fresh, since=cadre.birth, text="学习")
    assert line.pk > ResumeLine.objects.exclude(pk=line.pk).order_by("-pk").first().pk


def test_people_sit_in_units_that_employ(loaded):
    assert not Cadre.objects.filter(unit__kind="group").exists()
    crowded = Cadre.objects.values("unit", "seat_order").exclude(seat_order=999)
    assert not crowded.annotate(times=Count("pk")).filter(times__gt=1).exists()
    assert not Cadre.objects.filter(work_start__lte=F("birth")).exists()


def test_a_second_time_is_refused(loaded):
    with pytest.raises(DomainError, match="已有干部"):
        load_people(people=5)
    assert Cadre.objects.count() == PEOPLE


@pytest.mark.parametrize(
    ("people", "roster", "sentence"),
    [
        (-1, None, "干部数 -1 超出范围"),
        (1_000_001, None, "干部数 1000001 超出范围"),
        (10, 11, "名册人数 11 超出范围"),
        (10, -1, "名册人数 -1 超出范围"),
    ],
)
def test_impossible_figures_are_refused_and_nothing_is_written(
    units, settings, people, roster, sentence
):
    with pytest.raises(DomainError, match=sentence):
        load_people(people=people, roster=roster)
    assert not Cadre.objects.exists()


@pytest.mark.parametrize(("people", "roster"), [(0, None), (1, 0), (1, 1), (5, 5)])
def test_the_smallest_figures_work(units, people, roster):
    load_people(people=people, roster=roster)
    assert Cadre.objects.count() == people


def test_the_command_takes_the_figures(empty_system, settings):
    settings.DEMO = True
    out = StringIO()
    call_command("seed_demo", units=40, cadres=50, stdout=out)
    assert "已装入 50 名干部，其中 50 人入过名册。" in out.getvalue()
    with pytest.raises(CommandError, match="不是空的"):
        call_command("seed_demo", units=40, cadres=50, stdout=out)
