"""The cases that a record has opened, for the page of the record (`settings.OPENED_BY`)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from assessments.cases.choices import CaseKind
from assessments.cases.models import RosterCase
from core.scoping import Viewer


def opened_by(event: str, viewer: Viewer) -> list[dict[str, Any]]:
    """For components/facts.html: the cases of an event (`finding:12`) in the viewer's scope."""
    rows = RosterCase.objects.visible_to(viewer).filter(event=event)
    return [
        {
            "label": f"{CaseKind(row.kind).label}个案",
            "value": f"{row.opened_on} 立案，{row.get_state_display()}",
            "url": reverse("cases:detail", args=[row.pk]),
        }
        for row in rows.order_by("-opened_on", "-pk")
    ]
