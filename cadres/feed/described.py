"""Deltas in the words of OpenAPI."""

from cadres.feed.moments import KEPT, PARAMETER
from core.api import operations
from core.api.description import Schema, query

MOMENT = {"type": "string", "format": "date-time"}
TOMBSTONE = {
    "type": "object",
    "description": "增量里已离开的行：删除、不再符合条件或不再在范围内；副本应删去这个编号",
    "properties": {
        "id": {"type": "integer", "description": "编号"},
        "deleted": {"type": "boolean", "enum": [True], "description": "已离开，只在增量中出现"},
    },
    "required": ["id", "deleted"],
    "additionalProperties": False,
}
SINCE = query(
    PARAMETER,
    "增量取数：只要这一时间以后有变动的行和已离开的行；原样填写上次答复的 updated_until。"
    f"最早 {KEPT.days} 天以前；只用于 json 和 ndjson，"
    "不能与 as_of、order、count 以及年龄、年限的条件同用",
    MOMENT,
)
UNTIL = "下一次增量取数的 updated_since；只在第一页给出，不能接着取增量的查询不给"


def with_deltas(listed: Schema) -> Schema:
    """The operation of a list, with rows or tombstones, and what tells where to go on from."""
    answers = dict(listed["responses"])
    success = answers["200"]
    row = success["content"]["application/x-ndjson"]["schema"]
    either = operations.list_answer({"oneOf": [row, TOMBSTONE]})
    page = either["content"]["application/json"]["schema"]
    page["properties"]["updated_until"] = MOMENT | {"description": UNTIL}
    header = {"X-Updated-Until": {"description": UNTIL, "schema": MOMENT}}
    either["headers"] = operations.ETAG | header
    answers["200"] = either
    answers["304"] = answers["304"] | {"headers": operations.ETAG | header}
    gone = operations.responses({}, 410)
    return listed | {"responses": answers | {"410": gone["410"]}}
