"""Where a unit stands: ids for its path, positions for its order; both rewritten set-based."""

from django.db import connection
from django.db.models import F, Max, Value
from django.db.models.functions import Concat, Length, Substr

from core.units.models import Unit

TREE_LOCK = 7_310_002
POSITION_DIGITS = 5


def lock_tree() -> None:
    """One change of the tree's shape at a time, for the rest of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TREE_LOCK])


def new_ids(count: int) -> list[int]:
    """Fresh primary keys: a path is made of ids, so they must be known before the insert."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('core_unit', 'id')) FROM generate_series(1, %s)",
            [count],
        )
        return [row[0] for row in cursor.fetchall()]


def step(position: int) -> str:
    """One step of a sort path."""
    return f"{position:0{POSITION_DIGITS}d}/"


def place_last(unit: Unit, parent: Unit | None) -> None:
    """Give an unsaved or moved unit its place after its future siblings; does not save."""
    last = (
        Unit.objects.filter(parent=parent).exclude(pk=unit.pk).aggregate(last=Max("sort_path"))
    )["last"]
    position = int(last.split("/")[-2]) + 1 if last else 1
    unit.parent = parent
    unit.path = f"{parent.path if parent else ''}{unit.pk}/"
    unit.sort_path = f"{parent.sort_path if parent else ''}{step(position)}"
    unit.depth = parent.depth + 1 if parent else 1


def move_branch(unit: Unit, parent: Unit) -> None:
    """Hang the unit with everything below it under another parent, as its last child."""
    path, sort_path, depth = unit.path, unit.sort_path, unit.depth
    place_last(unit, parent)
    Unit.objects.filter(path__startswith=path).update(
        path=Concat(Value(unit.path), Substr("path", Length(Value(path)) + 1)),
        sort_path=Concat(Value(unit.sort_path), Substr("sort_path", Length(Value(sort_path)) + 1)),
        depth=F("depth") + (unit.depth - depth),
    )
    Unit.objects.filter(pk=unit.pk).update(parent=parent)


def height(unit: Unit) -> int:
    """How many levels the branch has; 1 for a unit with nothing below it."""
    deepest = Unit.objects.filter(path__startswith=unit.path).aggregate(deepest=Max("depth"))
    return deepest["deepest"] - unit.depth + 1


def order_children(parent: Unit, order: list[int]) -> None:
    """Give the children of `parent` the positions of `order` (all their ids, in order)."""
    children = {child.pk: child for child in Unit.objects.filter(parent=parent)}
    for position, pk in enumerate(order, 1):
        old, new = children[pk].sort_path, parent.sort_path + step(position)
        if old != new:
            Unit.objects.filter(path__startswith=children[pk].path).update(
                sort_path=Concat(Value(new), Substr("sort_path", Length(Value(old)) + 1))
            )
