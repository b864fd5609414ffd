"""Commands without a running copy: one sentence that says what to do, and no traceback."""

import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from config.env import PROJECT

COMMANDS = [("export_roster", "--format", "csv", "x.csv"), ("import_roster", "x.csv")]


@pytest.mark.parametrize("command", [*COMMANDS, ("prepare",)])
def test_a_server_that_does_not_run_is_said(tmp_path, command):
    nowhere = {
        "DATABASE_URL": "postgresql://qinglan@127.0.0.1:1/qinglan",
        "QINGLAN_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    done = subprocess.run(
        [sys.executable, str(PROJECT / "manage.py"), *command],
        cwd=tmp_path,
        env=os.environ | nowhere,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert "连不上数据库：" in done.stderr
    assert "DATABASE_URL" in done.stderr
    assert ("QINGLAN_VAR" in done.stderr) is (command != ("prepare",))
    assert "Traceback" not in done.stderr
    assert "是否" in done.stderr or "make run" in done.stderr
    assert "?" not in done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_a_database_of_something_else_is_said(db, command):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_unit RENAME TO of_something_else")
    with pytest.raises(CommandError, match="还没有本系统的数据表"):
        call_command(*command)
