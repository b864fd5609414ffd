"""The same 50 rows as a bare Django REST framework list: what the comfort of a page costs."""

from collections.abc import Iterator

from django.test import override_settings

from bench.asking import asker
from bench.report import Row, slower
from bench.scene import Scene
from bench.timing import medians

NAME = "DRF ModelSerializer"
FRAGMENT = {"HX-Request": "true"}


def peers(scene: Scene) -> Iterator[Row]:
    """Whole responses of the large city; all pass the same middleware and log-in."""
    large = scene.large
    large.enter()
    browser, program = large.browser(large.viewer), large.program()
    with override_settings(ROOT_URLCONF="bench.peer_urls"):
        page, fragment, rest, peer = medians(
            asker(large, browser, "/units/"),
            asker(large, browser, "/units/", headers=FRAGMENT),
            asker(large, program, "/api/v1/units/"),
            asker(large, browser, "/bench/peer/"),
            times=3,
        )
    yield slower("unit list: the whole page", page, peer, NAME, at_most=2)
    yield slower("unit list: what htmx fetches", fragment, peer, NAME, at_most=2)
    yield slower("unit list: REST, logged", rest, peer, NAME, at_most=1)
