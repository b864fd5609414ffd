"""Rows go into a table as they are, whatever their texts hold."""

import pytest
from django.db import IntegrityError, connection, transaction

from core.copying import add_rows, copy_rows, reserved_ids

ROWS = [
    (1, "平常", None, {"a": ["旧", "新"]}, b"\x00\xff"),
    (2, "制表\t换行\n回车\r反斜\\杠\\N", "", {"t": 'a\nb\\c\t"d"'}, b""),
    (3, "\x01\x02标记", "𠮷䶮", [], None),
    (4, "零\0字", "\\.", {}, b"\\x"),
    (5, 'null,"引号",{[', "null", ["\\", '"'], b'"'),
    (6, "\\n 两个字符", '\\"', None, b"\\"),
]


@pytest.fixture
def table(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE copied "
            "(id int PRIMARY KEY, a text NOT NULL, b text, c jsonb, d bytea)"
        )
        yield cursor
        cursor.execute("DROP TABLE IF EXISTS copied")


def test_every_value_arrives(table):
    copy_rows("copied", ("id", "a", "b", "c", "d"), ROWS)
    table.execute("SELECT id, a, b, c::text, d FROM copied ORDER BY id")
    found = [(*row[:4], None if row[4] is None else bytes(row[4])) for row in table.fetchall()]
    assert [(row[0], row[1], row[2], row[4]) for row in found] == [
        (1, "平常", None, b"\x00\xff"),
        (2, ROWS[1][1], "", b""),
        (3, "\x01\x02标记", "𠮷䶮", None),
        (4, "零字", "\\.", b"\\x"),
        (5, ROWS[4][1], "null", b'"'),
        (6, ROWS[5][1], '\\"', b"\\"),
    ]
    table.execute("SELECT c->>'t', c->'a'->>1 FROM copied ORDER BY id")
    assert table.fetchall()[:2] == [(None, "新"), ('a\nb\\c\t"d"', None)]


def test_rows_that_are_there_are_left_and_new_ones_told(table):
    copy_rows("copied", ("id", "a"), [(2, "旧")])
    rows = [(1, "新"), (2, "新"), (3, '"新",\\')]
    assert add_rows("copied", ("id", "a"), rows, returning=("id",)) == [(1,), (3,)]
    assert add_rows("copied", ("id", "a"), rows, returning=("id",)) == []
    table.execute("SELECT id, a FROM copied ORDER BY id")
    assert table.fetchall() == [(1, "新"), (2, "旧"), (3, '"新",\\')]


def test_a_refusal_is_djangos_own(table):
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_rows("copied", ("id", "a"), [(1, None)])


def test_reserved_numbers_are_nobody_elses(db):
    first, second = reserved_ids("core_job", 3), reserved_ids("core_job", 2)
    assert len({*first, *second}) == 5 and reserved_ids("core_job", 0) == []
