"""A database that was saved and restored as docs/operations.md says holds the whole log."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, connections

from core.audit import chain
from core.audit.models import Action, AuditLink
from core.audit.services import record
from tests.suite_servers import postgres_programs


def run(program: str, *arguments: str) -> None:
    """A program of PostgreSQL, connected like the application."""
    told = connection.settings_dict
    where = {"PGHOST": told["HOST"], "PGPORT": str(told["PORT"]), "PGUSER": told["USER"]}
    where["PGPASSWORD"] = told["PASSWORD"]
    line = [str(postgres_programs() / program), *arguments]
    subprocess.run(line, env=os.environ | where, check=True, capture_output=True)


@pytest.fixture
def restored(committed_world, tmp_path: Path) -> Iterator[str]:
    """The anchor of a sealed log; from now on the connection leads to the restored copy."""
    for unit in list(committed_world.units.values())[:3]:
        record(
            Action.CHANGE, actor=committed_world.city, target=unit, detail={"name": ["甲", "乙"]}
        )
    chain.seal()
    record(Action.READ, actor=committed_world.city, subject="units", label="单位")  # not sealed yet
    head = AuditLink.objects.latest("position")
    name, file = connection.settings_dict["NAME"], str(tmp_path / "saved.dump")
    connections.close_all()
    run("pg_dump", "--format=custom", f"--file={file}", name)
    copy = f"{name}_restored"
    run("createdb", copy)
    run("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={copy}", file)
    connection.settings_dict["NAME"] = copy
    yield f"{head.position}:{head.digest}"
    connections.close_all()
    connection.settings_dict["NAME"] = name
    run("dropdb", "--force", copy)


def test_the_chain_of_a_restored_database_is_whole_up_to_its_anchor(restored: str, capsys) -> None:
    call_command("verify_audit", anchor=restored)
    said = capsys.readouterr().out
    assert "未封存日志 1 条，发现 0 处问题" in said
    assert restored in said


def test_what_was_changed_in_the_copy_is_found(restored: str, capsys) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_auditentry DISABLE TRIGGER USER")
        cursor.execute("UPDATE core_auditentry SET actor_label = '别人' WHERE action = 'change'")
    with pytest.raises(SystemExit):
        call_command("verify_audit", anchor=restored)
    assert "内容与写入时不一致" in capsys.readouterr().err
