"""What the volume itself says of a report: its figures and opinions, read from the seal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.scoping import Viewer
from core.units.models import Unit
from reporting.annual.choices import Stand
from reporting.annual.models import Filing
from reporting.annual.reading import filed_of, shown_by
from reporting.annual.whole import Whole
from reporting.volume.choosing import Entry

AT_ONCE = 20  # seals in memory
TALLIES = {
    "opinion.keep": Stand.KEEP,
    "opinion.exit": Stand.EXIT,
    "opinion.defer": Stand.DEFER,
}


@dataclass(frozen=True, slots=True)
class Told:
    """One report's numbers by key, as text; opinions are counted under `opinion.keep` and so on.

    `is_for_all` is False where the viewer may not read all of it: its kept file is not his.
    """

    entry: Entry
    organization: str
    values: Mapping[str, str]
    is_for_all: bool = True

    @property
    def unit(self) -> Unit:
        """Whose report it is."""
        return self.entry.unit


def told_by(viewer: Viewer, entries: Iterable[Entry]) -> Iterator[Told]:
    """Each report's numbers in the order given; a few seals are in memory at once."""
    entries = list(entries)
    shown = shown_by(viewer, [entry.report.pk for entry in entries])
    for start in range(0, len(entries), AT_ONCE):
        part = entries[start : start + AT_ONCE]
        filings = Filing.objects.in_bulk([entry.filing.pk for entry in part])
        for entry in part:
            whole = filed_of(filings[entry.filing.pk])
            mine = shown(whole)
            yield Told(entry, mine.organization, values_of(mine), mine == whole)


def values_of(whole: Whole) -> dict[str, str]:
    """Figures by key, and how many of each opinion."""
    stands = [one.stand for one in whole.opinions]
    values = {key: one.value for key, one in whole.content.figures.items()}
    values |= {key: str(stands.count(stand)) for key, stand in TALLIES.items()}
    return values | {"opinion.add": str(len(whole.proposals))}
