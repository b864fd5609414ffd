"""List pages: 100,000 units must cost what 1,000 cost, on every page and with every filter."""

from collections.abc import Callable, Iterator

from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.asking import asker
from bench.cities import City
from bench.report import Row, counted, slower
from bench.scene import Scene
from bench.timing import medians
from core.listing.keyset import Cursor, ordered
from core.listing.page import Listing
from core.units.entities import UNITS
from core.units.models import Unit

AT_MOST = 1.3
COUNTY = "青川县"  # 12,000 units in the large city, more than a page in the small one


def deep(city: City) -> str:
    """The page in the middle: about page 1,000 of 2,000 in the large city."""
    listing = Listing(UNITS, city.viewer, QueryDict())
    row = city.units // 2
    values = ordered(listing.rows, listing.keys).values_list(*[key.path for key in listing.keys])
    return f"/units/?cursor={Cursor(values[row], False, row + 1).encode(listing.keys)}"


def branch(city: City) -> str:
    """One county and what is below it."""
    return f"/units/?unit={Unit.objects.get(short_name=COUNTY).pk}"


ASKED: dict[str, Callable[[City], str]] = {
    "first page": lambda _: "/units/",
    "page in the middle, by cursor": deep,
    "one branch": branch,
    "one kind": lambda _: "/units/?kind=township",
    "ordered by another column": lambda _: "/units/?order=-name",
    "name search, many found": lambda _: "/units/?name=青川",
    "name search, one found": lambda _: "/units/?name=清河市交通运输局",
}


def pages(scene: Scene) -> Iterator[Row]:
    """Every way to ask for 50 units, whole pages through the whole of Django."""
    large, small = scene.large, scene.small
    browsers = {city.units: city.enter().browser(city.viewer) for city in (small, large)}
    for what, address in ASKED.items():
        works = [
            asker(city, browsers[city.units], address(city.enter())) for city in (large, small)
        ]
        ours, reference = medians(*works, rounds=5, times=2)
        name = f"with {small.units:,} units"
        yield slower(f"unit list: {what}", ours, reference, name, at_most=AT_MOST)
    more = _statements(large, browsers[large.units], "/units/?size=200")
    fewer = _statements(small, browsers[small.units], "/units/?size=20")
    what = "statements of a unit list page of 200 in the large city"
    yield counted(what, more, fewer, "of 20 in the small one", at_most=1)


def _statements(city: City, browser: Client, address: str) -> int:
    city.enter()
    with CaptureQueriesContext(connection) as statements:
        browser.get(address)
    return len(statements)
