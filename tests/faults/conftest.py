"""Servers that a test may kill, systems that run on them, and every form drawn once."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.test import override_settings

from tests.browser.records import every_record
from tests.faults.copies import PATIENCE, Copy, copied, kill, wait_for
from tests.faults.every_form import Drawn, every_form
from tests.faults.servers import Servers
from tests.faults.visitor import Visitor
from tests.keeping import forget, keep, put_back
from tests.volume.making import filed, some_units
from tests.world import found as world_found

REPORTS = 6

__all__ = ["PATIENCE", "REPORTS", "Copy", "kill", "wait_for"]


@pytest.fixture(scope="session")
def servers(tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[Servers]:
    """Started once for all faults; each test kills them and has them up again."""
    own = Servers(tmp_path_factory.mktemp("faults") / "var")
    own.up()
    try:
        with django_db_blocker.unblock():
            own.fill()
        yield own
    finally:
        own.remove()


@pytest.fixture
def copy(transactional_db, servers, request, tmp_path, settings) -> Iterator[Copy]:
    """A copy with reports that were filed; this process speaks to its database."""
    name = f"fault_{request.node.name.lower()[:50]}"
    with copied(servers, name, tmp_path, settings.MEDIA_ROOT) as made:
        for number, unit in enumerate(some_units(made.world, REPORTS)):
            filed(unit, people=10 + number)
        yield made


@pytest.fixture(scope="module")
def site(servers, request, tmp_path_factory, django_db_blocker) -> Iterator[Copy]:
    """A copy for all tests of a module: after each its database is put back, as everywhere.

    Its processes lose their connections then; that they find new ones is a part of the test.
    """
    folder = tmp_path_factory.mktemp("site")
    name = f"site_{request.module.__name__.rpartition('.')[2]}"
    with (
        django_db_blocker.unblock(),
        copied(servers, name, folder, folder / "media") as made,
    ):
        keep("kept")
        yield made
        forget("kept")


@pytest.fixture(scope="module")
def web(site: Copy) -> str:
    """The address of the pages of that copy."""
    return site.start_web()[1]


@pytest.fixture
def visitor(site: Copy, web: str, transactional_db) -> Visitor:
    """The city's department at those pages."""
    return Visitor(web).enter(site.world.city)


@pytest.fixture(scope="session")
def drawn(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[tuple]:
    """A record of each kind, every form about them, and the folder of their files."""
    folder = tmp_path_factory.mktemp("records")
    with django_db_blocker.unblock():
        with override_settings(MEDIA_ROOT=folder):
            world = world_found()
            forms = list(every_form(world, every_record(world)))
        keep("records")
        put_back()
        yield forms, folder
        forget("records")


@pytest.fixture
def forms(drawn, transactional_db, settings, caplog) -> list[Drawn]:
    """Those forms, and the records as they were when they were drawn."""
    caplog.set_level(logging.ERROR, logger="django.request")  # a hundred refusals are no news
    put_back("records")
    settings.MEDIA_ROOT = drawn[1]
    return drawn[0]


@pytest.fixture(autouse=True)
def _servers_are_back(servers) -> None:
    """Whatever the test before has killed."""
    servers.up()
