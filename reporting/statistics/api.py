"""Statistics for programs: the structure by any dimensions, the targets, coverage and trends.

A program reads of its own scope, and of nothing of which it was granted no field: a dimension needs
the column of the roster that it counts by, the rest the fields that it would be worked out from.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
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
from core.audit.models import Action
from core.clients.powers import is_client
from core.errors import NotAllowed, refuse_if
from core.listing import asof
from core.listing.entity import Entity
from core.scoping import Viewer
from policy.duties.entities import DUTIES
from reporting.coverage.table import coverage
from reporting.coverage.trends import trend
from reporting.statistics.answers import (
    CELL,
    DAY,
    DIMENSION,
    SHARE,
    TEXT,
    WHOLE,
    coverage_answer,
    list_of,
    shape,
    table_answer,
    targets_answer,
)
from reporting.structure.access import log, refuse_others
from reporting.structure.asking import COLUMNS, NONE, ROWS, question
from reporting.structure.dimensions import DIMENSIONS
from reporting.structure.frame import Frame, frame_of
from reporting.structure.table import table
from reporting.targets.standing import targets

TAG: Final = "统计"
PLACE: Final = frozenset({asof.PARAMETER, "unit"})
NAMES: Final = [one.name for one in DIMENSIONS]
NO_COLUMN: Final = "这个令牌没有“{}”的可取字段“{}”，不能取这项统计，请联系安全管理员授权。"


class Statistics(Endpoint, ABC):
    """What the three have in common: scope, day and unit; `known` are the parameters."""

    label = ""
    known: Collection[str] = PLACE

    def get(self, request: Request) -> HttpResponse:
        """The figures, logged before they leave."""
        refuse_unknown(request.query_params, self.known)
        if not is_client(self.viewer):
            refuse_others(self.viewer)
        frame, answer, rows = self.counted(request)
        log(Action.PULL, self.viewer, self.label, frame, rows=rows)
        return json_answer({"as_of": frame.on, **answer})

    @abstractmethod
    def counted(self, request: Request) -> tuple[Frame, dict[str, Any], int]:
        """The frame, what it counts, and of how many."""

    def described(
        self, description: str, parameters: list[Schema], properties: dict[str, Schema]
    ) -> Schema:
        """The operation in the words of OpenAPI."""
        place = [
            *operations.day(ROSTER),
            query("unit", "单位编号（id）：该单位及其下属；不填为范围内的全部单位", WHOLE),
        ]
        told = shape({"as_of": DAY | {"description": "截至日期"}} | properties)
        return {
            "tags": [TAG],
            "summary": self.label,
            "description": description,
            "parameters": parameters + place,
            "responses": operations.responses(
                {200: operations.json_content(self.label, told)}, 409
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
        return asked.frame, table_answer(found), found.total.total.number

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
        line = shape({"label": TEXT, "total": CELL, "cells": list_of(CELL), "average_age": SHARE})
        return self.described(
            "截至日期在库人员按一个或两个维度的人数、占本列的百分数（四舍五入）和平均年龄。",
            parameters,
            {
                "rows": DIMENSION,
                "columns": DIMENSION | {"nullable": True},
                "heads": list_of(TEXT),
                "lines": list_of(line),
                "total": line,
                "average_ages": list_of(SHARE),
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
        return frame, targets_answer(found), found.people

    def describe(self, method: str, describer: Describer) -> Schema | None:
        """For readers who have the roster."""
        if not describer.columns(ROSTER):
            return None
        line = shape(
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
            {"since": DAY, "until": DAY, "targets": list_of(line)},
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
        return frame, coverage_answer(found, points), points[-1].size

    def describe(self, method: str, describer: Describer) -> Schema | None:
        """For readers who have the roster and duties."""
        if not (describer.columns(ROSTER) and describer.columns(DUTIES)):
            return None
        cell = shape({"done": WHOLE, "waiting": WHOLE, "late": WHOLE, "percent": SHARE})
        head = shape({"rule": TEXT, "period": TEXT, "label": TEXT})
        point = {"on": DAY, "label": TEXT, "size": WHOLE, "entered": WHOLE, "left": WHOLE}
        return self.described(
            "责任事项的办理（谈心谈话按季度，其余按本年到期）和名册的半年趋势。",
            [],
            {
                "heads": list_of(head),
                "lines": list_of(shape({"label": TEXT, "cells": list_of(cell)})),
                "total": list_of(cell),
                "trend": list_of(shape(point | {"average_age": SHARE})),
            },
        )


def refuse_ungranted(viewer: Viewer, entity: Entity, names: Iterable[str]) -> None:
    """A program counts by nothing that it may not read."""
    if not is_client(viewer):
        return
    refuse_without_fields(viewer, entity)
    have = {column.name for column in entity.columns_for(viewer)}
    for name in names:
        label = entity.column(name).label
        refuse_if(name not in have, NO_COLUMN.format(entity.label, label), NotAllowed)
