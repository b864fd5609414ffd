"""A role that serves: everything that people do goes on, tables and the log stay out of reach."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from core.audit import chain
from core.audit.models import Action, AuditEntry
from core.audit.services import record
from core.serving_role import FIRST_THAT_CAN, allow
from tests.world import PASSWORD

ROLE = f"qinglan_serving_{os.getpid()}"
OUT_OF_REACH = (
    "ALTER TABLE core_user DROP COLUMN phone",
    "DROP TRIGGER audit_entry_is_append_only ON core_auditentry",
    "ALTER TABLE core_auditentry DISABLE TRIGGER ALL",
    "CREATE TABLE public.of_mine (a integer)",
    "TRUNCATE core_auditlink, core_auditentry",
    "UPDATE core_auditentry SET actor_label = ''",
    "DELETE FROM core_auditlink",
    "DELETE FROM django_migrations",
    "TRUNCATE core_unit CASCADE",
)


def execute(statement: str) -> None:
    """One statement, in a savepoint of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def can() -> bool:
    """Whether this PostgreSQL has the right to vacuum as a right of its own."""
    connection.ensure_connection()
    return connection.connection.server_version >= FIRST_THAT_CAN


@contextmanager
def serving() -> Iterator[None]:
    """Go on as the role."""
    execute(f"SET ROLE {ROLE}")
    try:
        yield
    finally:
        execute("RESET ROLE")


def made() -> None:
    """The role, with its rights."""
    execute(f"CREATE ROLE {ROLE}")
    call_command("serving_role", ROLE)


def test_a_role_that_is_not_there_is_refused_and_so_is_an_older_server(db):
    with pytest.raises(CommandError, match="没有角色" if can() else "PostgreSQL 17 以上"):
        call_command("serving_role", "nobody_has_made_it")


def test_the_owner_himself_cannot_be_held_to_it(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        owner = cursor.fetchone()[0]
    with pytest.raises(CommandError, match="限制不了" if can() else "17"):
        call_command("serving_role", owner)


def test_tables_and_the_log_are_out_of_its_reach(world):
    if not can():
        pytest.skip("PostgreSQL 17 is the first that has the right to vacuum")
    record(Action.READ, actor=world.city, subject="units", label="单位")
    chain.seal()
    made()
    with serving():
        for statement in OUT_OF_REACH:
            with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
                execute(statement)


def test_people_work_as_before_and_what_they_do_is_logged(world, client_for):
    if not can():
        pytest.skip("PostgreSQL 17 is the first that has the right to vacuum")
    made()
    allow(ROLE)  # again: after a release
    with serving():
        before = AuditEntry.objects.count()
        client = client_for(world.city)
        for path in ("/", "/roster/", "/units/", "/talks/"):
            assert client.get(path).status_code == 200
        new = {"old": PASSWORD, "new": "Xin-Mima-2027", "again": "Xin-Mima-2027"}
        assert client.post("/password/", new).status_code == 302
        assert AuditEntry.objects.count() > before
        chain.seal()
        assert chain.verify().faults == []
        execute("CREATE TEMPORARY TABLE beside (a integer) ON COMMIT DROP")
