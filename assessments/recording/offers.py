"""What the form of a record is opened with, and who could be next: read, never written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from assessments.talks.guards import RULE
from assessments.talks.models import Talk
from assessments.talks.querysets import OFFICES
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.choices import Role
from core.scoping import roles_of
from policy.duties.models import Duty
from policy.duties.querysets import DutyQuerySet, withdrawn
from policy.duties.shown import light_of
from policy.periods import Quarter

MOST = 200
SAME_SITTING = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody on the roster, and how his talks stand."""

    cadre: Cadre
    duty: Duty | None
    colour: str
    words: str
    is_owed: bool


def talkable(viewer: Any) -> QuerySet[Cadre]:
    """Whom the viewer may record a talk with: never himself."""
    rows = Cadre.objects.visible_to(viewer, acting_as=OFFICES).select_related("unit")
    return rows.exclude(account=viewer.pk)


def candidates(viewer: Any, on: date, name: str = "") -> tuple[list[Candidate], bool]:
    """People on the roster, those still owed a talk first (the longest overdue before the others).

    Four statements; the second value says that there are more than MOST.
    """
    here = RosterEntry.objects.on_roster(on).values("cadre")
    people = talkable(viewer).filter(pk__in=here)
    if name:
        people = people.filter(name__contains="".join(name.split()))
    found = owed_first(people, on, MOST + 1)
    duties = _duties([cadre.pk for cadre in found[:MOST]], on)
    lines = []
    for cadre in found[:MOST]:
        duty = duties.get(cadre.pk)
        colour, words = light_of(duty, on) if duty else ("none", "没有谈话责任")
        is_owed = duty is not None and duty.done_on is None and duty.waived_on is None
        if duty and is_owed and duty.period != Quarter.of(on).key:
            words = f"{Quarter.parse(duty.period)}{words}"
        lines.append(Candidate(cadre, duty, colour, words, is_owed))
    return lines, len(found) > MOST


def owed_first(people: QuerySet[Cadre], on: date, most: int) -> list[Cadre]:
    """Those with an unfinished duty, the earliest due first; then the others as listed."""
    waiting = _waiting(people, on, most)
    others = people.exclude(pk__in=_unfinished(on).values("cadre")).order_by("sort_key", "pk")
    return waiting + list(others[: most - len(waiting)])


def _waiting(people: QuerySet[Cadre], on: date, most: int) -> list[Cadre]:
    """Begins at the duties: asked of each of 100,000 people it takes five times as long."""
    duties = _unfinished(on).filter(cadre__in=people.order_by().values("pk"))
    first = duties.values("cadre", "cadre__sort_key").annotate(due=Min("due_on"))
    keys = first.order_by("due", "cadre__sort_key", "cadre").values_list("cadre", flat=True)[:most]
    found = people.in_bulk(list(keys))
    return [found[key] for key in keys if key in found]


def _unfinished(on: date) -> DutyQuerySet:
    """Of talks, about somebody: of this quarter or an earlier one."""
    return Duty.objects.filter(rule=RULE, cadre__isnull=False).unfinished(on)


def _duties(people: list[int], on: date) -> dict[int, Duty]:
    """Person to the duty that matters: the earliest unfinished one, else this quarter's."""
    key = Quarter.of(on).key
    rows = Duty.objects.filter(rule=RULE, cadre__in=people).existing(on).exclude(withdrawn(on))
    unfinished = Q(pk__in=_unfinished(on).filter(cadre__in=people))
    found: dict[int, Duty] = {}
    for duty in rows.filter(unfinished | Q(period=key)).order_by("due_on"):
        known = found.get(duty.cadre_id)
        if known is None or (known.done_on or known.waived_on):
            found[duty.cadre_id] = duty
    return found


def next_owed(viewer: Any, on: date, *, after: Cadre) -> Cadre | None:
    """Who of the same unit is still owed a talk; then anybody else in reach."""
    here = RosterEntry.objects.on_roster(on).values("cadre")
    people = talkable(viewer).filter(pk__in=here).exclude(pk=after.pk)
    beside = _waiting(people.filter(unit=after.unit_id), on, 1)
    return next(iter(beside or _waiting(people, on, 1)), None)


def is_owed(cadre: Cadre, on: date) -> bool:
    """Is a talk with the person still owed, of this quarter or an earlier one?"""
    return _unfinished(on).filter(cadre=cadre).exists()


def owed_quarters(cadre: Cadre, on: date) -> list[Quarter]:
    """The earlier quarters in which a talk with the person is still owed, the latest first."""
    duties = _unfinished(on).filter(cadre=cadre, due_on__lt=on)
    keys = duties.order_by("-due_on").values_list("period", flat=True)
    return [q for q in map(Quarter.parse, keys) if q < Quarter.of(on)]


def usual(viewer: Any, on: date, quarter: Quarter | None) -> dict[str, Any]:
    """What a new form says at first, as the last record did; `quarter` is the duty's."""
    last = Talk.objects.filter(entered_by=viewer.pk).order_by("-pk").first()
    is_secretary = Role.UNIT_SECRETARY in roles_of(viewer)
    said: dict[str, Any] = {"held_on": on, "led_by": viewer.name if is_secretary else ""}
    if last is not None:
        said |= {"place": last.place, "noted_by": last.noted_by}
        if last.led_by:
            said |= {"led_by": last.led_by, "led_by_title": last.led_by_title}
        if timezone.now() - last.entered_at < SAME_SITTING:
            said |= {"held_on": last.held_on, "began_at": last.ended_at}
    if quarter is not None and quarter < Quarter.of(on):
        said |= {"makes_up_for": quarter.key, "held_on": on}
    return said
