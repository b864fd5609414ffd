"""Columns, filters and forms in the words of OpenAPI: types, values, and Chinese descriptions."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from core.api.rows import nested
from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import Condition
from core.listing.entity import Entity
from core.listing.filter_fields import LEAST, MOST, MOST_YEARS

Schema = dict[str, Any]
Described = tuple[str, Schema, dict[str, Any]]  # sentence, schema, how it is written in a query

TYPES: dict[Kind, Schema] = {
    Kind.TEXT: {"type": "string"},
    Kind.NUMBER: {"type": "number"},
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.MONTH: {"type": "string", "pattern": r"^\d{4}-\d{2}$"},
    Kind.YEARS: {"type": "integer"},
    Kind.MOMENT: {"type": "string", "format": "date-time"},
    Kind.YES_NO: {"type": "boolean"},
    Kind.JSON: {},
}
WHOLE = {"type": "integer", "minimum": LEAST, "maximum": MOST}
# The two ends of a range: schema, and what the first and the last of them ask for.
DAYS = ({"type": "string", "format": "date"}, "不早于这一天", "不晚于这一天")
ENDS = {
    Kind.NUMBER: (WHOLE, "不小于", "不大于"),
    Kind.YEARS: ({"type": "integer", "minimum": 0, "maximum": MOST_YEARS}, "不小于", "不大于"),
    Kind.MONTH: ({"type": "string"}, "不早于这个月，如 1990.01", "不晚于这个月，如 1990.01"),
}
ID = {"type": "integer", "description": "编号"}


def item(entity: Entity, columns: Iterable[Column]) -> Schema:
    """One row: `id` is always there, a column when it was granted and asked for."""
    columns = tuple(columns)
    leaves = (_Leaf(value(entity, column)) for column in columns)
    return _object({"id": _Leaf(ID)} | nested(columns, leaves)) | {"required": ["id"]}


class _Leaf(dict[str, Any]):
    """The schema of a column, to be told from an object of columns."""


def _object(tree: Schema) -> Schema:
    """Columns as they are, objects of columns as objects."""
    properties = {
        name: dict(node) if isinstance(node, _Leaf) else _object(node)
        for name, node in tree.items()
    }
    return {"type": "object", "properties": properties, "additionalProperties": False}


def value(entity: Entity, column: Column) -> Schema:
    """One column's value as `Column.json` writes it."""
    field, nullable = _field(entity.model, column.path)
    if column.kind == Kind.CHOICE:
        codes = column.names_of_codes()
        schema: Schema = {
            "type": "object",
            "properties": {
                "code": {"type": "string", "enum": list(codes)},
                "name": {"type": "string"},
            },
            "required": ["code", "name"],
        }
        nullable = nullable or _may_be_empty(field)
    else:
        schema = dict(TYPES[column.kind])
    if isinstance(field, models.IntegerField | models.ForeignKey) and column.kind == Kind.NUMBER:
        schema["type"] = "integer"
    if nullable:
        schema["nullable"] = True
    schema["description"] = column.label + (f"。{column.help}" if column.help else "")
    return schema


def _may_be_empty(field: models.Field | None) -> bool:
    """A code that nobody has given is an empty text, which programs read as null."""
    return field is not None and (field.blank or field.default == "")


def _field(model: type[models.Model], path: str) -> tuple[models.Field | None, bool]:
    """The field at the end of a path, and whether its value may be absent on the way there."""
    nullable, field = False, None
    for step in path.split("__"):
        try:
            field = model._meta.get_field(step)
        except FieldDoesNotExist:
            return None, True  # an annotation says nothing of itself
        nullable = nullable or getattr(field, "null", False)
        model = field.related_model or model
    return field, nullable


def parameters(entity: Entity, columns: tuple[Column, ...]) -> list[Schema]:
    """The query parameters of the filters over these columns, then of the conditions."""
    found = [described for column in columns for described in column_parameters(column)]
    return found + [_of_condition(condition) for condition in entity.conditions_for(columns)]


def column_parameters(column: Column) -> list[Schema]:
    """The query parameters of one column's filter."""
    described = _of_range(column) if column.lookup == Lookup.RANGE else _of_value(column)
    notes = zip(column.parameters, described, strict=True)
    return [query(name, note, schema, **more) for name, (note, schema, more) in notes]


def _of_range(column: Column) -> Iterator[Described]:
    schema, first, last = ENDS.get(column.kind, DAYS)
    yield f"{column.label}{first}", schema, {}
    yield f"{column.label}{last}", schema, {}


def _of_value(column: Column) -> Iterator[Described]:
    codes = column.asked_codes()
    note = f"{column.label}。{column.help}" if column.help else column.label
    match column.lookup, column.kind:
        case None, _:
            return
        case Lookup.SUBTREE, _:
            note = f"{column.label}：单位编号（id）。{column.help or '该单位及其下属。'}"
            yield note, {"type": "integer"}, {}
        case Lookup.ONE_OF, Kind.YES_NO:
            yield column.label, {"type": "boolean"}, {}
        case Lookup.ONE_OF, _ if column.many:
            several = {"type": "array", "items": _one_of(codes)}
            note = f"{_with_meanings(column.label, codes)}。可以给几个，用逗号分隔"
            yield note, several, {"style": "form", "explode": False}
        case Lookup.ONE_OF, _:
            yield _with_meanings(column.label, codes), _one_of(codes), {}
        case Lookup.EXACT, Kind.NUMBER:
            yield column.label, WHOLE, {}
        case _:
            longest = 60 if column.lookup in (Lookup.WORDS, Lookup.NAME) else 100
            yield note, {"type": "string", "maxLength": longest}, {}


def _of_condition(condition: Condition) -> Schema:
    schema = _one_of(condition.options)
    if condition.default:
        schema["default"] = condition.default
    note = _with_meanings(condition.label, condition.options)
    return query(condition.name, f"{note}。{condition.help}" if condition.help else note, schema)


def _with_meanings(label: str, codes: Mapping[str, str]) -> str:
    meanings = "；".join(f"{code} {name}" for code, name in codes.items())
    return f"{label}：{meanings}"


def _one_of(codes: Iterable[str]) -> Schema:
    return {"type": "string", "enum": list(codes)}


def query(name: str, description: str, schema: Schema, **more: Any) -> Schema:
    """One query parameter."""
    return {"name": name, "in": "query", "description": description, "schema": schema} | more


def body(form: forms.Form) -> Schema:
    """A form as the JSON object that it is bound to."""
    properties = {name: _input(field) for name, field in form.fields.items()}
    required = [name for name, field in form.fields.items() if field.required]
    return {"type": "object", "properties": properties, "required": required}


def _input(field: forms.Field) -> Schema:
    description = f"{field.label}。{field.help_text}" if field.help_text else str(field.label)
    match field:
        case forms.MultipleChoiceField():
            names = [str(code) for code, _ in field.choices]
            schema = {"type": "array", "items": _one_of(names)}
        case forms.ChoiceField():
            schema = _one_of([str(code) for code, _ in field.choices])
        case _:
            schema = {"type": "string"}
            if getattr(field, "max_length", None):
                schema["maxLength"] = field.max_length
    return schema | {"description": description}
