"""The department decides: kept, observed, released; admitted or declined; or withdrawn.

opened, observing --keep--> kept;  --observe--> observing;  --release--> released   (an exit)
opened, observing --admit--> admitted;  --observe-->;  --decline--> declined        (an addition)
opened, observing --withdraw--> withdrawn
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from assessments.cases import guards
from assessments.cases.choices import CaseKind, CaseVerb
from assessments.cases.models import RosterCase
from assessments.cases.services.writing import advance, hold, settle
from cadres.choices import EntryMode, ExitGround
from cadres.roster import services as roster
from cadres.roster.many import own_lists

NOTE = 300  # characters of the remark of a stay


@transaction.atomic
def keep(
    *,
    actor: Any,
    case: RosterCase,
    seen: int | None,
    reason: str,
    meeting: str,
    day: date,
    on: date,
    document: str = "",
) -> RosterCase:
    """He stays on the list, for a reason that is written down.

    Raises NotAllowed, Stale, DomainError, ValidationError with a sentence at its field.
    """
    held = _ready(case, CaseVerb.KEEP, actor, seen, reason, meeting, day, on)
    return settle(_decide(held, CaseVerb.KEEP, actor, reason, meeting, document, day), on)


@transaction.atomic
def observe(
    *,
    actor: Any,
    case: RosterCase,
    seen: int | None,
    reason: str,
    meeting: str,
    day: date,
    until: date,
    on: date,
    document: str = "",
) -> RosterCase:
    """Decided later, by `until` (that day included); once more only within the longest time."""
    held = _ready(case, CaseVerb.OBSERVE, actor, seen, reason, meeting, day, on)
    guards.refuse_until(held, day, until)
    more = {"observe_until": until}
    return settle(_decide(held, CaseVerb.OBSERVE, actor, reason, meeting, document, day, more), on)


@transaction.atomic
def release(
    *,
    actor: Any,
    case: RosterCase,
    seen: int | None,
    reason: str,
    meeting: str,
    day: date,
    on: date,
    document: str = "",
) -> RosterCase:
    """Off the roster from `day`, with its snapshot; his other open exit cases end with it.

    The unit is told by a duty: to talk with him (`case.exit_talk`).
    """
    held = _ready(case, CaseVerb.RELEASE, actor, seen, reason, meeting, day, on)
    guards.refuse_left(held)
    _decide(held, CaseVerb.RELEASE, actor, reason, meeting, document, day)
    others = RosterCase.objects.undecided().filter(cadre=held.cadre, kind=CaseKind.EXIT)
    for other in others.select_related("cadre").select_for_update(of=("self",), no_key=True):
        said = f"{day} 已调出，本案一并办结。"  # he reads it, of the other case perhaps nothing
        # One may have been opened, or observed, after the day from which he is off the list.
        end = max(day, other.opened_on, other.decided_on or day)
        _decide(other, CaseVerb.RELEASE, actor, said, meeting, document, end, other_case=held.pk)
    roster.release(
        actor=actor,
        entries=[held.entry],  # type: ignore[list-item]
        on=day,
        today=on,
        ground=ExitGround(held.ground),
        # The stay is read by whoever sees it; of discipline, and why, the case alone tells.
        note="" if held.ground == ExitGround.DISCIPLINE else reason[:NOTE],
        document=document,
    )
    return settle(held, on)


@transaction.atomic
def admit(
    *,
    actor: Any,
    case: RosterCase,
    seen: int | None,
    reason: str,
    meeting: str,
    day: date,
    on: date,
    document: str = "",
    held_by: str | None = None,
    tier: int | None = None,
    direction: str = "",
) -> RosterCase:
    """Onto the roster from `day` (表现突出补充), on the department's own list if none is said."""
    held = _ready(case, CaseVerb.ADMIT, actor, seen, reason, meeting, day, on)
    _decide(held, CaseVerb.ADMIT, actor, reason, meeting, document, day)
    roster.admit(
        actor=actor,
        people=[held.cadre],
        on=day,
        today=on,
        held_by=held_by or own_lists(actor)[0],
        entry_mode=EntryMode.SUPPLEMENT,
        entry_document=document,
        recommended_by=held.unit.short_name,
        tier=tier,
        direction=direction,
    )
    return settle(held, on)


@transaction.atomic
def decline(
    *,
    actor: Any,
    case: RosterCase,
    seen: int | None,
    reason: str,
    meeting: str,
    day: date,
    on: date,
    document: str = "",
) -> RosterCase:
    """Not now, for a reason that is written down; another year may open another case."""
    held = _ready(case, CaseVerb.DECLINE, actor, seen, reason, meeting, day, on)
    return settle(_decide(held, CaseVerb.DECLINE, actor, reason, meeting, document, day), on)


@transaction.atomic
def withdraw(
    *, actor: Any, case: RosterCase, seen: int | None, reason: str, on: date
) -> RosterCase:
    """What opened it was taken back (`rules.every.is_moot`), or an application was."""
    held = hold(case, CaseVerb.WITHDRAW, actor=actor, seen=seen)
    guards.refuse_others_list(actor, held)
    guards.refuse_words(reason=reason)
    guards.refuse_standing(held)
    advance(held, CaseVerb.WITHDRAW, actor=actor, day=on, words=reason, reason=reason)
    return settle(held, on)


def _ready(
    case: RosterCase,
    verb: CaseVerb,
    actor: Any,
    seen: int | None,
    reason: str,
    meeting: str,
    day: date,
    on: date,
) -> RosterCase:
    """The case, locked, where it can be decided so on that day by this department."""
    held = hold(case, verb, actor=actor, seen=seen)
    guards.refuse_others_list(actor, held)
    guards.refuse_words(reason=reason, meeting=meeting)
    guards.refuse_day(held, day, on)
    guards.refuse_before_last(held, day)
    guards.refuse_unheard(held, day)
    return held


def _decide(
    case: RosterCase,
    verb: CaseVerb,
    actor: Any,
    reason: str,
    meeting: str,
    document: str,
    day: date,
    more: dict[str, Any] | None = None,
    other_case: int | None = None,
) -> RosterCase:
    detail = {"meeting": meeting, "document": document}
    detail |= {name: str(value) for name, value in (more or {}).items()}
    if other_case is not None:
        detail["case"] = str(other_case)
    return advance(
        case,
        verb,
        actor=actor,
        day=day,
        words=reason,
        detail=detail,
        reason=reason,
        meeting=meeting,
        document=document,
        decided_on=day,
        **(more or {}),
    )
