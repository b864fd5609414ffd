"""Every page, as the roles that work on it: no fault, and room enough on a desk and a telephone."""

from collections.abc import Callable, Iterator

import pytest
from django.urls import get_resolver, reverse

from tests.browser.pages import NO_PAGES, PAGES
from tests.browser.records import every_record
from tests.browser.window import DESKTOP, PHONE
from tests.keeping import forget, keep, put_back
from tests.world import World

pytestmark = pytest.mark.browser

# Asked of the page itself: Playwright's own way of finding them takes as long as the page.
HEADINGS = (
    "() => [...document.querySelectorAll('h1')].filter((one) => one.checkVisibility()).length"
)


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
    visited = {kind_of(page) for pages in PAGES.values() for page in pages}
    assert visited | NO_PAGES == set(page_names())


@pytest.fixture(scope="module")
def made_once(tmp_path_factory, django_db_blocker) -> Iterator[Callable[..., dict[str, int]]]:
    """Makes the records for the first role; the others find them and their files again."""
    folder, made = tmp_path_factory.mktemp("records"), {}

    def make(world: World, settings) -> dict[str, int]:
        settings.MEDIA_ROOT = folder
        if made:
            put_back("records")
        else:
            made.update(every_record(world))
            keep("records")
        return made

    yield make
    with django_db_blocker.unblock():
        forget("records")


@pytest.fixture
def records(committed_world: World, settings, made_once) -> dict[str, int]:
    """One record of each kind to open."""
    return made_once(committed_world, settings)


def address(page: str, records: dict[str, int]) -> str:
    """`name argument?query` as an address."""
    named, _, query = page.format(**records).partition("?")
    name, *arguments = named.split()
    return reverse(name, args=arguments) + (f"?{query}" if query else "")


def is_looked_at_closely(page: str, role: str | None) -> bool:
    """A second at most, so once for each kind of page, by the first role that has it."""
    pages = ((one, other) for one in PAGES for other in PAGES[one])
    return (role, page) == next(pair for pair in pages if kind_of(pair[1]) == kind_of(page))


def kind_of(page: str) -> str:
    """Its name, whatever record it shows and whatever is asked of it."""
    return page.split("?")[0].split()[0]


@pytest.mark.parametrize("role", PAGES, ids=str)
def test_the_pages_of_a_role_have_no_fault(open_window, records, role):
    window = open_window(role)
    for page in PAGES[role]:
        closely = page != "home" and is_looked_at_closely(page, role)
        window.go(address(page, records), closely=closely)
        assert window.page.evaluate(HEADINGS) == 1, page
        if page == "home":
            window.look_closely(DESKTOP, PHONE, whole=True)
