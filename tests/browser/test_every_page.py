"""Every page, as the roles that work on it: no fault, and room enough on a desk and a telephone."""

from collections.abc import Iterator

import pytest
from django.urls import get_resolver, reverse
from playwright.sync_api import expect

from tests.browser.pages import NO_PAGES, PAGES
from tests.browser.records import every_record
from tests.world import World

pytestmark = pytest.mark.browser


def page_names(resolver=None, prefix: str = "") -> Iterator[str]:
    """The name of every address outside the REST interface."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            if space != "api:":
                yield from page_names(pattern, space)
        else:
            yield f"{prefix}{pattern.name}"


def test_every_page_is_visited_here():
    visited = {page.split("?")[0].split()[0] for pages in PAGES.values() for page in pages}
    assert visited | NO_PAGES == set(page_names())


@pytest.fixture
def records(committed_world: World) -> dict[str, int]:
    """One record of each kind to open."""
    return every_record(committed_world)


def address(page: str, records: dict[str, int]) -> str:
    """`name argument?query` as an address."""
    named, _, query = page.format(**records).partition("?")
    name, *arguments = named.split()
    return reverse(name, args=arguments) + (f"?{query}" if query else "")


@pytest.mark.parametrize("role", PAGES, ids=str)
def test_the_pages_of_a_role_have_no_fault(open_window, records, role):
    window = open_window(role)
    for page in PAGES[role]:
        window.go(address(page, records))
        expect(window.page.get_by_role("heading", level=1)).to_be_visible()
