"""The OpenAPI document as lines for a page: addresses, parameters, fields and answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.api.problems import KINDS

Document = dict[str, Any]
METHODS = ("get", "post", "put", "patch", "delete")
TYPES = {"string": "文本", "integer": "整数", "number": "数值", "boolean": "true 或 false"}
FORMATS = {"date": "日期", "date-time": "时间", "uri": "地址", "binary": "文件"}
MOST_VALUES = 12  # longer lists of values are left to the code tables


@dataclass(frozen=True, slots=True)
class Line:
    """One parameter or field."""

    name: str
    kind: str
    note: str
    required: bool = False
    values: tuple[str, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Operation:
    """One address and method."""

    anchor: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Line, ...]
    body: tuple[Line, ...]
    fields: tuple[Line, ...]
    answers: tuple[tuple[str, str, str], ...]
    problems: tuple[tuple[int, str], ...]


def operations(document: Document) -> dict[str, list[Operation]]:
    """Operations by tag, in the order of the document."""
    groups: dict[str, list[Operation]] = {}
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                tag = (item[method].get("tags") or ["其他"])[0]
                groups.setdefault(tag, []).append(_operation(path, method, item[method], document))
    return groups


def _operation(path: str, method: str, found: Document, document: Document) -> Operation:
    body = found.get("requestBody", {}).get("content", {}).get("application/json", {})
    success = next(iter(found["responses"].values()))
    answer = success.get("content", {}).get("application/json", {}).get("schema", {})
    return Operation(
        anchor=found["operationId"],
        method=method.upper(),
        path=path,
        summary=found.get("summary", ""),
        description=found.get("description", ""),
        parameters=tuple(_parameter(one) for one in found.get("parameters", [])),
        body=tuple(_fields(body.get("schema", {}), document)),
        fields=tuple(_fields(answer, document)),
        answers=tuple(
            (status, one["description"], "、".join(one.get("content", {})))
            for status, one in found["responses"].items()
            if int(status) < 400
        ),
        problems=tuple(
            (int(status), KINDS[int(status)].name)
            for status in found["responses"]
            if int(status) in KINDS
        ),
    )


def _parameter(found: Document) -> Line:
    schema = found["schema"]
    return _line(found["name"], schema, found.get("description", ""), found.get("required", False))


def _fields(schema: Document, document: Document, prefix: str = "") -> Iterator[Line]:
    """The properties of an object, those inside it after it, with dotted names."""
    schema = _resolved(schema, document)
    for alternative in schema.get("oneOf", ()):
        yield from _fields(alternative, document, prefix)
    required = schema.get("required", ())
    for name, one in schema.get("properties", {}).items():
        one = _resolved(one, document)
        yield _line(prefix + name, one, one.get("description", ""), name in required)
        if one.get("type") == "array":
            yield from _fields(one["items"], document, f"{prefix}{name}[].")
        elif one.get("type") == "object":
            yield from _fields(one, document, f"{prefix}{name}.")


def _line(name: str, schema: Document, note: str, required: bool) -> Line:
    inner = schema.get("items", schema) if schema.get("type") == "array" else schema
    values = [str(value) for value in inner.get("enum", ())]
    if all(value in note for value in values):
        values = []  # the note has put them into words already
    shown = tuple(values[:MOST_VALUES])
    return Line(name, _kind(schema), note, required, shown, len(values) - len(shown))


def _kind(schema: Document) -> str:
    match schema.get("type"):
        case "array":
            plain = "type" in schema["items"] and "properties" not in schema["items"]
            kind = f"{_kind(schema['items'])}的数组" if plain else "数组"
        case "object":
            kind = "对象"
        case None:
            kind = "JSON"
        case plain:
            kind = FORMATS.get(schema.get("format", ""), TYPES[plain])
    return f"{kind}，可为 null" if schema.get("nullable") else kind


def _resolved(schema: Document, document: Document) -> Document:
    reference = schema.get("$ref")
    if reference is None:
        return schema
    _, kind, name = reference.removeprefix("#/").split("/")
    return document["components"][kind][name]
