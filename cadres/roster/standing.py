"""Which stays a list of the roster speaks of: today's by their status, a past day's by date.

What changed during a stay is read from the stage of that day (`stage_then`); of a stay that had
ended by then from the entry, which says what was last.
"""

from datetime import date

from django.db.models import (
    Case,
    CharField,
    F,
    FilteredRelation,
    Q,
    QuerySet,
    TextChoices,
    Value,
    When,
)
from django.utils import timezone

from cadres.choices import OPEN_STATUSES, ExitGround, RosterStatus
from cadres.people.querysets import KEEPERS
from cadres.roster.facts import with_facts
from cadres.roster.groups import groups_on
from cadres.roster.querysets import RosterQuerySet
from core.accounts.querysets import BaseAccount
from core.choices import Role
from core.listing.conditions import Condition
from core.scoping import Viewer
from policy.duties.querysets import of_others


class Tab(TextChoices):
    """The tabs of the roster."""

    OPEN = "open", "在库"
    CULTIVATED = "cultivated", "在库培养"
    CONSIDERED = "considered", "列为考察对象"
    PAUSED = "paused", "暂缓"
    USED = "used", "已使用"
    REMOVED = "removed", "已调出"
    ALL = "all", "全部"


STATUSES: dict[str, tuple[RosterStatus, ...]] = {
    Tab.OPEN: OPEN_STATUSES,
    Tab.CULTIVATED: (RosterStatus.CULTIVATED,),
    Tab.CONSIDERED: (RosterStatus.CONSIDERED,),
    Tab.PAUSED: (RosterStatus.PAUSED,),
    Tab.USED: (RosterStatus.USED,),
    Tab.REMOVED: (RosterStatus.REMOVED,),
    Tab.ALL: tuple(RosterStatus),
}


STATED = ("status", "tier", "direction", "held_by")  # of a stage, and of the entry


def is_past(on: date) -> bool:
    """Whether a list of that day needs the stages; the present and what is to come do not."""
    return on < timezone.localdate()


def as_it_was(rows: QuerySet, viewer: Viewer, on: date) -> QuerySet:
    """For a past day: stays that had begun, with their standing of that day (`tier_then` …).

    For any day with why he left, as the viewer is told, and what other applications know of it
    (`fact_mentor` …).
    """
    rows = with_facts(rows, on).annotate(ground_told=_ground_told(viewer), **groups_on(on))
    if not is_past(on):
        return rows
    lasts = Q(stages__until__isnull=True) | Q(stages__until__gt=on)
    return rows.filter(entered_on__lte=on).annotate(
        stage_then=FilteredRelation("stages", condition=Q(stages__since__lte=on) & lasts),
        **{f"{name}_then": _then(name, on) for name in STATED},
        left_then=Case(When(left_on__lte=on, then=F("left_on"))),
        ground_then=Case(When(left_on__lte=on, then=F("ground_told"))),
    )


def _ground_told(viewer: Viewer) -> Case:
    """Why he left; that it was discipline, for those who answer for him and not for himself."""
    hears = RosterQuerySet.scope_condition(viewer, KEEPERS | {Role.UNIT_SECRETARY})
    if isinstance(viewer, BaseAccount):  # a program is nobody
        hears &= of_others(viewer, "cadre")
    told = ~Q(exit_ground=ExitGround.DISCIPLINE) | hears
    return Case(When(told, then=F("exit_ground")), default=Value(""), output_field=CharField())


def _then(name: str, on: date) -> Case:
    return Case(When(left_on__lte=on, then=F(name)), default=F(f"stage_then__{name}"))


def is_here(on: date) -> Q:
    """Stays that had not ended by the day, of those that had begun."""
    if not is_past(on):
        return Q(status__in=STATUSES[Tab.OPEN])
    return Q(left_on__isnull=True) | Q(left_on__gt=on)


def of_standing(rows: QuerySet, value: str, on: date) -> QuerySet:
    """The rows of one tab on that day."""
    if value == Tab.OPEN:
        return rows.filter(is_here(on))
    if not is_past(on):
        return rows.filter(status__in=STATUSES[value])
    match value:
        case Tab.ALL:
            return rows
        case Tab.USED:
            return rows.filter(left_on__lte=on, exit_ground=ExitGround.PROMOTED)
        case Tab.REMOVED:
            return rows.filter(left_on__lte=on).exclude(exit_ground=ExitGround.PROMOTED)
        case _:
            return rows.filter(is_here(on), stage_then__status__in=STATUSES[value])


STANDING = Condition(
    name="standing",
    label="名册范围",
    options=dict(Tab.choices),
    default="open",
    apply=of_standing,
    hidden=True,
)
