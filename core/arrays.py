"""Conditions on very many values: one array for PostgreSQL, instead of a list in the statement."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.db.models.expressions import RawSQL


def among(name: str, values: Iterable[Any], kind: str = "bigint") -> Q:
    """The rows whose column has one of the values; `kind` is the column's type."""
    return Q(**{f"{name}__in": RawSQL(f"SELECT unnest(%s::{kind}[])", [list(values)])})  # noqa: S611
