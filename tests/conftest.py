"""Fixtures of the whole suite: the shared world and logged-in clients, on real servers."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client, override_settings

from tests.world import World, build


@pytest.fixture(scope="session", autouse=True)
def _own_redis() -> Iterator[None]:
    """Each parallel worker has a Redis database of its own."""
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) + 1
    address = settings.REDIS_URL.split("?")[0] + f"?db={number}"
    caches = {"default": settings.CACHES["default"] | {"LOCATION": address}}
    with override_settings(CACHES=caches):
        yield


@pytest.fixture(autouse=True)
def _clean_cache() -> None:
    """Rate limits and pulses of one test are not those of the next."""
    cache.clear()


@pytest.fixture(autouse=True)
def _own_files(tmp_path, settings) -> None:
    """Uploads and results go to a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def world(db) -> World:
    """A small city, one account per role, and one without any grant."""
    return build()


@pytest.fixture
def client_for() -> Callable[..., Client]:
    """A browser that is logged in as the given user."""

    def log_in(user) -> Client:
        client = Client()
        client.force_login(user, backend="core.accounts.backends.AccountBackend")
        return client

    return log_in
