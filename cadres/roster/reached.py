"""The roster asked for those who reached a target of use, as an application above knows it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from cadres.choices import Tier
from core.listing.conditions import Condition


@lru_cache(maxsize=1)
def _known() -> Any:
    return import_string(settings.REACHED)


def of_reached(rows: QuerySet, value: str, on: date) -> QuerySet:
    """The rows whose people have reached just that target by the day; each person once."""
    return _known()(rows, value, on)


REACHED = Condition(
    name="reached",
    label="已达使用目标",
    options={str(tier.value): str(tier.label) for tier in Tier},
    apply=of_reached,
    about="position_level",
    help="培养期内提任到的最高一级；每人只算一次。",
)
