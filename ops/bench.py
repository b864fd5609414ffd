"""`make bench`: the benchmarks, on servers of their own that write to disk like real ones."""

from ops import places, services, setup
from ops.children import adopt_orphans
from ops.shell import in_the_open
from ops.variable_folder import claim, held


def bench(arguments: list[str]) -> int:
    """Returns the exit code of `python -m bench`."""
    var = places.use_var("bench")
    claim(var)
    with held(var):
        adopt_orphans()
        setup.for_testing()
        with services.running(services.OWN | {"QINGLAN_ENV_FILE": ""}):
            return in_the_open([places.PYTHON, "-m", "bench", *arguments])
