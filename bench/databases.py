"""Throw-away databases on the configured server; one process turns from one to another."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.core.management import call_command
from django.db import connection

from core.embedded import places

PREFIX = "qinglan_bench_"


def use(name: str) -> None:
    """Every statement from now on goes to the database `name`."""
    if connection.settings_dict["NAME"] != name:
        connection.close()
        connection.settings_dict["NAME"] = name


def address(name: str) -> str:
    """DATABASE_URL of the database `name`, for a process of its own."""
    url = os.environ.get("DATABASE_URL") or places.postgres_url()
    return urlsplit(url)._replace(path=f"/{name}").geturl()


@contextmanager
def made(*names: str) -> Iterator[list[str]]:
    """Databases with all tables and codes and no units; dropped at the end, whatever happens."""
    home = connection.settings_dict["NAME"]
    full = [f"{PREFIX}{name}" for name in names]
    _drop(home, full)
    try:
        first, *others = full
        _run(home, f"CREATE DATABASE {first}")
        use(first)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_codes", verbosity=0, stdout=open(os.devnull, "w"))  # noqa: SIM115, PTH123
        for name in others:
            _run(home, f"CREATE DATABASE {name} TEMPLATE {first}")
        yield full
    finally:
        _drop(home, full)


def _drop(home: str, names: list[str]) -> None:
    for name in names:
        _run(home, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _run(home: str, statement: str) -> None:
    use(home)
    with connection.cursor() as cursor:
        cursor.execute(statement)
