"""Staged people are seen alone, leave nothing behind, and tell what they would tell stored."""

import random

import pytest
from django.db import IntegrityError, connection, transaction

from cadres.checks.files import Files
from cadres.checks.finding import findings
from cadres.checks.rules import RULES
from cadres.checks.staging import StagedPerson, check_staged, staged
from cadres.people.models import Cadre, Reward
from core.errors import DomainError
from tests.checks.drafts import TODAY, by_hand
from tests.checks.spoiled import OF_TWO, SPOILED

TEMPORARY = "SELECT count(*) FROM pg_class WHERE relpersistence = 't' AND relkind = 'r'"


def temporary_tables() -> int:
    with connection.cursor() as cursor:
        cursor.execute(TEMPORARY)
        return cursor.fetchone()[0]


@pytest.fixture
def clean(world):
    return by_hand(world.named["市交通运输局"])


def told(found) -> set[tuple]:
    return {(one.rule.code, one.spot, one.value, one.sentence, one.suggestion) for one in found}


def test_what_is_found_staged_is_found_stored(world, clean):
    """The same spoiled people: all at once staged, one after the other stored."""
    dice = random.Random(7)  # noqa: S311 - the same people each time
    drafts = []
    for code, mutation in ((code, one) for code, many in SPOILED.items() for one in many[:1]):
        draft = clean.copy()
        if mutation(draft, dice):
            drafts.append((code, draft))
    rules = [rule for rule in RULES if rule.code not in OF_TWO]  # staged, they are each other's
    people = [draft.staged(key) for key, (_, draft) in enumerate(drafts)]
    as_staged = check_staged(people, on=TODAY, rules=rules)
    compared = 0
    for key, (code, draft) in enumerate(drafts):
        assert code in {one.rule.code for one in as_staged.get(key, [])}, code
        try:
            with transaction.atomic():
                cadre = draft.stored()
                files = Files(TODAY, [cadre.pk], many=False)
                as_stored = list(findings(rules, files))
                assert told(as_stored) == told(as_staged[key])
                compared += 1
                transaction.set_rollback(True)
        except IntegrityError:
            continue  # what the database refuses can only be staged
    assert compared > 80


def test_staged_people_hide_the_stored_ones_and_leave_no_trace(world, clean):
    before = temporary_tables()
    Reward.objects.create(cadre_id=world.cadres["周雨晴"].pk, decided_on="2030-01-01", name="嘉奖")
    with staged([clean.staged("one")]):
        assert list(Cadre.objects.values_list("name", flat=True)) == ["许明兰"]
        assert not Reward.objects.exists()
        person = Cadre.objects.get()
        assert (person.pk, person.fulltime_level, person.level_rank) == (1, 4, 9)
        assert person.unit == world.named["市交通运输局"]
    assert Cadre.objects.count() == len(world.cadres) and Reward.objects.exists()
    assert temporary_tables() == before
    with connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        assert "pg_temp" not in cursor.fetchone()[0]


def test_an_error_inside_leaves_no_trace_either(world, clean):
    with pytest.raises(ZeroDivisionError), staged([clean.staged("one")]):
        raise ZeroDivisionError
    assert Cadre.objects.count() == len(world.cadres)
    with pytest.raises(IntegrityError), transaction.atomic(), staged([clean.staged("one")]):
        Cadre.objects.create(pk=None, name="x")
        Cadre.objects.filter().update(unit=world.named["市交通运输局"])
        raise IntegrityError
    assert Cadre.objects.count() == len(world.cadres)


def test_a_path_that_names_the_temporary_schema_last_does_not_let_stored_rows_in(world, clean):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path TO public, pg_temp")
        with staged([clean.staged("one")]):
            assert Cadre.objects.count() == 1
        assert Cadre.objects.count() == len(world.cadres)


def test_staging_inside_staging_is_refused(world, clean):
    with pytest.raises(DomainError), transaction.atomic(), staged([clean.staged(1)]):
        check_staged([clean.staged(2)], on=TODAY)
    assert Cadre.objects.count() == len(world.cadres)


def test_staging_many_times_in_one_transaction_holds_no_locks(world, clean):
    def locks() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid()")
            return cursor.fetchone()[0]

    with transaction.atomic():
        check_staged([clean.staged("one")], on=TODAY)
        before = locks()
        for _ in range(3):
            assert check_staged([clean.staged("one")], on=TODAY) == {}
        assert locks() == before


def test_a_part_that_was_not_told_is_not_missed(world, clean):
    person = StagedPerson(key="one", cadre=clean.cadre)
    assert check_staged([person], on=TODAY) == {}
    person = StagedPerson(key="one", cadre=clean.cadre, resume=[], family=[])
    found = {one.rule.code for one in check_staged([person], on=TODAY)["one"]}
    assert found == {"resume.none", "family.no_father", "family.no_mother"}


def test_values_as_a_service_takes_them(world):
    """A dictionary with the whole number; what is not given has its default."""
    values = {
        "name": "许明兰",
        "gender": "2",
        "birth": None,
        "unit": world.named["市交通运输局"],
        "id_number": "990101199205030241",
        "note": "制表\t换行\n反斜\\杠",
    }
    found = check_staged([StagedPerson(key=7, cadre=values)], on=TODAY)[7]
    by_code = {one.rule.code: one for one in found}
    assert {"identity.no_birth", "identity.number", "post.no_title"} <= set(by_code)
    assert by_code["identity.number"].value == "990101********0241"
    assert "19920503" not in by_code["identity.number"].sentence


def test_two_people_need_two_keys(world, clean):
    with pytest.raises(ValueError, match="same key"):
        check_staged([clean.staged(1), clean.staged(1)], on=TODAY)
    assert check_staged([], on=TODAY) == {}
