"""Columns, filters and forms in the words of OpenAPI: types, values, and Chinese descriptions."""

from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from core.listing.columns import Column, Kind
from core.listing.entity import Entity
from core.listing.filters import filter_set
from core.scoping import Viewer

Schema = dict[str, Any]

TYPES: dict[Kind, Schema] = {
    Kind.TEXT: {"type": "string"},
    Kind.NUMBER: {"type": "number"},
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.MOMENT: {"type": "string", "format": "date-time"},
    Kind.YES_NO: {"type": "boolean"},
    Kind.JSON: {},
}


def item(entity: Entity, columns: Iterable[Column]) -> Schema:
    """One row: `id` is always there, a column when it was granted and asked for."""
    properties = {"id": {"type": "integer", "description": "编号"}}
    properties |= {column.name: value(entity, column) for column in columns}
    return {"type": "object", "properties": properties, "required": ["id"]}


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
        nullable = nullable or getattr(field, "blank", False)
    else:
        schema = dict(TYPES[column.kind])
    if isinstance(field, models.IntegerField | models.ForeignKey) and column.kind == Kind.NUMBER:
        schema["type"] = "integer"
    if nullable:
        schema["nullable"] = True
    schema["description"] = column.label + (f"。{column.help}" if column.help else "")
    return schema


def _field(model: type[models.Model], path: str) -> tuple[models.Field | None, bool]:
    """The field at the end of a path, and whether its value may be absent on the way there."""
    nullable, field = False, None
    for step in path.split("__"):
        try:
            field = model._meta.get_field(step)
        except FieldDoesNotExist:
            return None, nullable
        nullable = nullable or getattr(field, "null", False)
        model = field.related_model or model
    return field, nullable


def parameters(entity: Entity, columns: tuple[Column, ...], viewer: Viewer | None) -> list[Schema]:
    """The query parameters of the filters over these columns."""
    request = SimpleNamespace(viewer=viewer)
    nothing = entity.model._default_manager.none()
    filters = filter_set(entity, columns)(None, queryset=nothing, request=request).filters
    return [found for column in columns for found in _of_filter(column, filters)]


def _of_filter(column: Column, filters: dict[str, django_filters.Filter]) -> Iterator[Schema]:
    known = filters.get(column.name)
    match known:
        case None:
            return
        case django_filters.DateFromToRangeFilter():
            day = {"type": "string", "format": "date"}
            yield query(f"{column.name}_after", f"{column.label}不早于这一天", day)
            yield query(f"{column.name}_before", f"{column.label}不晚于这一天", day)
        case django_filters.RangeFilter():
            yield query(f"{column.name}_min", f"{column.label}不小于", {"type": "number"})
            yield query(f"{column.name}_max", f"{column.label}不大于", {"type": "number"})
        case django_filters.ModelChoiceFilter():
            note = f"{column.label}：单位编号（id）。{column.help or '该单位及其下属。'}"
            yield query(column.name, note, {"type": "integer"})
        case django_filters.ChoiceFilter() if column.kind == Kind.YES_NO:
            yield query(column.name, column.label, {"type": "boolean"})
        case django_filters.ChoiceFilter():
            codes = column.names_of_codes()
            yield query(column.name, _with_meanings(column, codes), _one_of(codes))
        case django_filters.NumberFilter():
            yield query(column.name, column.label, {"type": "number"})
        case _:
            longest = known.extra.get("max_length")
            note = f"{column.label}。{column.help}" if column.help else column.label
            yield query(column.name, note, {"type": "string", "maxLength": longest})


def _with_meanings(column: Column, codes: Any) -> str:
    meanings = "；".join(f"{code} {name}" for code, name in codes.items())
    return f"{column.label}：{meanings}"


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
