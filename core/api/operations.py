"""Whole operations in the words of OpenAPI, put together from descriptions."""

from typing import Any

from core.api.description import Schema, query
from core.api.problems import KINDS
from core.api.streams import MOST_XLSX_ROWS, XLSX
from core.listing import asof
from core.listing.columns import Column
from core.listing.entity import Entity
from core.listing.page import SIZES

PROBLEM: Schema = {
    "type": "object",
    "description": "问题文档（RFC 9457）",
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "description": "问题种类的说明地址"},
        "title": {"type": "string", "description": "问题种类"},
        "status": {"type": "integer", "description": "HTTP 状态码"},
        "detail": {"type": "string", "description": "这一次的原因和改法"},
        "request_id": {"type": "string", "description": "请求编号，报修时提供"},
        "errors": {
            "type": "array",
            "description": "每个有误的参数或字段",
            "items": {
                "type": "object",
                "properties": {
                    "field": {"type": "string", "description": "参数或字段名"},
                    "detail": {"type": "string", "description": "原因和改法"},
                },
                "required": ["field", "detail"],
            },
        },
    },
    "required": ["type", "title", "status", "detail"],
}
PROBLEM_REF = {"$ref": "#/components/schemas/Problem"}
ETAG = {"ETag": {"description": "内容的标记", "schema": {"type": "string"}}}
UNCHANGED: Schema = {"description": "If-None-Match 与 ETag 相同，内容没有变化，没有正文"}
BINARY = {"type": "string", "format": "binary"}
CALLERS_FAULTS = (400, 401, 403, 429)


def responses(success: dict[int, Schema], *more: int) -> Schema:
    """What an address answers: its success, and every problem that it may report."""
    problems = {
        str(status): {
            "description": KINDS[status].title,
            "content": {"application/problem+json": {"schema": PROBLEM_REF}},
        }
        for status in sorted({*CALLERS_FAULTS, *more})
    }
    return {str(status): answer for status, answer in success.items()} | problems


def json_content(description: str, schema: Schema, **more: Any) -> Schema:
    """An answer in JSON."""
    return {"description": description, "content": {"application/json": {"schema": schema}}} | more


def page(item: Schema) -> Schema:
    """One page of a list."""
    address = {"type": "string", "format": "uri", "nullable": True}
    properties = {
        "results": {"type": "array", "items": item, "description": "本页的行"},
        "next": address | {"description": "下一页的完整地址；没有下一页为 null"},
        "previous": address | {"description": "上一页的完整地址；没有上一页为 null"},
        "count": {"type": "integer", "description": "符合条件的总行数；只在 count=true 时给出"},
    }
    return {
        "type": "object",
        "properties": properties,
        "required": ["results", "next", "previous"],
    }


def list_answer(item: Schema) -> Schema:
    """A list in each of its formats."""
    text = {"type": "string"}
    return {
        "description": "一页（json），或全部行（ndjson、csv、xlsx）；json 带 ETag",
        "headers": ETAG,
        "content": {
            "application/json": {"schema": page(item)},
            "application/x-ndjson": {"schema": item},
            "text/csv": {"schema": text},
            XLSX: {"schema": BINARY},
        },
    }


def columns_parameter(columns: tuple[Column, ...]) -> Schema:
    """Which columns to give."""
    names = [column.name for column in columns]
    pinned = "、".join(column.name for column in columns if column.pinned)
    note = "只要这些列，用逗号分隔；不填为全部可取的列"
    return query(
        "columns",
        f"{note}。{pinned} 总会带上" if pinned else note,
        {"type": "array", "items": {"type": "string", "enum": names}},
        style="form",
        explode=False,
    )


def day(entity: Entity) -> list[Schema]:
    """The day that the values speak of, for entities that know one."""
    if not entity.dated:
        return []
    note = "截至日期：年龄、年限、在库情况按这一天计算；不填为今天"
    return [query(asof.PARAMETER, note, {"type": "string", "format": "date"})]


def list_controls(entity: Entity, columns: tuple[Column, ...]) -> list[Schema]:
    """Order, format and paging of a list."""
    names = [column.name for column in columns if column.sortable]
    orders = [order for name in names for order in (name, f"-{name}")]
    formats = (
        "json 分页；ndjson、csv、xlsx 一次返回全部行，不能与 size、cursor、count 同用；"
        f"xlsx 最多 {MOST_XLSX_ROWS:,} 行"
    )
    return [
        columns_parameter(columns),
        *day(entity),
        query(
            "order",
            f"按哪一列排序，前面加 - 为倒序；不填按{entity.label}自身的次序。空值总在最后",
            {"type": "string", "enum": orders},
        ),
        query(
            "format",
            formats,
            {"type": "string", "enum": ["json", "ndjson", "csv", "xlsx"], "default": "json"},
        ),
        query(
            "size",
            f"每页行数，1 到 {SIZES[-1]}，默认 50",
            {"type": "integer", "minimum": 1, "maximum": SIZES[-1], "default": 50},
        ),
        query("cursor", "翻页标记，取自 next 和 previous，不要自行构造", {"type": "string"}),
        query("count", "true 时给出总行数", {"type": "boolean", "default": False}),
    ]
