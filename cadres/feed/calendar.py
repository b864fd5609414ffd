"""Ages and years grow with the calendar, without anybody writing a row."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from core.listing.columns import Column, Kind
from core.months import first_of, months_between, shift
from core.scoping import NOTHING


def grown(columns: Iterable[Column], since: date, on: date) -> Q:
    """Rows of which a shown number of years differs between the two days (domain §2.2, by month).

    Full years change on the first of the month that the value's month comes round in.
    """
    first = first_of(since)
    begun = [shift(first, step).month for step in range(1, months_between(first, on) + 1)]
    if not begun:
        return NOTHING
    paths = {column.path for column in columns if column.kind == Kind.YEARS}
    condition = NOTHING
    for path in sorted(paths):
        condition |= Q(**{f"{path}__month__in": begun})
    return condition
