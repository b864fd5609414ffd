"""What a unit has to put right after a spot check."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from assessments.choices import RectificationState
from assessments.spot_checks.models import Rectification
from core.shell.panels import UNITS, Filling, Panel
from policy.periods import Quarter
from policy.workbench.groups import light_by_dates, words_by_date

MOST = 5


def rectifying(request: HttpRequest, on: date) -> Filling:
    """What is not accepted yet, by its day."""
    rows = Rectification.objects.visible_to(request.user).exclude(state=RectificationState.ACCEPTED)
    rows = rows.select_related("check_of").order_by("answer_by", "pk")
    return {"lines": [_line(row, on) for row in rows[:MOST]]}


def _line(row: Rectification, on: date) -> dict[str, str]:
    is_open = row.state == RectificationState.ASKED
    return {
        "light": light_by_dates(row.answer_by, on, on) if is_open else "none",
        "words": words_by_date(row.answer_by, on) if is_open else row.get_state_display(),
        "label": f"{Quarter.of(row.check_of.quarter).label}谈话抽查整改",
        "due": f"{row.answer_by:%m-%d}",
        "url": reverse("rectifications:detail", args=[row.pk]),
    }


RECTIFYING = Panel("workbench/rectifying.html", rectifying, UNITS, aside=True)
