"""What was counted, and the rows of tables, before they are told of units."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from reporting.gathering.content import Row, Table
from reporting.gathering.crowd import Crowd
from reporting.gathering.tables import TABLES


class Ledger:
    """Numbers by the place that they come from, rows by the person whom they are about."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd = crowd
        self._numbers: dict[str, Counter[str]] = defaultdict(Counter)
        self._rows: dict[str, dict[int, list[tuple[str, Row]]]] = {
            kind.name: defaultdict(list) for kind in TABLES
        }

    def count(self, cadre: int, key: str, number: int = 1) -> None:
        """Somebody counts for a figure; whoever is not of the crowd does not."""
        person = self.crowd.people.get(cadre)
        if person is not None:
            self._numbers[person.path][key] += number

    def count_at(self, path: str, key: str, number: int = 1) -> None:
        """A place counts for a figure."""
        self._numbers[path][key] += number

    def tell(self, table: str, cadre: int, row: Row, *, place: str = "") -> None:
        """A row about somebody of the crowd; his rows stand in the order of `place`."""
        self._rows[table][cadre].append((place, row))

    def numbers(self) -> Mapping[int, Counter[str]]:
        """Unit to what was counted of it."""
        found: dict[int, Counter[str]] = defaultdict(Counter)
        for path, counted in self._numbers.items():
            for unit in self.crowd.told_by(path):
                found[unit].update(counted)
        return found

    def tables(self) -> Mapping[int, Mapping[str, Table]]:
        """Unit to its tables, people in the order of the roster."""
        lists: dict[int, dict[str, list[Row]]] = {
            unit.pk: {kind.name: [] for kind in TABLES} for unit in self.crowd.units
        }
        for cadre, person in self.crowd.people.items():
            units = [lists[unit] for unit in self.crowd.told_by(person.path)]
            for table, rows in self._rows.items():
                own = rows.get(cadre)
                if own is None:
                    continue
                if len(own) > 1:
                    own.sort(key=lambda one: one[0])
                told = [row for _, row in own]
                for unit in units:
                    unit[table] += told
        return {
            unit: {name: Table(name, tuple(rows)) for name, rows in own.items()}
            for unit, own in lists.items()
        }
