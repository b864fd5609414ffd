"""A report whole as programs read it, and the shapes of its addresses in the words of OpenAPI."""

from __future__ import annotations

from typing import Any

from core.api.description import Schema
from core.units.models import Unit
from reporting.annual.choices import Part, Stand
from reporting.annual.models import AnnualReport
from reporting.annual.whole import Whole

TEXT: Schema = {"type": "string"}
WHOLE_NUMBER: Schema = {"type": "integer"}
CODE: Schema = {"type": "object", "properties": {"code": TEXT, "name": TEXT}}
UNIT: Schema = {
    "type": "object",
    "properties": {"id": WHOLE_NUMBER, "code": TEXT, "name": TEXT, "short_name": TEXT},
}


def told(report: AnnualReport, whole: Whole) -> dict[str, Any]:
    """The report; `text` of a part is with its figures, `source` with their names."""
    keys = {key.key: key for key in whole.keys}
    kinds = {kind.name: kind for kind in whole.kinds}
    return {
        "id": report.pk,
        "unit": _unit(report.unit),
        "collector": _unit(report.collector),
        "year": whole.year,
        "title": whole.title,
        "state": {"code": report.state, "name": str(report.get_state_display())},
        "filing": whole.number or None,
        "filed_on": whole.filed_on,
        "is_late": whole.is_late if whole.number else None,
        "digest": whole.digest or None,
        "as_of": whole.content.on,
        "words": [
            {
                "part": int(one.part),
                "title": str(one.part.label),
                "text": whole.text_of(one),
                "source": one.text,
            }
            for one in whole.words
        ],
        "figures": [
            {
                "key": one.key,
                "label": keys[one.key].label if one.key in keys else one.key,
                "value": one.value,
                "unit": keys[one.key].unit if one.key in keys else "",
            }
            for one in whole.content.figures.values()
        ],
        "tables": [
            {
                "name": table.name,
                "title": kinds[table.name].title if table.name in kinds else table.name,
                "columns": [column.label for column in kinds[table.name].columns]
                if table.name in kinds
                else [],
                "rows": [{"cadre": row.cadre, "cells": list(row.cells)} for row in table.rows],
            }
            for table in whole.content.tables.values()
        ],
        "opinions": [
            {
                "cadre": one.cadre,
                "name": one.name,
                "title": one.title,
                "stand": _stand(one.stand),
                "reason": one.reason,
            }
            for one in whole.opinions
        ],
        "proposals": [
            {
                "cadre": one.cadre,
                "name": one.name,
                "birth": one.birth,
                "education": one.education,
                "title": one.title,
                "reason": one.reason,
            }
            for one in whole.proposals
        ],
        "none_to_add": whole.none_to_add,
        "issuer": whole.organization,
        "document": whole.document,
        "signer": whole.signer,
        "meeting": whole.meeting,
        "contact": whole.contact,
    }


def _unit(unit: Unit) -> dict[str, Any]:
    return {
        "id": unit.pk,
        "code": unit.code,
        "name": unit.name,
        "short_name": unit.short_name,
    }


def _stand(stand: Stand | None) -> dict[str, str] | None:
    return None if stand is None else {"code": str(stand), "name": str(stand.label)}


def _list(item: Schema, description: str) -> Schema:
    return {"type": "array", "items": item, "description": description}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties}


MAYBE_CODE: Schema = CODE | {"nullable": True}
CONTENT_SHAPE: Schema = _object(
    id=WHOLE_NUMBER,
    unit=UNIT,
    collector=UNIT,
    year=WHOLE_NUMBER,
    title=TEXT,
    state=CODE,
    filing=WHOLE_NUMBER | {"nullable": True, "description": "第几次上报；草稿为 null"},
    filed_on=TEXT | {"format": "date", "nullable": True},
    is_late={"type": "boolean", "nullable": True},
    digest=TEXT | {"nullable": True, "description": "封存内容的 SHA-256"},
    as_of=TEXT | {"format": "date", "description": "数据截至"},
    words=_list(
        _object(part=WHOLE_NUMBER, title=TEXT, text=TEXT, source=TEXT),
        "各部分；text 已换成数字，source 是带〔数据名称〕的原文",
    ),
    figures=_list(_object(key=TEXT, label=TEXT, value=TEXT, unit=TEXT), "数字"),
    tables=_list(
        _object(
            name=TEXT,
            title=TEXT,
            columns=_list(TEXT, "表头"),
            rows=_list(
                _object(cadre=WHOLE_NUMBER | {"nullable": True}, cells=_list(TEXT, "各栏")),
                "各行",
            ),
        ),
        "附表",
    ),
    opinions=_list(
        _object(cadre=WHOLE_NUMBER, name=TEXT, title=TEXT, stand=MAYBE_CODE, reason=TEXT),
        "保留资格初步意见；还没有填的 stand 为 null",
    ),
    proposals=_list(
        _object(cadre=WHOLE_NUMBER, name=TEXT, birth=TEXT, education=TEXT, title=TEXT, reason=TEXT),
        "拟补充人选",
    ),
    none_to_add={"type": "boolean"},
    issuer=TEXT | {"description": "发文机关"},
    document=TEXT,
    signer=TEXT,
    meeting=TEXT,
    contact=TEXT,
)
DRAFT_BODY: Schema = _object(
    words=_list(
        _object(
            part={"type": "integer", "minimum": 1, "maximum": len(Part)},
            text=TEXT,
        )
        | {"required": ["part", "text"]},
        "要改写的部分；数字写成〔数据名称〕",
    ),
    opinions=_list(
        _object(
            cadre=WHOLE_NUMBER,
            stand=TEXT | {"enum": ["", *Stand.values]},
            reason=TEXT | {"maxLength": 200},
        )
        | {"required": ["cadre", "stand"]},
        "要写入的意见；调出和缓定须有理由",
    ),
)
DRAFT_SHAPE: Schema = _object(
    id=WHOLE_NUMBER,
    state=CODE,
    words=_list(WHOLE_NUMBER, "改动的部分"),
    opinions=_list(WHOLE_NUMBER, "改动的意见，干部编号"),
    unsaid=WHOLE_NUMBER | {"description": "还没有意见的人数"},
)
