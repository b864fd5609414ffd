"""A row that was read, before anybody has understood it."""

from collections.abc import Mapping
from dataclasses import dataclass

from cadres.formats.remarks import Remark

MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The filled cells of one row as texts, by column name; `number` as the sheet counts.

    `numeric` are cells that are numbers there: 1985.1 may have been typed as 1985.10. `remarks` say
    what is wrong with cells themselves, and, in the first row, with the header.
    """

    number: int
    cells: Mapping[str, str]
    numeric: frozenset[str] = frozenset()
    remarks: tuple[Remark, ...] = ()
