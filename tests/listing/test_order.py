"""Orders with ties and absent values, walked both ways; rows and their number by one statement."""

from datetime import date

import pytest
from django.http import QueryDict

from core.listing import paging
from core.listing.page import Listing
from core.units.models import Unit
from tests.listing.aged import AGED

LATE = date.max


def walked(listed, query: str) -> list[str]:
    """The names of all pages of four, forth; back must give the same."""
    pages, cursor = [], ""
    while cursor is not None:
        page = listed(f"state=every&size=4&{query}&cursor={cursor}", strict=True).page
        pages.append([values[1] for values in page.tuples])
        last, cursor = page, page.next
    back = [pages[-1]]
    while last.previous:
        last = listed(f"state=every&size=4&{query}&cursor={last.previous}", strict=True).page
        back.insert(0, [values[1] for values in last.tuples])
    assert back == pages
    return [name for page in pages for name in page]


def in_tree_order(key) -> list[Unit]:
    """Sorted by the key, ties in the order of the tree."""
    return sorted(Unit.objects.order_by("sort_path"), key=key)


def in_order(key) -> list[str]:
    return [unit.short_name for unit in in_tree_order(key)]


def test_by_several_keys_with_ties_and_absent_values_last(aged, listed):
    Unit.objects.filter(kind="township").update(abolished_on=date(2026, 6, 1))

    def gone(unit):
        return unit.abolished_on or LATE

    # A sort by the second key, then by the first: ties keep the order that they had.
    standing_last = in_tree_order(key=gone)
    up = sorted(standing_last, key=lambda unit: unit.level, reverse=True)
    assert walked(listed, "order=level") == [unit.short_name for unit in up]

    latest = in_tree_order(key=lambda unit: (unit.abolished_on is None, -gone(unit).toordinal()))
    down = sorted(latest, key=lambda unit: unit.level)
    assert walked(listed, "order=-level") == [unit.short_name for unit in down]


@pytest.mark.parametrize("column", ["gone", "age"])
def test_more_years_come_later_and_absent_ones_last(aged, listed, column):
    path = "abolished_on" if column == "gone" else "established_on"

    def fewest(unit):
        since = getattr(unit, path)
        return since is None, -since.toordinal() if since else 0

    def most(unit):
        since = getattr(unit, path)
        return since is None, since.toordinal() if since else 0

    assert walked(listed, f"order={column}") == in_order(fewest)
    assert walked(listed, f"order=-{column}") == in_order(most)


def test_rows_and_their_number_are_one_statement(aged, listed, django_assert_num_queries):
    aged.city.scopes  # noqa: B018 - read once per request
    with django_assert_num_queries(1):
        listing = listed("state=every&size=3&kind=county,township", counted=True)
        assert len(listing.page.tuples) == 3
        assert listing.count > 3
    expected = Unit.objects.filter(kind__in=("county", "township")).count()
    assert listing.count == expected
    with django_assert_num_queries(1):
        nothing = listed("age_min=149", counted=True)
        assert (nothing.page.tuples, nothing.count) == ([], 0)


def test_the_number_is_that_of_the_list_on_every_page_of_it(aged, listed):
    every = Unit.objects.count()
    first = listed("state=every&size=7", counted=True)
    second = listed(f"state=every&size=7&cursor={first.page.next}", counted=True)
    assert (first.count, second.count) == (every, every)


def test_a_page_past_the_end_still_says_how_many_there_are(aged, listed):
    first = listed("state=every&size=7", counted=True)
    last = Unit.objects.order_by("-sort_path").first()
    beyond = paging.Cursor((last.sort_path, last.pk), False, 99).encode(first.keys)
    past = listed(f"state=every&cursor={beyond}", counted=True)
    assert (past.page.tuples, past.count) == ([], Unit.objects.count())


def test_the_number_stops_counting_where_nobody_reads_on(aged, listed, monkeypatch):
    monkeypatch.setattr(paging, "COUNT_LIMIT", 5)
    assert listed("state=every&size=2", counted=True).count == 6


def test_bulk_reading_makes_no_instances(aged, django_assert_num_queries, monkeypatch):
    aged.city.scopes  # noqa: B018
    monkeypatch.setattr(Unit, "__init__", None)
    listing = Listing(AGED, aged.city, QueryDict("state=every"), strict=True)
    with django_assert_num_queries(1):
        rows = list(listing.tuples())
    assert {type(row) for row in rows} == {tuple}
