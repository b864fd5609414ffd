"""The roster: 100,000 on it must cost what 1,000 cost, on every page, with every filter."""

from collections.abc import Callable, Iterator
from datetime import date

from django.db import connection
from django.http import QueryDict
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from bench.asking import asker
from bench.cities import City
from bench.report import Row, counted, slower
from bench.scene import Scene
from bench.timing import medians
from cadres.roster.entities import ROSTER
from core.listing.keyset import Cursor, ordered
from core.listing.page import Listing
from core.units.models import Unit

AT_MOST = 1.3
FRAGMENT = {"HX-Request": "true"}
# Whoever asks is known by these, whatever the page.
WHO = ('"core_loginsession"', '"core_user"', '"core_grant"')
STATEMENTS = 3


def deep(roll: City) -> str:
    """The page in the middle, by its cursor."""
    listing = Listing(ROSTER, roll.viewer, QueryDict())
    row = listing.rows.count() // 2
    paths = [key.path for key in listing.keys]
    values = ordered(listing.rows, listing.keys).values_list(*paths)[row]
    return f"/roster/?cursor={Cursor(values, False, row + 1).encode(listing.keys)}"


def branch(_roll: City) -> str:
    """One county and what is below it."""
    return f"/roster/?unit={Unit.objects.get(short_name='青川县').pk}"


ASKED: dict[str, Callable[[City], str]] = {
    "first page": lambda _: "/roster/",
    "page in the middle, by cursor": deep,
    "one branch": branch,
    "age from 28 to 32": lambda _: "/roster/?age_min=28&age_max=32",
    "three filters": lambda _: "/roster/?age_max=35&edu_fulltime_level=5&tier=1&tier=2",
    "a rare combination": lambda _: "/roster/?nation=03&gender=2&political_status=05",
    "order of strokes": lambda _: "/roster/?order=name",
    "youngest first": lambda _: "/roster/?order=age",
    "name search, initials": lambda _: "/roster/?name=lm",
    "name search, two characters": lambda _: "/roster/?name=明朗",
    "those who were promoted": lambda _: "/roster/?standing=used",
    "as of a past day": lambda _: f"/roster/?as_of={date(2025, 6, 30)}",
}


def roster(scene: Scene) -> Iterator[Row]:
    """Whole pages through the whole of Django; then the statements, and the bare list of DRF."""
    many, few = scene.many, scene.few
    browsers = {roll.units: roll.enter().browser(roll.viewer) for roll in (few, many)}
    for what, address in ASKED.items():
        works = [asker(roll, browsers[roll.units], address(roll.enter())) for roll in (many, few)]
        ours, reference = medians(*works, rounds=5, times=2)
        name = f"with {few.units:,} on it"
        yield slower(f"roster: {what}", ours, reference, name, at_most=AT_MOST)
    most = max(_statements(many, browsers[many.units], ask(many.enter())) for ask in ASKED.values())
    what = "roster: statements beyond session and account, at most"
    yield counted(what, most, STATEMENTS, "allowed", at_most=1)
    yield from _peers(many)


def _statements(roll: City, browser, address: str) -> int:
    roll.enter()
    with CaptureQueriesContext(connection) as statements:
        browser.get(address)
    return sum(1 for found in statements if not any(who in found["sql"] for who in WHO))


def _peers(roll: City) -> Iterator[Row]:
    roll.enter()
    browser, program = roll.browser(roll.viewer), roll.program(ROSTER)
    with override_settings(ROOT_URLCONF="bench.peer_urls"):
        page, fragment, rest, peer = medians(
            asker(roll, browser, "/roster/"),
            asker(roll, browser, "/roster/", headers=FRAGMENT),
            asker(roll, program, "/api/v1/roster/"),
            asker(roll, browser, "/bench/roster/"),
            times=3,
        )
    name = "DRF ModelSerializer"
    yield slower("roster: the whole page", page, peer, name, at_most=2)
    yield slower("roster: what htmx fetches", fragment, peer, name, at_most=2)
    yield slower("roster: REST with every field, logged", rest, peer, name, at_most=2)
