"""The tree panel: one statement for the branches that are open, whatever the size of the city."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from core.scoping import Viewer
from core.units.models import Unit
from core.units.querysets import UnitQuerySet

LEVELS_OPEN = 2


@dataclass(slots=True)
class Node:
    """One line of the tree panel."""

    pk: int
    name: str
    depth: int
    has_children: bool
    url: str
    branch_url: str
    count: int | None = None
    is_open: bool = False
    is_current: bool = False
    children: list["Node"] = field(default_factory=list)


def opened_tree(viewer: Viewer, *, link: str, current: Unit | None = None) -> list[Node]:
    """The viewer's top units, opened down to the current one; deeper branches load when asked.

    `link` is the address of a list that takes `?unit=`.
    """
    rows = Unit.objects.visible_to(viewer).standing()
    top = rows.order_by("depth").values_list("depth", flat=True).first()
    if top is None:
        return []
    near = Q(depth__lt=top + LEVELS_OPEN)
    # A second scope may begin deeper, or in another branch: its first unit is shown all the same.
    near |= Q(path__in=[scope.path for scope in viewer.scopes])
    if current is not None:
        near |= Q(parent__in=[int(pk) for pk in current.path.split("/")[:-1]])
    return _nested(viewer, rows.filter(near), link=link, current=current)


def branch(viewer: Viewer, parent: Unit, *, link: str) -> list[Node]:
    """The children of one unit."""
    rows = Unit.objects.visible_to(viewer).standing().filter(parent=parent)
    return _nested(viewer, rows, link=link)


def _nested(
    viewer: Viewer, units: UnitQuerySet, *, link: str, current: Unit | None = None
) -> list[Node]:
    """Nodes below their parents; one whose parent is not shown begins a tree of its own."""
    below = Unit.objects.visible_to(viewer).standing().filter(parent=OuterRef("pk"))
    rows = units.order_by("sort_path").values_list(
        "pk", "parent_id", "short_name", "depth", Exists(below)
    )
    nodes: dict[int, Node] = {}
    roots: list[Node] = []
    for pk, parent_pk, name, depth, has_children in rows:
        node = nodes[pk] = Node(
            pk=pk,
            name=name,
            depth=depth,
            has_children=has_children,
            url=f"{link}?unit={pk}",
            branch_url=f"{reverse('units:branch', args=[pk])}?link={link}",
            is_current=current is not None and pk == current.pk,
        )
        parent = nodes.get(parent_pk)
        if parent is None:
            roots.append(node)
        else:
            parent.children.append(node)
            parent.is_open = True
    return roots
