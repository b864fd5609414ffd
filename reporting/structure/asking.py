"""The question of the structure page: which dimensions, where, on which day; read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.errors import Invalid
from core.scoping import Viewer
from reporting.structure.dimensions import BY_NAME, DIMENSIONS, Dimension
from reporting.structure.frame import Frame, frame_of

ROWS, COLUMNS = "rows", "columns"
USUAL = {ROWS: "level", COLUMNS: "age"}
PLACES = frozenset({"unit", "region"})
NONE = "none"  # `columns=none`: no second dimension


@dataclass(frozen=True, slots=True)
class Question:
    """Rows, columns (None: rows alone) and the frame."""

    frame: Frame
    rows: Dimension
    columns: Dimension | None


def question(viewer: Viewer, params: Mapping[str, Any]) -> Question:
    """What a query string asks (`rows`, `columns`, `as_of`, `unit`); raises Invalid."""
    faults: dict[str, list[str]] = {}
    rows = _dimension(params, ROWS, faults)
    columns = None if params.get(COLUMNS) == NONE else _dimension(params, COLUMNS, faults)
    frame = None
    try:
        frame = frame_of(viewer, params)
    except Invalid as refused:
        faults |= refused.fields
    if rows and columns:
        if rows is columns:
            faults[COLUMNS] = [f"行和列都是“{rows.label}”，请另选一个列维度，或选“不分列”。"]
        elif {rows.name, columns.name} <= PLACES:
            faults[COLUMNS] = ["单位和县（区）是同一棵单位树，不能互为行列，请另选一个列维度。"]
    if faults or rows is None or frame is None:
        raise Invalid(faults)
    return Question(frame, rows, columns)


def _dimension(
    params: Mapping[str, Any], name: str, faults: dict[str, list[str]]
) -> Dimension | None:
    asked = params.get(name) or USUAL[name]
    found = BY_NAME.get(asked)
    if found is None:
        known = "、".join(f"{one.name}（{one.label}）" for one in DIMENSIONS)
        faults[name] = [f"没有“{asked[:20]}”这个维度，可选：{known}。"]
    return found
