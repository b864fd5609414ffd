"""The database goes away under pages: each says so, nothing is half-done, and it goes on after."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
import pytest
from django.db import connection

from core.audit.models import AuditEntry
from core.units.models import Unit
from tests.clients.issuing import issue
from tests.faults.copies import Copy, wait_for
from tests.faults.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)

SENTENCE = "数据库暂时连不上"
# Of locks, not of activity, which a transaction sees as it saw it first.
WAITS = """SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN (
    SELECT pid FROM pg_locks JOIN pg_database d ON d.oid = database
    WHERE d.datname = current_database()
)"""


@contextmanager
def held(table: str) -> Iterator[None]:
    """Nobody gets at a table: whoever asks for it is stopped in the middle."""
    told = connection.get_connection_params()
    other = psycopg2.connect(host=told["host"], dbname=told["dbname"], user=told["user"])
    try:
        with other.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        yield
    finally:
        other.close()


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITS)
        return cursor.fetchone()[0] > 0


def test_a_page_that_is_being_answered_says_what_happened(site: Copy, visitor: Visitor) -> None:
    assert visitor.get("/units/").status_code == 200  # so that its connection is open
    with held("core_unit"):
        page = visitor.meanwhile(lambda: visitor.get("/units/"))
        wait_for(somebody_waits)
        site.servers.kill_postgres()
    answer = page.answer()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert SENTENCE in answer.text
    assert "核对是否已经保存" in answer.text
    site.servers.up()
    assert visitor.get("/units/").status_code == 200, "the same process finds it again"


def test_a_form_in_the_middle_of_its_transaction_is_saved_whole_or_not(
    site: Copy, visitor: Visitor
) -> None:
    unit = site.world.named["市交通运输局"]
    form = visitor.form(f"/units/{unit.pk}/edit/")
    before, logged = Unit.objects.get(pk=unit.pk).version, AuditEntry.objects.count()
    with held("core_auditentry"):  # the last that a verb writes: the unit itself is changed
        sent = visitor.meanwhile(lambda: visitor.post(form))
        wait_for(somebody_waits)
        site.servers.stop_postgres()
    answer = sent.answer()
    assert answer.status_code == 503
    assert SENTENCE in answer.text
    site.servers.up()
    assert Unit.objects.get(pk=unit.pk).version == before
    assert AuditEntry.objects.count() == logged
    assert visitor.post(form).status_code == 302, "the same page, sent again"
    assert Unit.objects.get(pk=unit.pk).version == before + 1


def test_while_it_is_gone_every_surface_says_so_and_after_it_all_go_on(
    site: Copy, visitor: Visitor
) -> None:
    _, token = issue(site.world)
    program = Visitor(visitor.address)
    asked = {"Authorization": f"Bearer {token}"}
    assert program.get("/api/v1/units/", **asked).status_code == 200
    worker = site.start_worker()
    site.servers.stop_postgres()

    assert visitor.get("/healthz").status_code == 200
    ready = visitor.get("/readyz")
    assert (ready.status_code, ready.json()["database"], ready.json()["redis"]) == (
        *(503, "missing"),
        "ok",
    )
    for _ in range(3):
        page = visitor.get("/units/")
        assert (page.status_code, SENTENCE in page.text) == (503, True)
    refused = program.get("/api/v1/units/", **asked)
    assert refused.headers["Content-Type"].startswith("application/problem+json")
    assert (refused.status_code, refused.json()["status"]) == (503, 503)
    assert int(refused.headers["Retry-After"]) > 0
    assert "稍后再试" in refused.json()["detail"]

    site.servers.up()
    assert program.get("/api/v1/units/", **asked).status_code == 200
    page = visitor.get("/units/")
    assert page.status_code == 200
    done = visitor.post(visitor.form("/units/", "export"), format="csv")
    assert done.status_code == 302, done.text
    wait_for(lambda: "下载" in visitor.get(done.headers["Location"]).text)
    assert worker.poll() is None, "the worker has waited"
