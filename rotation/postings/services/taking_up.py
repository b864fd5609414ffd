"""Taking up a post (任职, 轮岗): main, or beside the main one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from core.audit.models import Action
from core.errors import DomainError, refuse_if
from rotation.choices import HELD, EndReason
from rotation.postings.effects import File, diff, sent_out, taken_up
from rotation.postings.guards.authority import refuse_strangers
from rotation.postings.guards.orders import refusals
from rotation.postings.known import Known, lock_people, suffix_for
from rotation.postings.models import Posting
from rotation.postings.orders import Order
from rotation.postings.services.writing import (
    clean,
    log,
    made_already,
    refuse,
    settle,
    told,
    write_files,
)
from rotation.postings.wording import line_of


@transaction.atomic
def take_up(*, actor: Any, order: Order, on: date) -> Posting:
    """A post from a day on; a main one ends the main one before (另有任用) on that day.

    The résumé gets its line, the present post its text, unit, level and dates. The same order again
    (a second click) is the posting that the first one made. Raises ValidationError by field,
    NotAllowed, and DomainError when the résumé goes on beyond that day.
    """
    refuse_if(order.kind not in HELD, "这一项只登记任职和轮岗，派出锻炼请用“派出”。")
    refuse_if(order.ended_on is not None, "已结束的任职请用“补录”登记。")
    known = Known(actor=actor, people=lock_people([order.cadre]), on=on, orders=[order])
    refuse_if(order.cadre not in known.people, "没有这名干部，请刷新页面。")
    done = made_already([order], actor)
    if done is not None:
        return done[0]
    refuse_strangers(order, known)
    faults = list(refusals(order, known))
    refuse(faults, alone=True)
    unit = known.units[order.unit]
    posting = order.posting(unit_kind=unit.kind, sends=None, actor=actor)
    posting.cadre, posting.unit = known.people[order.cadre], unit
    refuse(clean(posting), alone=True)
    former = known.main(order.cadre) if order.is_main else None
    before = known.file(order.cadre)
    after = applied(posting, before, known.suffixes(order.cadre) if order.is_main else [])
    posting.former = {
        "start": diff(before, after),
        "ended": [former.pk] if former is not None else [],
    }
    if former is not None:
        succeed(actor, former, posting.since)
    write_files(known, {order.cadre: (before, after)})
    posting.save(force_insert=True)
    log(actor, Action.CREATE, [(posting, told(posting))])
    settle([order.cadre], on)
    return posting


def applied(posting: Posting, file: File, suffixes: list[str]) -> File:
    """The file with a post that is held; sets the text of its line."""
    posting.line = line_of(posting.kind, posting.unit.name, posting.title, is_main=posting.is_main)[
        :300
    ]
    if posting.is_main:
        return taken_up(
            file,
            text=posting.line,
            unit_id=posting.unit_id,
            level=posting.level,
            since=posting.since,
            suffixes=suffixes,
        )
    after = sent_out(
        file, text=posting.line, since=posting.since, until=None, suffix=suffix_for(posting)
    )
    if after.lines == file.lines:
        posting.line = ""  # no line of the résumé that it could stand within
    return after


def succeed(actor: Any, former: Posting, since: date) -> None:
    """The main post before ends on the day that the next one begins."""
    if former.since >= since:
        raise DomainError(f"原任职 {former.since} 才开始，新任职的起始日期要晚于这一天。")
    former.change(actor=actor, seen=None, ended_on=since, end_reason=EndReason.MOVED, end_note="")
