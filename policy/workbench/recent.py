"""Figures that were set: for the feed of the workbench."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, OuterRef, Subquery
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
    rows = rows.annotate(
        key=F("parameter__key"), before=Subquery(before.values("value")[:1])
    ).select_related("unit")
    return [_change(row) for row in rows.order_by("-set_at", "-pk")[:most]]


def _change(row: ParameterValue) -> Change:
    one = BY_KEY[row.key]
    where = f"（{row.unit.short_name}）" if row.unit else ""
    was = "" if row.before is None or row.unit else f"{one.kind.show(row.before)} → "
    return Change(
        at=row.set_at,
        label=f"参数变更：{one.label}{where}",
        url=reverse("plan:parameter", args=[row.key]),
        text=f"　{was}{one.kind.show(row.value)}",
    )
