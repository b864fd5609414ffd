"""Entering postings that the file says already: history, and where people stand on the first day.

Nothing is written into the résumé or the present post; they are what the postings were read from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from cadres.formats.resume_text import Line
from core.audit.models import Action
from core.errors import NotAllowed, refuse_if
from core.months import first_of
from rotation.choices import EndReason
from rotation.postings.guards.authority import NOT_YOURS
from rotation.postings.guards.orders import refusals
from rotation.postings.guards.periods import meeting
from rotation.postings.known import Known, lock_people
from rotation.postings.models import Posting
from rotation.postings.orders import Order
from rotation.postings.services.writing import clean, log, made_already, refuse, settle, told


@transaction.atomic
def enter_many(*, actor: Any, orders: Sequence[Order], on: date) -> list[Posting]:
    """All of them or none, in a number of statements that does not depend on how many they are.

    An order without `ended_on` runs still. Departments alone. Raises as `send_out` does.
    """
    refuse_if(not orders, "没有选定要补录的经历，没有办理；请勾选后再办理。")
    known = Known(
        actor=actor, people=lock_people(one.cadre for one in orders), on=on, orders=orders
    )
    refuse_if(any(one.cadre not in known.people for one in orders), "没有这名干部，请刷新页面。")
    done = made_already(orders, actor)
    if done is not None:
        return done
    for order in orders:
        who = str(known.people[order.cadre])
        refuse_if(order.cadre not in known.kept, NOT_YOURS.format(who=who), NotAllowed)
    alone = len(orders) == 1
    faults = [fault for order in orders for fault in refusals(order, known)]
    refuse(faults + list(meeting(orders, known)), alone=alone)
    made = []
    for order in orders:
        unit, cadre = known.units[order.unit], known.people[order.cadre]
        posting = order.posting(unit_kind=unit.kind, sends=cadre.unit_id, actor=actor)
        posting.cadre, posting.unit = cadre, unit
        if posting.ended_on and not posting.end_reason:
            posting.end_reason = EndReason.MOVED if posting.is_main else EndReason.COMPLETED
        posting.noted = False
        if not posting.is_main:
            posting.line = _line_there(posting, known.resumes[order.cadre])
        refuse(clean(posting), alone=alone)
        made.append(posting)
    Posting.objects.bulk_create(made)
    log(actor, Action.CREATE, [(one, {"补录": told(one)}) for one in made])
    settle({one.cadre_id for one in made}, on)
    return made


def _line_there(posting: Posting, lines: Iterable[Line]) -> str:
    """The line within another that speaks of it, so that an end that is to come can be written."""
    for line in lines:
        begins = line.within and line.since == first_of(posting.since)
        is_over = line.until is not None
        if begins and is_over == (posting.ended_on is not None) and posting.title in line.text:
            return line.text
    return ""
