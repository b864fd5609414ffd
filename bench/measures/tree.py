"""The tree panel: its branches are as long as in a small city, whatever hangs below them."""

from collections.abc import Callable, Iterator

from bench.cities import City
from bench.report import Row, slower
from bench.scene import Scene
from bench.timing import medians
from core.units.models import Unit
from core.units.tree import Node, opened_tree

AT_MOST = 1.3
TOWNSHIP = 4  # depth


def tree(scene: Scene) -> Iterator[Row]:
    """The panel when it opens, and opened down to the last level (per line: there are more)."""
    large, small = scene.large, scene.small
    name = f"with {small.units:,} units"
    ours, reference = medians(_panel(large, None), _panel(small, None), times=3)
    yield slower("tree panel: as it opens", ours, reference, name, at_most=AT_MOST)

    deepest = {city.units: _deepest(city) for city in (large, small)}
    works = [_panel(city, deepest[city.units]) for city in (large, small)]
    lines = [_count(work()) for work in works]
    seconds = medians(*works, times=3)
    ours, reference = (s / n for s, n in zip(seconds, lines, strict=True))
    what = f"tree panel: opened to a unit at the bottom, per 100 of {lines[0]} lines"
    yield slower(what, ours * 100, reference * 100, f"of {lines[1]} lines, {name}", at_most=AT_MOST)


def _panel(city: City, current: Unit | None) -> Callable[[], list[Node]]:
    def panel() -> list[Node]:
        city.enter()
        return opened_tree(city.viewer, link="/units/", current=current)

    return panel


def _deepest(city: City) -> Unit:
    city.enter()
    return Unit.objects.filter(depth__gte=TOWNSHIP).order_by("-depth", "sort_path")[0]


def _count(nodes: list[Node]) -> int:
    return sum(1 + _count(node.children) for node in nodes)
