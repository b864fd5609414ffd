"""A browser or a client in the demonstration city: one module is one walk, its tests in order."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from core.accounts.models import User
from tests.browser import driver
from tests.browser.window import Window
from tests.journeys.city import demonstration
from tests.journeys.walking import Walk

PATIENCE = 60_000  # milliseconds; at 100,000 people a page may be slow, and its step says so

playwright, chromium = driver.playwright, driver.chromium


@pytest.fixture(scope="module")
def files_of_city(tmp_path_factory):
    """Where the city keeps its photographs and results."""
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="module")
def demo_city(django_db_setup, django_db_blocker, files_of_city) -> Iterator[None]:
    """The invented city; whatever happens in it is gone after the module."""
    with django_db_blocker.unblock(), demonstration(files_of_city):
        yield


@pytest.fixture(autouse=True)
def _own_files(files_of_city, settings) -> None:
    """Instead of a folder for each test: the next one finds the files of the one before."""
    settings.MEDIA_ROOT = files_of_city


@pytest.fixture(scope="module")
def walk(request) -> Iterator[Walk]:
    """The times of the module's steps; printed at its end (`pytest -s`)."""
    one = Walk(request.module.__name__.rpartition("test_")[2])
    yield one
    print(f"\n{one.table()}")


@pytest.fixture
def open_window(demo_city, live_server, chromium, client_for) -> Iterator[Callable[..., Window]]:
    """Opens a window, logged in as the demonstration account when one is named."""

    def holder_of(username: str) -> User:
        return User.objects.get(username=username)

    with driver.windows(chromium, live_server.url, holder_of, client_for) as open_one:
        yield partial(open_one, patience=PATIENCE)
