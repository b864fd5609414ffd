"""A walk notes how long each of its steps took; times are printed, and never asserted."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from unicodedata import east_asian_width

from playwright.sync_api import Response

from tests.browser.window import DESKTOP, PHONE, Window

PAGES = {"document", "xhr", "fetch"}  # what the application answers itself; the rest are files
HEAD = ("步骤", "地址", "服务器 ms", "看见 ms")


class Taken(NamedTuple):
    """One step: the slowest answer in it, and how long until what it waits for is visible."""

    step: str
    path: str
    server: float
    visible: float


class Walk:
    """The steps of one person at one window after another, in order.

    `QINGLAN_JOURNEY_PICTURES` names a folder that gets a picture of each step, wide and narrow.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.taken: list[Taken] = []
        self.pictures = os.environ.get("QINGLAN_JOURNEY_PICTURES")

    @contextmanager
    def step(self, name: str, window: Window) -> Iterator[None]:
        """Its body does one thing and waits until the outcome is visible; then it is looked at."""
        answered: list[tuple[float, str]] = []

        def note(response: Response) -> None:
            if response.request.resource_type in PAGES:
                timing = response.request.timing
                took = timing["responseStart"] - max(timing["requestStart"], 0)
                answered.append((took, response.url.removeprefix(window.address)))

        window.page.on("response", note)
        begun = time.monotonic()
        try:
            yield
            visible = (time.monotonic() - begun) * 1000
        finally:
            window.page.remove_listener("response", note)
        server, path = max(answered, default=(0.0, ""))
        self.taken.append(Taken(name, path, server, visible))
        window.look()
        self._picture(window)

    def _picture(self, window: Window) -> None:
        if not self.pictures:
            return
        folder = Path(self.pictures) / self.name
        folder.mkdir(parents=True, exist_ok=True)
        for size in (PHONE, DESKTOP):
            window.page.set_viewport_size(size)
            window.page.screenshot(path=folder / f"{len(self.taken):02}-{size['width']}.png")

    def table(self) -> str:
        """What was noted, in columns."""
        rows = [HEAD]
        rows += [(o.step, o.path[:60], f"{o.server:.0f}", f"{o.visible:.0f}") for o in self.taken]
        widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
        lines = ("  ".join(map(_padded, row, widths)).rstrip() for row in rows)
        return "\n".join((self.name, *lines))


def _width(text: str) -> int:
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
