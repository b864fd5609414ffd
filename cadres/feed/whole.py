"""A tag for everything that a list has, without reading it out."""

from decimal import Decimal

from django.db.models import Count, DecimalField, F, Func, Sum
from django.utils.http import quote_etag

from core.api.answers import digest, json_bytes
from core.listing.page import Listing


class Microseconds(Func):
    """A moment as an exact number."""

    template = "(extract(epoch FROM %(expressions)s) * 1000000)"
    output_field = DecimalField(max_digits=40, decimal_places=6)


def tag_of(listing: Listing) -> tuple[str, int]:
    """The ETag of the whole list and its number of rows, by one statement.

    A row that changes gets a later stamp, one that comes or goes changes the count: the sum of the
    stamps tells both. The latest stamp alone would not: an earlier one may be committed later.
    """
    stamps = Sum(Microseconds(F("touched_at")), default=Decimal(0))
    found = listing.rows.order_by().aggregate(rows=Count("pk"), stamps=stamps)
    viewer = listing.viewer
    facts = [
        listing.entity.name,
        listing.params.urlencode(),
        [(column.name, dict(column.names_of_codes())) for column in listing.columns],
        [type(viewer).__name__, viewer.pk, [str(scope) for scope in viewer.scopes]],
        listing.on,
        found["rows"],
        str(found["stamps"]),
    ]
    return quote_etag(digest(json_bytes(facts))), found["rows"]
