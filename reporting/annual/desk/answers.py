"""What was said of cells before the report came back, each with the field for its answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from reporting.annual.cells import HEAD, PROPOSALS
from reporting.annual.desk.typed import Typed
from reporting.annual.said import Remark


@dataclass(frozen=True, slots=True)
class Asked:
    """A comment, and what is answered: as it was typed where that was refused."""

    remark: Remark
    answer: str
    refused: str = ""

    @property
    def alone(self) -> list[Asked]:
        """A list of it."""
        return [self]


def asked(remarks: Sequence[Remark], typed: Typed) -> dict[str, list[Asked]]:
    """The comments at their cells; those of a person who is proposed stand with the proposals."""
    found: dict[str, list[Asked]] = {}
    for one in remarks:
        place = f"comment-{one.pk}"
        answer = typed.shown(place, f"answer-{one.pk}", one.answer)
        cell = PROPOSALS if one.cell.startswith("proposal:") else one.cell
        found.setdefault(cell, []).append(Asked(one, answer, typed.refused.get(place, "")))
    return found


def loose(
    cells: Mapping[str, Sequence[Asked]], people: Collection[int], tables: Collection[str]
) -> list[Asked]:
    """Those whose cell has no place of its own on the page: of figures, of who has left."""
    placed = {HEAD, PROPOSALS, *(f"part:{n}" for n in range(1, 8))}
    placed |= {f"opinion:{one}" for one in people} | {f"table:{name}" for name in tables}
    return [one for cell, said in cells.items() if cell not in placed for one in said]
