"""Keeps a local copy of a list of 青蓝 in step, by deltas. Standard library only.

    QINGLAN_TOKEN=ql_… python keep_in_step.py https://qinglan.example/api/v1/roster/ roster.sqlite3

The first run pulls everything, each later one what changed since. Run it as often as you like, by
cron for example. Filters and columns are part of the address (`…/roster/?gender=2&columns=name`);
keep them the same from run to run, and use another file for another address.
"""

import argparse
import json
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPException
from shutil import copyfileobj
from tempfile import TemporaryFile
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

GONE = 410  # too long since the last pull: what left in between is not known any more
PATIENCE = 300  # seconds without a byte
LINES = "application/x-ndjson"
TABLES = """
    CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, data TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS state (address TEXT PRIMARY KEY, updated_until TEXT NOT NULL);
"""


def main() -> int:
    """Bring the copy up to date once; 0 when it is."""
    arguments = argparse.ArgumentParser(description="Keep a local copy of a list in step.")
    arguments.add_argument("address", help="https://…/api/v1/roster/ with its filters")
    arguments.add_argument("file", help="the copy, an SQLite file")
    asked = arguments.parse_args()
    token = os.environ.get("QINGLAN_TOKEN", "")
    if not token:
        print("Put the token into the environment variable QINGLAN_TOKEN.", file=sys.stderr)
        return 1
    with closing(sqlite3.connect(asked.file)) as copy:
        copy.executescript(TABLES)
        try:
            written, removed = keep_in_step(copy, asked.address, token)
        except HTTPError as refusal:
            print(reason(refusal), file=sys.stderr)
            return 1
        except (URLError, HTTPException, OSError, ValueError) as broken:
            print(f"Nothing was changed, run it again: {broken!r}", file=sys.stderr)
            return 1
        print(f"{written} written, {removed} removed")
    return 0


def reason(refusal: HTTPError) -> str:
    """What the server says; a proxy on the way answers in other words than 青蓝."""
    if "json" in refusal.headers.get("Content-Type", ""):
        return str(json.load(refusal)["detail"])
    return f"{refusal.code} {refusal.reason}: is {refusal.url} an address of the interface?"


def keep_in_step(copy: sqlite3.Connection, address: str, token: str) -> tuple[int, int]:
    """A delta if there is a copy, else everything; rows written and rows removed."""
    known = copy.execute("SELECT updated_until FROM state WHERE address = ?", [address]).fetchone()
    if known:
        try:
            return pull(copy, address, token, since=known[0])
        except HTTPError as refusal:
            if refusal.code != GONE:
                raise
    return pull(copy, address, token)


def pull(copy: sqlite3.Connection, address: str, token: str, since: str = "") -> tuple[int, int]:
    """One request, applied in one transaction."""
    query = "format=ndjson" + (f"&updated_since={quote(since)}" if since else "")
    request = Request(
        f"{address}{'&' if '?' in address else '?'}{query}",
        headers={"Authorization": f"Bearer {token}"},
    )
    with urlopen(request, timeout=PATIENCE) as answer, TemporaryFile() as lines:
        if LINES not in answer.headers["Content-Type"]:
            raise ValueError(f"{answer.url} is no list, the address is https://…/api/v1/roster/")
        # Read to its end first: a transfer that breaks off raises IncompleteRead here, and changes
        # nothing. Going through the answer line by line, Python would take the break for the end.
        copyfileobj(answer, lines)
        until = answer.headers["X-Updated-Until"]
        lines.seek(0)
        with copy:
            if not since:
                copy.execute("DELETE FROM rows")
            counts = apply(copy, map(json.loads, lines))
            copy.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", [address, until])
    return counts


def apply(copy: sqlite3.Connection, rows: Iterator[dict]) -> tuple[int, int]:
    """Write each row; forget the number of each tombstone, also of one that we never had."""
    written = removed = 0
    for row in rows:
        if row.get("deleted"):
            removed += copy.execute("DELETE FROM rows WHERE id = ?", [row["id"]]).rowcount
        else:
            data = json.dumps(row, ensure_ascii=False)
            copy.execute("INSERT OR REPLACE INTO rows VALUES (?, ?)", [row["id"], data])
            written += 1
    return written, removed


if __name__ == "__main__":
    sys.exit(main())
