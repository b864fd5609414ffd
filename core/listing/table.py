"""The lines of the table on a list page: values in words, and where each leads."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import get_script_prefix, reverse

from core.listing.page import Listing
from core.listing.values import text_of

NO_KEY = 987_654_321


@dataclass(frozen=True, slots=True)
class Row:
    """One line: `texts` are in the order of the columns; `url` leads to the record, or nowhere."""

    pk: int
    number: int
    url: str
    texts: tuple[str, ...]


def table(listing: Listing) -> list[Row]:
    """The asked page in words."""
    page = listing.page
    converts = [text_of(column) for column in listing.columns]
    before, after = _around_key(listing.entity.record_url, get_script_prefix())
    return [
        Row(
            pk,
            number,
            f"{before}{key}{after}" if before else "",
            tuple([text(value) for text, value in zip(converts, values, strict=True)]),
        )
        for number, ((pk, *values), key) in enumerate(
            zip(page.tuples, page.keys, strict=True), page.first_number
        )
    ]


@lru_cache(maxsize=256)
def _around_key(name: str, _script_prefix: str) -> tuple[str, str]:
    """What stands before and after the key in an address: reversed once, not for every row."""
    if not name:
        return "", ""
    before, _, after = reverse(name, args=[NO_KEY]).partition(str(NO_KEY))
    return before, after
