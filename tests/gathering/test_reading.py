"""Reads are sent ahead on one connection and told in their order, whatever goes wrong."""

from threading import get_ident

import pytest
from django.db import DatabaseError, connection, transaction

from core.units.models import Unit
from reporting.gathering.reading import rows_of, run
from tests.world import World


def asked(sql: str):
    """One value of the database."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def source(name, told, *reads):
    """A source of so many reads, each of which it writes down."""
    for read in reads:
        told.append((name, (yield read)))


def test_every_source_is_told_to_its_end_in_order(world: World):
    told = []
    sources = [
        source("a", told, lambda: asked("SELECT 1"), lambda: asked("SELECT 2")),
        source("none", told),
        source("b", told, lambda: asked("SELECT 3")),
        source("c", told, *(lambda n=n: n for n in range(5))),
    ]
    run(sources, meanwhile=lambda: told.append("meanwhile"))
    assert told[0] == "meanwhile"
    for name, values in (("a", [1, 2]), ("b", [3]), ("c", [0, 1, 2, 3, 4])):
        assert [one[1] for one in told[1:] if one[0] == name] == values
    firsts = [told.index(one) for one in (("a", 1), ("b", 3), ("c", 0))]
    assert firsts == sorted(firsts), "the first reads are told in the order of the sources"


def test_it_is_the_callers_connection_and_transaction(world: World):
    """What the caller has written and not committed is read, by a thread beside him."""
    Unit.objects.filter(pk=world.named["柳河镇"].pk).update(short_name="没有提交的名称")
    told = []
    names = Unit.objects.filter(short_name="没有提交的名称").values_list("pk")
    sources = [
        source("pid", told, lambda: asked("SELECT pg_backend_pid()")),
        source("rows", told, rows_of(names)),
        source("thread", told, get_ident),
    ]
    run(sources, meanwhile=lambda: None)
    found = dict(told)
    assert found["pid"] == asked("SELECT pg_backend_pid()")
    assert found["rows"] == [(world.named["柳河镇"].pk,)]
    assert found["thread"] != get_ident()


def test_a_statement_that_is_refused_is_the_callers_refusal(world: World):
    told = []
    sources = [
        source("good", told, lambda: asked("SELECT 1")),
        source("bad", told, lambda: asked("SELECT 1 / 0")),
        *(source("after", told, lambda: asked("SELECT 2")) for _ in range(4)),
    ]
    with pytest.raises(DatabaseError, match="division by zero"), transaction.atomic():
        run(sources, meanwhile=lambda: None)
    assert told == [("good", 1)]
    assert asked("SELECT 7") == 7


def test_nothing_is_under_way_when_telling_fails(world: World):
    def refusing(seconds: str):
        yield lambda: asked(f"SELECT 1 FROM pg_sleep({seconds})")
        raise ValueError("told wrongly")

    with pytest.raises(ValueError, match="told wrongly"):
        run([refusing("0"), refusing("0.3"), refusing("5")], meanwhile=lambda: None)
    assert asked("SELECT 7") == 7

    def broken():
        raise KeyError("meanwhile")

    with pytest.raises(KeyError):
        run([source("a", [], lambda: asked("SELECT 1"))], meanwhile=broken)
    assert asked("SELECT 8") == 8
    connection.validate_thread_sharing()
    assert not connection.allow_thread_sharing
