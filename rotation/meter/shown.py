"""What rotation asks about one person on a day, as a page shows it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from cadres.people.models import Cadre
from core.scoping import Viewer
from policy.duties import shown
from policy.duties.models import Duty
from rotation.meter.duties import RULES


def owed_moves(cadre: Cadre, on: date, viewer: Viewer) -> list[dict[str, Any]]:
    """The duties about him that the viewer sees; one statement, none about oneself."""
    rows = Duty.objects.visible_to(viewer).filter(cadre=cadre, rule__in=[r.name for r in RULES])
    found = []
    for duty in rows.unfinished(on).select_related("cadre", "unit").order_by("due_on", "pk"):
        colour, words = shown.light_of(duty, on)
        found.append(
            {
                "label": shown.thing(duty),
                "unit": duty.unit.short_name,
                "url": reverse("duties:detail", args=[duty.pk]),
                "colour": colour,
                "words": f"{duty.due_on}（{words}）",
            }
        )
    return found
