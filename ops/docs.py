"""`make docs`: the reference of `docs/reference/`, written from the code."""

from ops import places, setup
from ops.shell import in_the_open


def docs(arguments: list[str]) -> int:
    """Returns the exit code of `manage.py build_docs`."""
    places.use_var()
    setup.for_running()
    return in_the_open([places.PYTHON, "manage.py", "build_docs", *arguments])
