"""Ticked rows or all that match: what a batch verb acts upon."""

from collections.abc import Collection
from hashlib import sha256

from django.db.models import QuerySet
from django.http import QueryDict

from core.errors import Invalid
from core.listing.entity import Entity
from core.listing.page import Listing
from core.scoping import Viewer

MOST_TICKED = 1000


class Selection:
    """`all=1` with the list's query, or `selected` ids; always inside the viewer's scope.

    `options` are the listing's.
    """

    def __init__(self, entity: Entity, viewer: Viewer, data: QueryDict, **options: bool) -> None:
        self.query = data.get("query", "")
        self.all = data.get("all") == "1"
        self.ticked = [
            int(pk) for pk in data.getlist("selected") if pk.isdecimal() and len(pk) < 19
        ]
        self.listing = Listing(entity, viewer, QueryDict(self.query), **options)
        if not self.all and not self.ticked:
            raise Invalid({"selected": ["还没有选择。请先勾选要处理的行，或选择全部符合条件的。"]})
        if len(self.ticked) > MOST_TICKED:
            raise Invalid({"selected": [f"一次最多勾选 {MOST_TICKED} 行，更多请用“改选全部”。"]})

    def rows(self) -> QuerySet:
        """The chosen rows in scope."""
        if self.all:
            return self.listing.rows
        listing = self.listing
        return listing.entity.rows(listing.viewer, listing.on).filter(pk__in=self.ticked)


def fingerprint(ids: Collection[int]) -> str:
    """What a page showed and its confirmation must still mean: these rows and no others."""
    return sha256(",".join(map(str, sorted(ids))).encode()).hexdigest()
