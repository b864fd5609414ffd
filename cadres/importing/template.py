"""花名册 to fill in, with the units of the viewer in its drop-down."""

from typing import Any

from cadres.exchange.roster_template import template_bytes
from cadres.people.querysets import KEEPERS
from core.units.models import Unit

MOST_UNITS = 2_000  # in the drop-down; beyond, nobody finds anything in it


def roster_template(viewer: Any) -> bytes:
    """The workbook."""
    return template_bytes(unit_names(viewer))


def unit_names(viewer: Any) -> list[str]:
    """The full names of units that a viewer takes people into, in the order of the tree."""
    units = Unit.objects.visible_to(viewer, acting_as=KEEPERS).standing().employers()
    return list(units.order_by("sort_path").values_list("name", flat=True)[:MOST_UNITS])
