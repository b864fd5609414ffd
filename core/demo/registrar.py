"""Opens units: gives each its code, its day of foundation and its leader quotas."""

from collections import Counter
from datetime import date
from random import Random

from core.demo.unit_seed import Kind, UnitSeed


class Registrar:
    """The register of one city; the same seed and the same order of calls give the same units."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self._opened: Counter[tuple[str, int]] = Counter()

    def open(
        self,
        parent: UnitSeed,
        name: str,
        short_name: str,
        *,
        kind: Kind,
        level: str,
        quota: tuple[int, int],
        years: tuple[int, int],
        slot: int | None = None,
        band: int = 1,
    ) -> UnitSeed:
        """Open a unit in its fixed `slot` below the parent, or in the next free one from `band`.

        `quota` is (principals, deputies); `years` the first and last year of its foundation.
        """
        if slot is None:
            slot = band + self._opened[parent.code, band]
            self._opened[parent.code, band] += 1
        return UnitSeed(
            code=f"{parent.code}.{slot:03d}",
            parent=parent.code,
            name=name,
            short_name=short_name,
            kind=kind,
            level=level,
            established=self._day(*years, not_before=parent.established),
            principal_quota=quota[0],
            deputy_quota=quota[1],
        )

    def _day(self, first: int, last: int, *, not_before: date) -> date:
        day = date(self.random.randint(first, last), self.random.randint(1, 12), 1)
        return max(day, not_before)
