"""花名册 to fill in, with the units of the viewer in its drop-down."""

from typing import Any

from cadres.exchange.roster_template import template_bytes
from cadres.importing.units import own_units

MOST_UNITS = 2_000  # in the drop-down; beyond, nobody finds anything in it


def roster_template(viewer: Any) -> bytes:
    """The workbook."""
    return template_bytes(unit_names(viewer))


def unit_names(viewer: Any) -> list[str]:
    """The full names of units that a viewer takes people into, in the order of the tree."""
    names = own_units(viewer).order_by("sort_path").values_list("name", flat=True)
    return list(names[:MOST_UNITS])
