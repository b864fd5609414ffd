"""The watermark, with transactions that are really open."""

from contextlib import closing

import psycopg2
import pytest
from django.db import connection

from cadres.feed.watermark import MARGIN, watermark


@pytest.fixture
def somebody_else(db):
    """Another session on the same database, inside a transaction when it has asked something."""
    told = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    with closing(psycopg2.connect(**{n: told[n] for n in names if told.get(n)})) as other:
        yield other


def started(other):
    """The time that the other session stamps its rows with."""
    with other.cursor() as cursor:
        cursor.execute("SELECT now()")
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_is_open_holds_the_watermark_back(somebody_else):
    start = started(somebody_else)
    first = watermark()
    assert first <= start - MARGIN
    assert watermark() == first
    somebody_else.commit()
    assert watermark() > first


@pytest.mark.django_db(transaction=True)
def test_with_nobody_writing_it_is_the_present(somebody_else):
    before = started(somebody_else)
    somebody_else.commit()
    assert watermark() >= before - MARGIN
