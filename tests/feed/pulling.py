"""A copy of a list as a caller keeps it: one full pull, then deltas alone."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.db import connection
from django.test import Client

from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from tests.api.walking import json_lines

ROSTER = "/api/v1/roster/"
CADRES = "/api/v1/cadres/"

Rows = dict[int, dict[str, Any]]


class Copy:
    """Rows by number, kept in step over one list, with one set of filters."""

    def __init__(self, client: Client, address: str = ROSTER, **filters: str) -> None:
        self.client, self.address, self.filters = client, address, filters
        self.rows, self.until = self.whole()

    def whole(self) -> tuple[Rows, str]:
        """Everything, as it is now."""
        response = self.ask(format="ndjson")
        return {row["id"]: row for row in json_lines(response)}, response["X-Updated-Until"]

    def catch_up(self) -> list[dict[str, Any]]:
        """One delta, applied; what it had."""
        response = self.ask(format="ndjson", updated_since=self.until)
        changes = json_lines(response)
        self.until = response["X-Updated-Until"]
        self.apply(changes)
        return changes

    def catch_up_by_pages(self, size: int) -> list[dict[str, Any]]:
        """The same, walked page by page."""
        response = self.ask(updated_since=self.until, size=str(size))
        first = page = response.json()
        changes = list(page["results"])
        while page["next"]:
            parts = urlsplit(page["next"])
            page = self.client.get(f"{parts.path}?{parts.query}").json()
            changes += page["results"]
        self.until = first["updated_until"]
        self.apply(changes)
        return changes

    def apply(self, changes: list[dict[str, Any]]) -> None:
        """Write the rows, forget the tombstones."""
        for row in changes:
            if "deleted" in row:
                self.rows.pop(row["id"], None)
            else:
                self.rows[row["id"]] = row

    def ask(self, **params: str):
        """The list with the filters of this copy."""
        response = self.client.get(f"{self.address}?{urlencode(self.filters | params)}")
        assert response.status_code == 200, response.content
        return response


def gone(changes: list[dict[str, Any]]) -> set[int]:
    """The numbers of the tombstones."""
    return {row["id"] for row in changes if "deleted" in row}


def written(changes: list[dict[str, Any]]) -> set[int]:
    """The numbers of the rows."""
    return {row["id"] for row in changes if "deleted" not in row}


def age_everything() -> None:
    """All rows were last touched, and whoever left has left, a hundred days ago."""
    with connection.cursor() as cursor:
        for model in (RosterEntry, Cadre):
            table = model._meta.db_table
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f"UPDATE {table} SET touched_at = now() - interval '100 days'")
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("UPDATE cadres_departure SET at = now() - interval '100 days'")
