"""Transactions that commit in another order than they stamp: the gap that the watermark closes."""

import random
import threading
import time
from contextlib import closing
from datetime import timedelta

import psycopg2
import pytest
from django.db import connection

from cadres.feed import watermark
from tests.feed.pulling import CADRES, Copy, written

pytestmark = pytest.mark.usefixtures("long_ago")
WRITERS, TRANSACTIONS = 4, 25


@pytest.fixture(autouse=True)
def _no_margin(monkeypatch):
    """Without the two seconds, which would hide a gap from tests that last less."""
    monkeypatch.setattr(watermark, "MARGIN", timedelta(0))


def session():
    """Another connection to the test's database."""
    told = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    return closing(psycopg2.connect(**{name: told[name] for name in names if told.get(name)}))


def touch(cursor, pk):
    cursor.execute(
        "UPDATE cadres_cadre SET phone = left(md5(random()::text), 11) WHERE id = %s", [pk]
    )


@pytest.mark.parametrize("writes_before_the_pull", [True, False])
@pytest.mark.parametrize("by_pages", [True, False])
def test_what_is_committed_after_a_pull_is_in_the_next_one(
    committed_world, city, writes_before_the_pull, by_pages
):
    pk = committed_world.cadres["赵文博"].pk
    with session() as other, other.cursor() as cursor:
        cursor.execute("SELECT now()")
        if writes_before_the_pull:
            touch(cursor, pk)
        copy = Copy(city, CADRES)
        assert copy.catch_up() == []
        if not writes_before_the_pull:
            touch(cursor, pk)
        assert copy.catch_up() == []
        other.commit()
    changes = copy.catch_up_by_pages(1) if by_pages else copy.catch_up()
    assert written(changes) == {pk}
    assert copy.rows == copy.whole()[0]


def test_what_is_committed_while_pages_are_walked_is_not_lost(committed_world, city):
    pks = [committed_world.cadres[name].pk for name in ("周雨晴", "陈思远", "曾可欣")]
    copy = Copy(city, CADRES)
    with session() as other, other.cursor() as cursor:
        for pk in pks:
            touch(cursor, pk)
            other.commit()
        first = city.get(f"{CADRES}?updated_since={copy.until}&size=1").json()
        touch(cursor, pks[0])  # stamped before the rest of the walk is read
        following = city.get(first["next"].removeprefix("http://testserver")).json()
        other.commit()
        last = city.get(following["next"].removeprefix("http://testserver")).json()
    for page in (first, following, last):
        copy.apply(page["results"])
    copy.until = first["updated_until"]
    copy.catch_up()
    assert copy.rows == copy.whole()[0]


def test_nothing_is_lost_among_writers_that_overlap(committed_world, city):
    pks = [person.pk for person in committed_world.cadres.values()]
    copies = [Copy(city, CADRES), Copy(city, CADRES, columns="name,phone")]
    writers = [threading.Thread(target=write, args=(pks, seed)) for seed in range(WRITERS)]
    for writer in writers:
        writer.start()
    pulls = 0
    while any(writer.is_alive() for writer in writers):
        for copy in copies:
            copy.catch_up() if pulls % 2 else copy.catch_up_by_pages(2)
        pulls += 1
    for copy in copies:
        copy.catch_up()
        assert copy.rows == copy.whole()[0]
    assert pulls  # beside the writers, however slow the machine


def write(pks, seed):
    """Transactions of uneven length, each of one person and never two writers for one."""
    dice = random.Random(seed)  # noqa: S311 - uneven, and the same each time
    mine = pks[seed::WRITERS]
    with session() as other, other.cursor() as cursor:
        for _ in range(TRANSACTIONS):
            cursor.execute("SELECT now()")
            time.sleep(dice.random() * 0.04)
            touch(cursor, dice.choice(mine))
            time.sleep(dice.random() * 0.04)
            other.commit()
