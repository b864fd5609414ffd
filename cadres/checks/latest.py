"""When the people of a viewer were last looked at, all of them."""

from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any, Final

from django.db.models import Max, Q
from django.utils import timezone

from cadres.checks.models import Tally
from cadres.checks.querysets import OfCheckQuerySet
from cadres.people.querysets import KEEPERS
from core.jobs.models import Job, State
from core.scoping import Viewer

RUN: Final = "cadres.checks.run"
EVERYBODY: Final = ("",)
MOST_RUNS: Final = 30  # runs that are gone through for one that held all of the viewer's people


def covered_by(asker: Any) -> list[str]:
    """The paths of the branches that a run looks at; the schedule's is of everybody."""
    if asker is None:
        return list(EVERYBODY)
    return [scope.path for scope in asker.scopes if scope.role in KEEPERS]


def last_run(viewer: Viewer) -> str:
    """Its month, day and time in words; the day alone where no run is on record; "" for never.

    A time is nobody's secret: runs are read without a door, those of a part of the viewer's people
    left out.
    """
    mine = [scope.path for scope in viewer.scopes if scope.role in OfCheckQuerySet.reach]
    if not mine:
        return ""
    runs = Job.objects.filter(kind=RUN, state=State.SUCCEEDED).order_by("-pk")
    for ended, outcome in runs.values_list("finished_at", "outcome")[:MOST_RUNS]:
        if all(path.startswith(tuple(outcome.get("covered", ()))) for path in mine):
            return _said(timezone.localtime(ended), "%m-%d %H:%M")
    branches = reduce(or_, (Q(unit__path__startswith=path) for path in mine))
    day = Tally.objects.filter(branches).aggregate(last=Max("day"))["last"]
    return _said(day, "%m-%d") if day else ""


def _said(when: date | datetime, pattern: str) -> str:
    """Without the year while it is the same."""
    same = when.year == timezone.localdate().year
    return when.strftime(pattern if same else f"%Y-{pattern}")
