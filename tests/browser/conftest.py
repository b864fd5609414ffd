"""Debian's Chromium against a server that runs in this process, over the shared world."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from tests.browser import driver
from tests.browser.window import Window
from tests.world import World

playwright, chromium = driver.playwright, driver.chromium


@pytest.fixture
def open_window(
    committed_world: World, live_server, chromium, client_for
) -> Iterator[Callable[..., Window]]:
    """Opens a window, logged in as the role when one is given; at the end none had a fault."""
    holder_of = partial(getattr, committed_world)
    with driver.windows(chromium, live_server.url, holder_of, client_for) as open_one:
        yield open_one
