"""Fixtures of the whole suite: the shared world and logged-in clients, on real servers."""

import gc
import os
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from assessments.polls.services.admitting import forget_polls
from core.codes.datafile import read
from core.codes.loader import load
from core.garbage import CALM
from policy.plan.loader import load as load_plan
from tests.keeping import forget_stale, kept
from tests.world import World, build, found

# Modules that take a minute each, by their folders or by name: begun last, they would leave one
# core without work.
LONG = {"access", "browser", "demo", "exchange", "faults", "formats", "ops", "roster_sheet"}
LONG |= {"journeys", "rubbish", "test_visibility", "volume"}

# How long an example takes says nothing: another process may have the core.
hypothesis_settings.register_profile(
    "calm",
    hypothesis_settings(),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("calm")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long modules first; the others, and tests within a module, stay in their order."""
    items.sort(key=lambda item: LONG.isdisjoint({item.path.parent.name, item.path.stem}))


def pytest_collection_finish() -> None:
    """What was imported stays: looking through all of it for garbage takes a twentieth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*CALM)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Before any fixture: no test begins with a connection to a database that is gone."""
    forget_stale()


@pytest.fixture(scope="session", autouse=True)
def _own_redis() -> Iterator[None]:
    """Each parallel worker has a Redis database of its own."""
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) + 1
    address = settings.REDIS_URL.split("?")[0] + f"?db={number}"
    caches = {"default": settings.CACHES["default"] | {"LOCATION": address}}
    with override_settings(CACHES=caches):
        yield


@pytest.fixture(autouse=True)
def _clean_cache() -> Iterator[None]:
    """Rate limits and pulses of one test are not those of the next, nor are its polls.

    The demonstration draws the keys of its polls from its seed: two cities have the same.
    """
    cache.clear()
    yield
    forget_polls()


@pytest.fixture(autouse=True)
def _own_files(tmp_path, settings) -> None:
    """Uploads and results go to a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Code tables, the plan and the world are written once per process; tests change copies."""
    with django_db_blocker.unblock():
        load(read())
        load_plan(on=date(2026, 1, 1))
        build()
        with kept():
            yield


@pytest.fixture
def world(db) -> World:
    """A small city, one account per role, and one without any grant."""
    return found()


@pytest.fixture
def committed_world(transactional_db) -> World:
    """The same world with real commits, for tests with processes of their own."""
    return found()


@pytest.fixture
def empty_system(db) -> None:
    """A system on its first day, for the length of one test."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE core_unit, core_user, core_codetable, core_coderelease CASCADE")


@pytest.fixture
def client_for() -> Callable[..., Client]:
    """A browser that is logged in as the given user."""

    def log_in(user) -> Client:
        client = Client()
        client.force_login(user, backend="core.accounts.backends.AccountBackend")
        return client

    return log_in
