"""What carries a clause out, as `config/plan.py` names it: buttons by role, reasons, uses."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from core.choices import Role
from core.scoping import Viewer, roles_of
from core.shell.nav import NAVIGATION, OFFICES


def screens_for(code: str, viewer: Viewer) -> list[dict[str, str]]:
    """The buttons of a clause: those that the viewer's navigation would show him too."""
    roles = roles_of(viewer)
    found = []
    for label, view, *query in import_string(f"{settings.PLAN}.SCREENS").get(code, ()):
        if seen_by(view) & roles:
            url = reverse(view) + (f"?{query[0]}" if query else "")
            found.append({"label": label, "url": url})
    return found


def seen_by(view: str) -> frozenset[Role]:
    """The roles whose navigation has the view; every office where it is in nobody's."""
    lines = [item.roles for _group, items in NAVIGATION for item in items if item.view == view]
    return frozenset().union(*lines) if lines else OFFICES


def reason_for(code: str) -> str:
    """Why the system only shows a clause, in a sentence; "" where it does more."""
    return str(import_string(f"{settings.PLAN}.REASONS").get(code, ""))


def use_of(key: str) -> str:
    """What reads a figure that no duty rule reads, in words."""
    uses = import_string(f"{settings.PLAN}.USES")
    return str(uses[max((start for start in uses if key.startswith(start)), key=len)])
