"""Counts beside the lines of the navigation: what of one's own is red or yellow."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache

from django.db.models import Count, Q

from core.accounts.holder import Holder
from core.prepared import Statement, answers, statement_of
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
    """View of a line to how many, and whether some are overdue; one statement, none for a cadre.

    The workbench counts what it shows as one task: the duties of a rule in a period.
    """
    counts: dict[str, int] = defaultdict(int)
    lates: dict[str, int] = defaultdict(int)
    for rule, _group, owed, late in answers(_owed(Holder(viewer.pk, viewer.scopes), on)):
        for view, count in (("home", 1), (_line_of(rule), owed)):
            if view:
                counts[view] += count
                lates[view] += late
    return {view: (count, lates[view] > 0) for view, count in counts.items()}


@lru_cache(maxsize=4_096)
def _owed(holder: Holder, on: date) -> Statement | None:
    """Rule, group, how many, how many of them overdue."""
    owed = with_group(Duty.objects.owed_by(holder).unfinished(on).filter(yellow_from__lte=on))
    late = Count("due_on", filter=Q(due_on__lt=on))
    rows = owed.order_by().values("rule", "group").annotate(n=Count("*"), late=late)
    return statement_of(rows.values_list("rule", "group", "n", "late"))


def _line_of(rule: str) -> str:
    return next((view for start, view in LINES.items() if rule.startswith(start)), "")
