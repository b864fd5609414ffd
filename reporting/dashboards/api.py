"""Statistics for programs: the structure by any dimensions, the targets, coverage and trends.

A program reads of its own scope, and of nothing of which it was granted no field: a dimension needs
the column of the roster that it counts by, the rest the fields that it would be worked out from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final

from django.http import HttpResponse
from rest_framework.request import Request

from cadres.roster.entities import ROSTER
from core.api import operations
from core.api.answers import json_answer
from core.api.description import Schema, query
from core.api.endpoint import Endpoint, refuse_unknown, refuse_without_fields
from core.api.schema import Describer
from core.audit.models import Action, ActorKind
from core.errors import NotAllowed, refuse_if
from core.listing import asof
from core.listing.entity import Entity
from core.scoping import Viewer
from policy.duties.entities import DUTIES
from reporting.coverage.table import Coverage, coverage
from reporting.coverage.trends import Point, trend
from reporting.structure.access import log, refuse_others
from reporting.structure.asking import COLUMNS, NONE, ROWS, question
from reporting.structure.dimensions import DIMENSIONS, Dimension
from reporting.structure.frame import Frame, frame_of
from reporting.structure.shares import NOTHING
from reporting.structure.table import Cell, Line, Table, table
from reporting.targets.standing import Targets, targets

TAG: Final = "统计"
PLACE: Final = frozenset({asof.PARAMETER, "unit"})
TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
SHARE: Schema = {"type": "number", "nullable": True}
DAY: Schema = {"type": "string", "format": "date"}
NAMES: Final = [one.name for one in DIMENSIONS]
NO_COLUMN: Final = "这个令牌没有“{}”的可取字段“{}”，不能取这项统计，请联系安全管理员授权。"


class Statistics(Endpoint):
    """What the three have in common: scope, day, unit; `needs` are columns by entity."""

    label = ""
    known: Collection[str] = PLACE

    def get(self, request: Request) -> HttpResponse:
        """The figures, logged before they leave."""
        refuse_unknown(request.query_params, self.known)
        if not _is_program(self.viewer):
            refuse_others(self.viewer)
        frame, answer, rows = self.counted(request)
        log(Action.PULL, self.viewer, self.label, frame, rows=rows)
        return json_answer({"as_of": frame.on, **answer})

    def counted(self, request: Request) -> tuple[Frame, dict[str, Any], int]:
        """The frame, what it counts, and of how many."""
        raise NotImplementedError

    def described(
        self, description: str, parameters: list[Schema], properties: dict[str, Schema]
    ) -> Schema:
        """The operation in the words of OpenAPI."""
        place = [
            *operations.day(ROSTER),
            query("unit", "单位编号（id）：该单位及其下属；不填为范围内的全部单位", WHOLE),
        ]
        shape = _object({"as_of": DAY | {"description": "截至日期"}} | properties)
        return {
            "tags": [TAG],
            "summary": self.label,
            "description": description,
            "parameters": parameters + place,
            "responses": operations.responses(
                {200: operations.json_content(self.label, shape)}, 409
            ),
        }


class Structure(Statistics):
    """`/statistics/structure/`."""

    label = "结构统计"
    known = PLACE | {ROWS, COLUMNS}

    def counted(self, request: Request) -> tuple[Frame, dict[str, Any], int]:
        """The table of two dimensions, or of one."""
        asked = question(self.viewer, request.query_params)
        needed = [one.column for one in (asked.rows, asked.columns) if one]
        refuse_ungranted(self.viewer, ROSTER, [*needed, "birth"])
        found = table(asked.frame, asked.rows, asked.columns)
        return asked.frame, _table(found), found.total.total.number

    def describe(self, method: str, describer: Describer) -> Schema | None:
        """For readers who have the roster."""
        if not describer.columns(ROSTER):
            return None
        enum = TEXT | {"enum": NAMES}
        meanings = "、".join(f"{one.name} {one.label}" for one in DIMENSIONS)
        parameters = [
            query(ROWS, f"行维度：{meanings}", enum | {"default": "level"}),
            query(
                COLUMNS,
                f"列维度；{NONE} 为不分列",
                TEXT | {"enum": [*NAMES, NONE], "default": "age"},
            ),
        ]
        line = _object({"label": TEXT, "total": CELL, "cells": _list(CELL), "average_age": SHARE})
        return self.described(
            "截至日期在册人员按一个或两个维度的人数、占本列的百分数（四舍五入）和平均年龄。",
            parameters,
            {
                "rows": DIMENSION,
                "columns": DIMENSION | {"nullable": True},
                "heads": _list(TEXT),
                "lines": _list(line),
                "total": line,
                "average_ages": _list(SHARE),
            },
        )


class TargetsView(Statistics):
    """`/statistics/targets/`."""

    label = "使用目标"

    def counted(self, request: Request) -> tuple[Frame, dict[str, Any], int]:
        """Clauses 2.1–2.4."""
        refuse_ungranted(self.viewer, ROSTER, ["position_level", "entered_on"])
        frame = frame_of(self.viewer, request.query_params)
        found = targets(frame)
        return frame, _targets(found), found.people

    def describe(self, method: str, describer: Describer) -> Schema | None:
        """For readers who have the roster."""
        if not describer.columns(ROSTER):
            return None
        line = _object(
            {
                "tier": WHOLE,
                "label": TEXT,
                "clause": TEXT,
                "reached": WHOLE,
                "target": WHOLE | {"nullable": True},
                "expected": WHOLE | {"nullable": True},
            }
        )
        return self.described(
            "四级使用目标（条款 2.1–2.4）和实际达到的人数；只有全市范围有目标数。",
            [],
            {"since": DAY, "until": DAY, "targets": _list(line)},
        )


class CoverageView(Statistics):
    """`/statistics/coverage/`."""

    label = "覆盖和趋势"

    def counted(self, request: Request) -> tuple[Frame, dict[str, Any], int]:
        """Duties by quarter and year, and the roster by half year."""
        refuse_ungranted(self.viewer, DUTIES, ["rule", "period", "light", "due", "unit"])
        refuse_ungranted(self.viewer, ROSTER, ["birth", "entered_on", "left_on"])
        frame = frame_of(self.viewer, request.query_params)
        found, points = coverage(frame), trend(frame)
        return frame, _coverage(found, points), points[-1].size

    def describe(self, method: str, describer: Describer) -> Schema | None:
        """For readers who have the roster and duties."""
        if not (describer.columns(ROSTER) and describer.columns(DUTIES)):
            return None
        cell = _object({"done": WHOLE, "waiting": WHOLE, "late": WHOLE, "percent": SHARE})
        head = _object({"rule": TEXT, "period": TEXT, "label": TEXT})
        point = {"on": DAY, "label": TEXT, "size": WHOLE, "entered": WHOLE, "left": WHOLE}
        return self.described(
            "责任事项的办理（谈心谈话按季度，其余按本年到期）和名册的半年趋势。",
            [],
            {
                "heads": _list(head),
                "lines": _list(_object({"label": TEXT, "cells": _list(cell)})),
                "total": _list(cell),
                "trend": _list(_object(point | {"average_age": SHARE})),
            },
        )


def refuse_ungranted(viewer: Viewer, entity: Entity, names: Iterable[str]) -> None:
    """A program counts by nothing that it may not read."""
    if not _is_program(viewer):
        return
    refuse_without_fields(viewer, entity)
    have = {column.name for column in entity.columns_for(viewer)}
    for name in names:
        label = entity.column(name).label
        refuse_if(name not in have, NO_COLUMN.format(entity.label, label), NotAllowed)


def _is_program(viewer: Viewer) -> bool:
    return getattr(viewer, "actor_kind", None) == ActorKind.CLIENT


def _object(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}


CELL: Schema = _object({"number": WHOLE, "percent": SHARE})
DIMENSION: Schema = _object({"name": TEXT, "label": TEXT})


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


def _table(found: Table) -> dict[str, Any]:
    return {
        "rows": _dimension(found.rows),
        "columns": _dimension(found.columns),
        "heads": [head.label for head in found.heads],
        "lines": [_line(line) for line in found.lines],
        "total": _line(found.total),
        "average_ages": [_number(age) for age in found.ages],
    }


def _targets(found: Targets) -> dict[str, Any]:
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


def _coverage(found: Coverage, points: Iterable[Point]) -> dict[str, Any]:
    def cells(line: Any) -> list[dict[str, Any]]:
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
