"""What triggers copy stays equal to what it was copied from, however either was written."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import F

from cadres.choices import LEVEL
from cadres.feed.models import Departure
from cadres.people.models import Cadre
from cadres.roster.facets import FACETS
from cadres.roster.models import RosterEntry
from core.codes.vocabulary import vocabulary
from core.units import placing, services
from core.units.models import Unit
from tests.world import World

SAME = " AND ".join(f"e.{name} IS NOT DISTINCT FROM c.{name}" for name in FACETS)


def strays() -> int:
    """Roster rows of which any copy differs, and people who differ from their unit."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM cadres_rosterentry e JOIN cadres_cadre c ON c.id = e.cadre_id "
            f"WHERE NOT ({SAME})"
        )
        rows = cursor.fetchone()[0]
        cursor.execute(
            "SELECT count(*) FROM cadres_cadre c JOIN core_unit u ON u.id = c.unit_id "
            "WHERE c.unit_path <> u.path OR NOT starts_with(c.sort_key, u.sort_path || '!')"
        )
        return rows + cursor.fetchone()[0]


def test_the_world_has_no_stray(world: World):
    assert RosterEntry.objects.count() == 8
    assert strays() == 0


@pytest.mark.parametrize(
    "values",
    [
        {"nation": "03"},
        {"birth": date(1990, 1, 1), "level": "1A32"},
        {"tokens": "'x'", "stroke_key": "99"},
        {"seat_order": F("seat_order") + 1, "grassroots_months": 7},
        {"fulltime_education": "11", "rank": "R07", "rank_since": date(2024, 1, 1)},
    ],
    ids=str,
)
def test_a_person_that_is_written_anyhow_takes_his_rows_along(world: World, values):
    Cadre.objects.update(**values)
    assert strays() == 0


def test_a_person_who_moves_leaves_a_departure_for_himself_and_each_stay(world: World):
    cadre, former = world.cadres["陈思远"], world.named["市交通运输局"].path
    cadre.change(actor=None, seen=None, unit=world.named["市科技局"])
    assert strays() == 0
    assert cadre.unit_path == world.named["市科技局"].path
    stays = sorted(stay.pk for stay in world.stays("陈思远"))
    left = Departure.objects.filter(path=former).values_list("entity", "row")
    assert sorted(left) == [("cadres", cadre.pk), *(("roster", pk) for pk in stays)]


def test_a_unit_that_moves_renames_or_is_reordered_touches_its_people(world: World):
    county, town = world.named["青川县"], world.named["柳河镇"]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or the table cannot be altered
        cursor.execute("ALTER TABLE cadres_cadre DISABLE TRIGGER USER")
        cursor.execute("UPDATE cadres_cadre SET touched_at = '2020-01-01'")
        cursor.execute("ALTER TABLE cadres_cadre ENABLE TRIGGER USER")
    services.move(
        actor=world.city, unit=town, seen=town.version, parent=world.named["清源县"],
        on=date(2026, 11, 1),
    )  # fmt: skip
    assert strays() == 0
    moved = Cadre.objects.filter(touched_at__year__gt=2020)
    assert set(moved.values_list("name", flat=True)) == {"赵文博", "罗天翊"}
    services.rename(
        actor=world.city, unit=county, seen=county.version, name="青川市", short_name="青川市",
        on=date(2026, 11, 2),
    )  # fmt: skip
    assert Cadre.objects.filter(touched_at__year__gt=2020, name="马晓东").exists()
    placing.order_children(
        world.named["市直机关"],
        list(
            Unit.objects.filter(parent=world.named["市直机关"])
            .order_by("-sort_path")
            .values_list("pk", flat=True)
        ),
    )
    assert strays() == 0


def test_a_deleted_row_leaves_a_departure(world: World):
    stay = world.stay("李明朗")
    pk, path = stay.pk, stay.unit_path
    with transaction.atomic():
        stay.delete()
    assert Departure.objects.filter(entity="roster", row=pk, path=path).exists()


def test_levels_are_ordered_as_their_table_is(world: World):
    cadre = world.cadres["周雨晴"]
    for place, code in enumerate(vocabulary(LEVEL), start=1):
        cadre.change(actor=None, seen=None, level=code)
        assert cadre.level_rank == place
    cadre.change(actor=None, seen=None, level="")
    assert cadre.level_rank == 99


def test_people_come_by_unit_then_level_then_seat(world: World):
    names = list(RosterEntry.objects.open().values_list("cadre__name", flat=True))
    assert names == ["李明朗", "周雨晴", "陈思远", "赵文博", "罗天翊"]
