"""What programs read of the statistics: numbers as JSON, and the shapes that OpenAPI tells of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core.api.description import Schema
from reporting.coverage.table import Coverage
from reporting.coverage.table import Line as Covered
from reporting.coverage.trends import Point
from reporting.structure.dimensions import Dimension
from reporting.structure.shares import NOTHING
from reporting.structure.table import Cell, Line, Table
from reporting.targets.standing import Targets

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
SHARE: Schema = {"type": "number", "nullable": True}
DAY: Schema = {"type": "string", "format": "date"}


def shape(properties: dict[str, Schema]) -> Schema:
    """An object that has all of these."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def list_of(item: Schema) -> Schema:
    """So many of one shape."""
    return {"type": "array", "items": item}


CELL: Schema = shape({"number": WHOLE, "percent": SHARE})
DIMENSION: Schema = shape({"name": TEXT, "label": TEXT})


def _number(text: str) -> float | None:
    return None if text == NOTHING else float(text)


def _dimension(one: Dimension | None) -> dict[str, str] | None:
    return {"name": one.name, "label": one.label} if one else None


def _cell(cell: Cell) -> dict[str, Any]:
    return {"number": cell.number, "percent": _number(cell.percent)}


def _line(line: Line) -> dict[str, Any]:
    return {
        "label": line.label,
        "total": _cell(line.total),
        "cells": [_cell(cell) for cell in line.cells],
        "average_age": _number(line.age),
    }


def table_answer(found: Table) -> dict[str, Any]:
    """The structure by one dimension or two."""
    return {
        "rows": _dimension(found.rows),
        "columns": _dimension(found.columns),
        "heads": [head.label for head in found.heads],
        "lines": [_line(line) for line in found.lines],
        "total": _line(found.total),
        "average_ages": [_number(age) for age in found.ages],
    }


def targets_answer(found: Targets) -> dict[str, Any]:
    """Clauses 2.1–2.4; a part of the city has no target of its own."""
    return {
        "since": found.programme.since,
        "until": found.programme.until,
        "targets": [
            {
                "tier": line.tier.value,
                "label": str(line.tier.label),
                "clause": line.clause,
                "reached": line.reached,
                "target": line.target if found.is_whole else None,
                "expected": line.expected if found.is_whole else None,
            }
            for line in found.lines
        ],
    }


def coverage_answer(found: Coverage, points: Iterable[Point]) -> dict[str, Any]:
    """Duties done and owed, and the roster by half year."""

    def cells(line: Covered) -> list[dict[str, Any]]:
        return [
            {
                "done": cell.done,
                "waiting": cell.waiting,
                "late": cell.late,
                "percent": _number(cell.percent),
            }
            for cell in line.cells
        ]

    return {
        "heads": [
            {"rule": head.rule, "period": head.key[1], "label": head.label} for head in found.heads
        ],
        "lines": [{"label": line.label, "cells": cells(line)} for line in found.lines],
        "total": cells(found.total),
        "trend": [
            {
                "on": point.on,
                "label": point.label,
                "size": point.size,
                "entered": point.entered,
                "left": point.left,
                "average_age": _number(point.age),
            }
            for point in points
        ],
    }
