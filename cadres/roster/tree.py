"""The unit tree beside the roster: how many of what is listed stand at or below each unit.

One statement counts, one reads the units (a large city takes two more, and its deeper branches are
fetched when they are opened); the sums go up the tree in Python.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from cadres.roster.entities import ROSTER
from core.errors import Invalid
from core.listing.page import Listing
from core.units.models import Unit
from core.units.tree import LEVELS_OPEN, Node

WHOLE = 400  # units of a tree that is sent whole
COLUMNS = ("pk", "parent_id", "short_name", "depth", "path")

Found = tuple[list[tuple[Any, ...]], set[int]]  # units, and which of them have units below


def tree(listing: Listing) -> list[Node]:
    """The viewer's units as far as they are sent; what is folded or fetched later is closed."""
    units = Unit.objects.visible_to(listing.viewer).standing().order_by("sort_path")
    rows = list(units.values_list(*COLUMNS)[: WHOLE + 1])
    if len(rows) <= WHOLE:
        return _nested(listing, rows, {parent for _, parent, *_ in rows})
    return _nested(listing, *_near(listing, units))


def branch(listing: Listing, parent: Unit) -> list[Node]:
    """The units directly below one."""
    units = Unit.objects.visible_to(listing.viewer).standing().order_by("sort_path")
    return _nested(listing, *_with_parents(units.filter(parent=parent), units))


def chosen_unit(listing: Listing) -> int | None:
    """The unit that the list is narrowed to."""
    text = listing.params.get("unit", "")
    return int(text) if text.isdecimal() and len(text) < 19 else None


def members(listing: Listing) -> Counter[int]:
    """By unit id: how many match the list's other conditions, at it or below it."""
    params = listing.params.copy()
    params.pop("unit", None)
    total: Counter[int] = Counter()
    try:
        rows = Listing(ROSTER, listing.viewer, params).rows.order_by()
    except Invalid:  # a condition that cannot be read: the list beside says so
        return total
    for path, number in rows.values_list("unit_path").annotate(n=Count("pk")):
        for step in path.rstrip("/").split("/"):
            total[int(step)] += number
    return total


def _near(listing: Listing, units: QuerySet) -> Found:
    """The upper levels, where each scope begins, and what leads to the chosen unit."""
    top = units.order_by("depth").values_list("depth", flat=True)[0]
    near = Q(depth__lt=top + LEVELS_OPEN)
    near |= Q(path__in=[scope.path for scope in listing.viewer.scopes])
    if chosen := units.filter(pk=chosen_unit(listing)).values_list("path", flat=True).first():
        near |= Q(parent__in=[int(step) for step in chosen.split("/")[:-1]])
    return _with_parents(units.filter(near), units)


def _with_parents(some: QuerySet, units: QuerySet) -> Found:
    below = units.order_by().filter(parent=OuterRef("pk"))
    rows = list(some.values_list(*COLUMNS, Exists(below)))
    return [row[:-1] for row in rows], {row[0] for row in rows if row[-1]}


def _nested(listing: Listing, rows: Sequence[tuple[Any, ...]], parents: set[int]) -> list[Node]:
    """Nodes below their parents; the upper ones and those on the way to the chosen are open."""
    total = members(listing)
    chosen = chosen_unit(listing)
    way = next((path for pk, *_, path in rows if pk == chosen), "").split("/")
    query = listing.query(unit=None, cursor=None)
    link, branches = reverse("roster:list"), f"?{query}"
    nodes: dict[int, Node] = {}
    roots: list[Node] = []
    top = min((depth for *_, depth, _ in rows), default=0)
    for pk, parent, name, depth, _path in rows:
        node = nodes[pk] = Node(
            pk=pk,
            name=name,
            depth=depth,
            has_children=pk in parents,
            url=f"{link}?{query}{'&' if query else ''}unit={pk}",
            branch_url=reverse("roster:branch", args=[pk]) + branches,
            count=total[pk],
            is_open=depth < top + LEVELS_OPEN or str(pk) in way,
            is_current=pk == chosen,
        )
        (nodes[parent].children if parent in nodes else roots).append(node)
    if len(roots) == 1:  # everything that the viewer sees: no condition at all
        roots[0].url = f"{link}{branches if query else ''}"
        roots[0].is_current = chosen in (None, roots[0].pk)
    return roots
