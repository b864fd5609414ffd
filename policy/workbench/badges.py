"""Counts beside the lines of the navigation: what of one's own is red or yellow."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Count, Q

from core.scoping import Viewer
from policy.duties.models import Duty
from policy.workbench.groups import with_group

# Whose duties are counted beside which line.
LINES = {
    "talk.quarterly": "talks:list",
    "mentor": "mentoring:list",
    "concern": "concerns:list",
    "rotation.internal": "meter:units",
    "rotation.posts": "meter:units",
    "rotation": "moves:list",
    "frontline": "frontline:list",
    "case.": "cases:list",
    "report.": "annual:list",
}


def badges(viewer: Viewer, on: date) -> dict[str, tuple[int, bool]]:
    """View of a line to how many, and whether some are overdue; one statement.

    The workbench counts what it shows as one task: the duties of a rule in a period.
    """
    owed = with_group(Duty.objects.owed_by(viewer).unfinished(on).filter(yellow_from__lte=on))
    late = Count("due_on", filter=Q(due_on__lt=on))
    rows = owed.order_by().values("rule", "group").annotate(n=Count("*"), late=late)
    counts: dict[str, int] = defaultdict(int)
    lates: dict[str, int] = defaultdict(int)
    for row in rows:
        for view, count in (("home", 1), (_line_of(row["rule"]), row["n"])):
            if view:
                counts[view] += count
                lates[view] += row["late"]
    return {view: (count, lates[view] > 0) for view, count in counts.items()}


def _line_of(rule: str) -> str:
    return next((view for start, view in LINES.items() if rule.startswith(start)), "")
