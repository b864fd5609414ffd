"""Facts about people on the roster that applications above know (`config/roster_facts.py`)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

PREFIX = "fact_"


def fact(name: str) -> str:
    """The path of a fact on a prepared row of the roster."""
    return f"{PREFIX}{name}"


def with_facts(rows: QuerySet, on: date) -> QuerySet:
    """The rows with every fact of the day to choose from; what is not selected is not computed."""
    return rows.annotate(**_expressions(on))


@lru_cache(maxsize=32)
def _expressions(on: date) -> dict[str, Any]:
    return {fact(name): import_string(path)(on) for name, path in settings.ROSTER_FACTS.items()}
