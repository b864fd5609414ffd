"""What changed for one viewer since a moment: rows to write, and numbers to forget.

A row may come twice; none is left out (docs/adr/0005).
"""

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from cadres.feed.calendar import grown
from cadres.feed.models import Departure
from core.api.rows import objects
from core.listing.keyset import Cursor, Key, after, ordered
from core.listing.page import Listing

# The order of a delta: what is touched while it is walked moves to its end. Cursors are sealed for
# the name of their keys: one of a list that is ordered by its stamps is not one of a delta.
ORDER = (Key("touched_at", nullable=False), Key("pk", nullable=False))
SEAL = (*ORDER, Key("delta"))


def tombstone(pk: int) -> dict[str, Any]:
    """What a copy is told of a row that it has to forget."""
    return {"id": pk, "deleted": True}


class Delta:
    """A listing, narrowed to what happened at or after `since`."""

    def __init__(self, listing: Listing, since: datetime) -> None:
        self.listing = listing
        self.since = since

    @cached_property
    def changed(self) -> Q:
        """Touched since, or aged since."""
        day = timezone.localtime(self.since).date()
        years = grown(self.listing.columns, day, self.listing.on)
        return Q(touched_at__gte=self.since) | years

    @cached_property
    def matching(self) -> QuerySet:
        """Changed rows that the list has."""
        return self.listing.rows.filter(self.changed)

    def lines(self) -> Iterator[dict[str, Any]]:
        """All of it: the rows, then the tombstones, each kind by one statement."""
        rows = ordered(self.matching, ORDER).values_list("pk", *self._paths)
        yield from objects(self.listing.columns, rows.iterator(chunk_size=2000))
        yield from map(tombstone, self._dropped())
        yield from map(tombstone, self._departed())

    def page(self, cursor: str, size: int) -> tuple[list[dict[str, Any]], str | None]:
        """Rows and tombstones in the order of change, and the cursor of the next page.

        One statement for the rows; on the last page one more, for those that are not in scope now.
        """
        found = self._touched()
        if cursor:
            found = after(found, ORDER, Cursor.decode(cursor, keys=SEAL))
        asked = found.values_list("pk", *self._paths, "touched_at", "matches")
        fetched = list(ordered(asked, ORDER)[: size + 1])
        shown = fetched[:size]
        written = objects(self.listing.columns, (row[:-2] for row in shown if row[-1]))
        results = [next(written) if row[-1] else tombstone(row[0]) for row in shown]
        if len(fetched) > size:
            last = shown[-1]
            return results, Cursor((last[-2], last[0])).encode(SEAL)
        return [*results, *map(tombstone, self._departed())], None

    @property
    def _paths(self) -> list[str]:
        return [column.path for column in self.listing.columns]

    @property
    def _in_scope(self) -> QuerySet:
        """All that the viewer may see now, whatever the filters."""
        return self.listing.entity.rows(self.listing.viewer, self.listing.on)

    def _touched(self) -> QuerySet:
        """Changed rows in scope, with `matches`: whether the list has them."""
        here = Exists(self.listing.rows.order_by().filter(pk=OuterRef("pk")))
        return self._in_scope.filter(self.changed).annotate(matches=here)

    def _dropped(self) -> Iterator[int]:
        """Changed rows in scope that the list has no more, or never had."""
        touched = self._in_scope.filter(self.changed).order_by().values_list("pk", flat=True)
        rows = touched.difference(self.matching.order_by().values_list("pk", flat=True))
        return rows.iterator()

    def _departed(self) -> Iterator[int]:
        """Rows that the viewer could see where they were, and cannot see where they are."""
        departures = Departure.objects.visible_to(self.listing.viewer)
        still = Exists(self._in_scope.order_by().filter(pk=OuterRef("row")))
        rows = departures.filter(~still, entity=self.listing.entity.name, at__gte=self.since)
        return rows.order_by("row").values_list("row", flat=True).distinct().iterator()
