"""Rises stay what the postings say, whatever wrote them: compared with plain Python."""

from contextlib import suppress
from datetime import date, timedelta
from random import Random

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from core.copying import copy_rows
from rotation.postings.models import Posting
from rotation.postings.rises import Rise
from tests.roster.test_races import at_once
from tests.world import World

LEVELS = ("", "1A50", "1A42", "1A41", "1A32", "1A31")


def said() -> set[tuple[int, date, str]]:
    """Who rose when to what, out of the postings."""
    every = [one for one in Posting.objects.all() if one.is_main and one.ended_on != one.since]
    found = set()
    for one in every:
        before = {
            other.level
            for other in every
            if other.cadre_id == one.cadre_id and other.since < one.since and other.level
        }
        # The code of a higher level comes first.
        if one.level and not one.acting and all(one.level < level for level in before):
            found.add((one.cadre_id, one.since, one.level))
    return found


def kept() -> set[tuple[int, date, str]]:
    """The same as it is kept."""
    rows = Rise.objects.values_list("cadre_id", "since", "level")
    assert len(set(rows)) == len(rows)
    return set(rows)


def life(cadre, dice: Random) -> list[Posting]:
    """Four main posts one after the other, the last one running; not saved."""
    day = date(2010, 1, 1) + timedelta(days=dice.randint(0, 2000))
    made = []
    for number in range(4):
        ends = day + timedelta(days=dice.choice([0, 300, 900]))
        end = {} if number == 3 else {"ended_on": ends, "end_reason": "moved"}
        made.append(
            Posting(
                cadre=cadre,
                unit=cadre.unit,
                kind="appointment",
                title=f"职务{number}",
                level=dice.choice(LEVELS),
                since=day,
                acting=dice.random() < 0.2,
                is_main=dice.random() < 0.9,
                **end,
            )
        )
        day = ends + timedelta(days=30)
    return made


def changed(dice: Random) -> dict:
    """What one of the postings becomes."""
    return dice.choice(
        [
            {"level": dice.choice(LEVELS)},
            {"acting": True},
            {"acting": False},
            {"is_main": False},
            {"is_main": True},
            {"since": F("since") + timedelta(days=dice.randint(1, 20))},
            {"title": "别的职务", "document": "青组干〔2026〕1号"},
        ]
    )


@pytest.mark.parametrize("seed", range(6))
def test_however_posts_are_written(world: World, seed):
    dice = Random(seed)  # noqa: S311
    people = list(world.cadres.values())[:6]
    Posting.objects.bulk_create(post for cadre in people for post in life(cadre, dice))
    assert kept() == said()
    assert kept()
    for _ in range(25):
        row = dice.choice(list(Posting.objects.order_by("pk")))
        match dice.randint(0, 3):
            case 0:
                row.delete()
            case 1 if row.ended_on:
                Posting.objects.filter(pk=row.pk).update(ended_on=row.since)
            case _:
                # What periods of posts forbid is refused, and leaves all as it was.
                with suppress(IntegrityError), transaction.atomic():
                    Posting.objects.filter(pk=row.pk).update(**changed(dice))
        assert kept() == said()


def test_a_post_that_runs_on_after_it_was_taken_back(world: World):
    cadre = world.cadres["陈思远"]
    post = Posting.objects.create(
        cadre=cadre,
        unit=cadre.unit,
        kind="appointment",
        title="科长",
        level="1A41",
        since=date(2020, 1, 1),
        ended_on=date(2020, 1, 1),
        end_reason="moved",
    )
    assert kept() == set()
    Posting.objects.filter(pk=post.pk).update(ended_on=None, end_reason="")
    assert kept() == said() == {(cadre.pk, date(2020, 1, 1), "1A41")}


def test_rows_that_are_copied_in(world: World):
    """As the demonstration and imports write them."""
    dice = Random(5)  # noqa: S311
    posts = [post for cadre in list(world.cadres.values())[:4] for post in life(cadre, dice)]
    fields = [
        field
        for field in Posting._meta.concrete_fields
        if not field.primary_key and field.name != "former"
    ]
    rows = [[getattr(post, field.attname) for field in fields] for post in posts]
    copy_rows(Posting._meta.db_table, [field.column for field in fields], rows)
    assert kept() == said()
    assert kept()


def test_ending_a_post_tells_nothing_anew(world: World):
    """It stays the same row: nobody's rises are written again for a post that ends as it should."""
    cadre = world.cadres["陈思远"]
    post = life(cadre, Random(1))[3]  # noqa: S311
    post.level, post.acting, post.is_main = "1A41", False, True
    post.save()
    before = Rise.objects.get()
    Posting.objects.filter(pk=post.pk).update(ended_on=date(2026, 5, 1), end_reason="moved")
    assert Rise.objects.get().pk == before.pk


def test_one_statement_about_everybody_and_a_post_that_changes_hands(world: World):
    dice = Random(9)  # noqa: S311
    first, second, *others = list(world.cadres.values())[:5]
    posts = [post for cadre in (first, *others) for post in life(cadre, dice)]
    Posting.objects.bulk_create(posts)
    Posting.objects.update(acting=False, level="1A42")
    assert kept() == said()
    Posting.objects.filter(cadre=first).update(cadre=second)
    assert kept() == said()
    assert not Rise.objects.filter(cadre=first).exists()
    Posting.objects.all().delete()
    assert kept() == set()


def test_nothing_is_kept_of_an_emptied_table(world: World):
    Posting.objects.bulk_create(life(world.cadres["陈思远"], Random(2)))  # noqa: S311
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE rotation_posting CASCADE")
    assert kept() == set()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_about_one_person(committed_world: World):
    """Neither sees what the other has not committed; the second waits and tells both."""
    cadre = committed_world.cadres["陈思远"]

    def post(since: date, ended: date | None, level: str):
        def write() -> None:
            end = {"ended_on": ended, "end_reason": "moved"} if ended else {}
            given = {"kind": "appointment", "title": f"职务{level}", "unit": cadre.unit}
            with transaction.atomic():
                Posting.objects.create(cadre=cadre, since=since, level=level, **given, **end)

        return write

    for _ in range(5):
        Posting.objects.all().delete()
        at_once(
            post(date(2015, 1, 1), date(2018, 1, 1), "1A41"), post(date(2020, 1, 1), None, "1A42")
        )
        assert Posting.objects.count() == 2
        assert kept() == said() == {(cadre.pk, date(2015, 1, 1), "1A41")}
