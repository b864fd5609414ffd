"""Figures that were set: for the feed of the workbench."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from core.scoping import Viewer
from core.shell.recent import Change
from policy.parameters.catalogue import BY_KEY
from policy.parameters.models import ParameterValue


def figures(viewer: Viewer, since: datetime, most: int) -> list[Change]:
    """Values that somebody set, with what they were before."""
    before = ParameterValue.objects.filter(
        parameter=OuterRef("parameter"), unit_id__isnull=True, until=OuterRef("since")
    )
    rows = ParameterValue.objects.visible_to(viewer).filter(set_at__gte=since, set_by__isnull=False)
    found = rows.order_by("-set_at", "-pk")[:most].values_list(
        "parameter__key",
        "unit__short_name",
        "set_at",
        "value",
        Subquery(before.values("value")[:1]),
    )
    return [_change(*row) for row in found]


def _change(key: str, unit: str | None, at: datetime, value: Any, before: Any) -> Change:
    one = BY_KEY[key]
    was = "" if before is None or unit else f"{one.kind.show(before)} → "
    return Change(
        at=at,
        label=f"参数变更：{one.label}{f'（{unit}）' if unit else ''}",
        url=reverse("plan:parameter", args=[key]),
        text=f"　{was}{one.kind.show(value)}",
    )
