"""The tables beside A01, put aside by person on the disk: packages are larger than memory."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from types import TracebackType
from typing import Self

import orjson

from cadres.formats.errors import UnreadableFile
from cadres.formats.hzb_tables import Row
from cadres.formats.limits import MOST_SIDE

SIDES = ("A02", "A05", "A06", "A08", "A14", "A15", "A29", "A30", "A36", "A53", "A99Z1")
UNITS = "B01"


class Spool:
    """A temporary database that the system removes; a context manager."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("", isolation_level=None)
        self._rows.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE side (person TEXT, kind TEXT, content BLOB);"
            "CREATE TABLE unit (code TEXT PRIMARY KEY, content BLOB) WITHOUT ROWID;"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._rows.close()

    def put(self, kind: str, rows: Iterable[Row]) -> None:
        """Keep the rows of one table; those of nobody are left out."""
        kept = ((key_of(row), kind, orjson.dumps(row)) for row in rows if key_of(row))
        self._put("INSERT INTO side VALUES (?, ?, ?)", kept)

    def put_units(self, rows: Iterable[Row]) -> None:
        """Keep B01 by B0111."""
        kept = ((row["B0111"], orjson.dumps(row)) for row in rows if row.get("B0111"))
        self._put("INSERT OR REPLACE INTO unit VALUES (?, ?)", kept)

    def arrange(self) -> None:
        """Make the rows of a person quick to find, once all are there."""
        self._rows.execute("CREATE INDEX by_person ON side (person)")

    def of(self, person: str) -> dict[str, list[Row]]:
        """The rows of a person by table, in the order of the package; raises UnreadableFile."""
        found: dict[str, list[Row]] = defaultdict(list)
        rows = self._rows.execute(
            "SELECT kind, content FROM side WHERE person = ? ORDER BY rowid LIMIT ?",
            (person, MOST_SIDE + 1),
        )
        for number, (kind, content) in enumerate(rows):
            if number == MOST_SIDE:
                raise UnreadableFile(
                    f"数据包里编号“{person[:40]}”的人有超过 {MOST_SIDE:,} 条记录，没有再读下去；"
                    "请检查后重新导出数据包。"
                )
            found[kind].append(orjson.loads(content))
        return found

    def unit(self, code: str) -> Row:
        """The row of B01 with this B0111; empty when there is none."""
        found = self._rows.execute("SELECT content FROM unit WHERE code = ?", (code,)).fetchone()
        return orjson.loads(found[0]) if found else {}

    def _put(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        self._rows.execute("BEGIN")
        self._rows.executemany(statement, rows)
        self._rows.execute("COMMIT")


def key_of(row: Row) -> str:
    """A0000 as it is compared: tools differ in case and braces."""
    return row.get("A0000", "").strip().strip("{}").lower()
