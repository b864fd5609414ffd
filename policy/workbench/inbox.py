"""What the department told the unit: the last notices, and why they came."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from core.shell.panels import UNITS, Filling, Panel
from policy.notices.inbox import item_of, rows

MOST = 5


def inbox(request: HttpRequest, on: date) -> Filling:
    """The last of each matter that is still to be read, else the last ones."""
    waiting = list(rows(request.user, everything=False)[:MOST])
    found = waiting or list(rows(request.user, everything=True)[:MOST])
    return {"items": [item_of(notice, request.user, on) for notice in found]}


INBOX = Panel("workbench/inbox.html", inbox, UNITS)
