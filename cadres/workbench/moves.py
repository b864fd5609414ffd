"""Who came onto the roster and who left it: for the feed of the workbench."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cadres.roster.models import RosterEntry
from core.scoping import Viewer
from core.shell.recent import Change, midnight

SHARE = 4  # of the feed


def moves(viewer: Viewer, since: datetime, most: int) -> list[Change]:
    """Entries and exits of the days since."""
    day, today = timezone.localtime(since).date(), timezone.localdate()
    rows = RosterEntry.objects.visible_to(viewer).filter(
        Q(entered_on__range=(day, today)) | Q(left_on__range=(day, today))
    )
    rows = rows.select_related("cadre", "cadre__unit").order_by("-left_on", "-entered_on", "-pk")
    return [_change(row) for row in rows[: min(most, SHARE)]]


def _change(row: RosterEntry) -> Change:
    # Why somebody left is not everybody's to read; his file says it to whoever may.
    what = "入库" if row.left_on is None else "出库"
    return Change(
        at=midnight(row.left_on or row.entered_on),
        label=row.cadre.name,
        url=reverse("cadres:detail", args=[row.cadre_id]),
        text=f"　{row.cadre.unit.short_name}　{what}",
    )
