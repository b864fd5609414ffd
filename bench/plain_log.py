"""The reference of the log: the driver and the same hashes, without models or canonical bytes."""

import hmac
from hashlib import sha256
from io import StringIO
from typing import Any

import orjson
from django.conf import settings
from django.db import connection

from bench import plain
from core.audit.chain import GENESIS
from core.audit.models import AuditEntry

COLUMNS = ", ".join(f'"{f.column}"' for f in AuditEntry._meta.concrete_fields if f.name != "id")
INSERT = f"INSERT INTO core_auditentry ({COLUMNS}) VALUES ({{places}}) RETURNING id"
OLDEST = "SELECT id, mac FROM core_auditentry ORDER BY id LIMIT %s"
SEALED = f"""
    SELECT e.id, e.mac, {", ".join(f"e.{column}" for column in COLUMNS.split(", "))}
    FROM core_auditlink l LEFT JOIN core_auditentry e ON e.id = l.entry_id ORDER BY l.position
"""


def one_row() -> tuple[Any, ...]:
    """The values of some entry."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM core_auditentry LIMIT 1")
        return cursor.fetchone()


def insert(values: tuple[Any, ...], count: int) -> None:
    """The same row again and again."""
    statement = INSERT.format(places=", ".join(["%s"] * len(values)))
    with connection.connection.cursor() as cursor:
        for _ in range(count):
            cursor.execute(statement, values)


def seal(count: int) -> None:
    """A chain over the oldest entries."""
    digest, links = GENESIS, []
    for position, (pk, mac) in enumerate(plain.rows(OLDEST, (count,)), 1):
        digest = _mac(f"{digest}|{pk}|{mac}".encode())
        links.append(f"{position}\t{pk}\t{digest}\n")
    with connection.connection.cursor() as cursor:
        statement = "COPY core_auditlink (position, entry_id, digest) FROM STDIN"
        cursor.copy_expert(statement, StringIO("".join(links)))


def verify() -> None:
    """Two hashes a row over everything that is sealed."""
    digest = GENESIS
    for pk, mac, *values in plain.rows(SEALED):
        _mac(orjson.dumps(values))
        digest = _mac(f"{digest}|{pk}|{mac}".encode())


def _mac(content: bytes) -> str:
    return hmac.digest(settings.AUDIT_KEY.encode(), content, sha256).hex()
