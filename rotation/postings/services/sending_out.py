"""Sending people out (挂职, 跟班学习, 信访督查, 服务基层, 急难险重): one, or a whole batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from core.audit.models import Action
from core.errors import refuse_if
from rotation.choices import AWAY
from rotation.postings.effects import File, diff, sent_out
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
def send_out(*, actor: Any, orders: Sequence[Order], on: date) -> list[Posting]:
    """All of them or none; post, establishment and file of each stay where they are.

    A line within the open line of the résumé says so, and, where `noted`, a note behind the present
    post. The number of statements does not depend on how many they are; the same orders again (a
    second click) are the postings that the first ones made. Raises ValidationError by field for one
    order, DomainError that names everybody in the way for many, and NotAllowed.
    """
    refuse_if(not orders, "没有选定要派出的人，没有办理；请勾选后再办理。")
    refuse_if(any(one.kind not in AWAY for one in orders), "任职和轮岗不是派出锻炼，请另行登记。")
    refuse_if(any(one.ended_on for one in orders), "已结束的锻炼请用“补录”登记。")
    known = Known(
        actor=actor, people=lock_people(one.cadre for one in orders), on=on, orders=orders
    )
    refuse_if(any(one.cadre not in known.people for one in orders), "没有这名干部，请刷新页面。")
    done = made_already(orders, actor)
    if done is not None:
        return done
    for order in orders:
        refuse_strangers(order, known)
    alone = len(orders) == 1
    refuse(list(_faults(orders, known)), alone=alone)
    made, files = [], {}
    for order in orders:
        posting = _posting(order, known)
        refuse([(f, _named(posting, s, alone)) for f, s in clean(posting)], alone=alone)
        before = known.file(order.cadre)
        after = applied(posting, before)
        posting.former = {"start": diff(before, after), "ended": []}
        made.append(posting)
        files[order.cadre] = (before, after)
    write_files(known, files)
    Posting.objects.bulk_create(made)
    log(actor, Action.CREATE, [(one, told(one)) for one in made])
    settle([one.cadre_id for one in made], on)
    return made


def applied(posting: Posting, file: File, until: date | None = None) -> File:
    """The file with a time away; sets the text of its line, "" where no line could take it."""
    posting.line = line_of(posting.kind, posting.unit.name, posting.title, is_main=False)[:300]
    after = sent_out(
        file, text=posting.line, since=posting.since, until=until, suffix=suffix_for(posting)
    )
    if after.lines == file.lines:
        posting.line = ""
    return after


def _posting(order: Order, known: Known) -> Posting:
    unit, cadre = known.units[order.unit], known.people[order.cadre]
    posting = order.posting(unit_kind=unit.kind, sends=cadre.unit_id, actor=known.actor)
    posting.cadre, posting.unit = cadre, unit
    return posting


def _faults(orders: Sequence[Order], known: Known) -> Iterator[tuple[str, str]]:
    for order in orders:
        yield from refusals(order, known)
    for key, times in Counter(one.cadre for one in orders).items():
        if times > 1:
            yield (
                "",
                f"“{known.people[key]}”出现了 {times} 次，一人一次只能派到一处，请去掉重复的。",
            )


def _named(posting: Posting, sentence: str, alone: bool) -> str:
    return sentence if alone else f"“{posting.cadre}”：{sentence}"
