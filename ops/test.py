"""`make test`: set up, start servers of its own, run the tests on both cores, stop the servers.

`TEST_DATABASE_URL` names another PostgreSQL to run them on; its role must be a superuser, since the
tests make databases, and look into what a server keeps beside its tables. It is not `DATABASE_URL`,
so that nobody who serves from this checkout tests on his data.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from core.embedded.places import roomy_memory
from ops import places, services, setup
from ops.children import adopt_orphans
from ops.say import step
from ops.shell import in_the_open
from ops.variable_folder import claim, held

# Modules are handed out whole, in the order of `tests/conftest.py`: the long ones first.
DEFAULT = ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]


def test(arguments: list[str]) -> int:
    """Returns pytest's exit code; `arguments` come after the default ones."""
    var = places.use_var("test")
    database = {"DATABASE_URL": os.environ.get("TEST_DATABASE_URL", "")}
    os.environ["PYTHONDONTWRITEBYTECODE"] = ""  # a hundred processes begin with the same modules
    claim(var)
    with held(var):
        adopt_orphans()
        setup.for_testing()
        with services.running(services.THROW_AWAY | database), _folder_for_files():
            step("运行测试")
            return in_the_open([places.PYTHON, "-m", "pytest", *DEFAULT, *arguments])


@contextmanager
def _folder_for_files() -> Iterator[None]:
    """Whatever the tests write lies in memory too, where that has room: each begins a folder."""
    with TemporaryDirectory(prefix="qinglan-test-", dir=roomy_memory()) as folder:
        os.environ["TMPDIR"] = folder
        yield
