"""Servers that a test may kill, and systems that run on them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.copies import PATIENCE, Copy, copied, kill, wait_for
from tests.faults.servers import Servers
from tests.faults.visitor import Visitor
from tests.keeping import forget, keep
from tests.volume.making import filed, some_units

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


@pytest.fixture(autouse=True)
def _servers_are_back(servers) -> None:
    """Whatever the test before has killed."""
    servers.up()
