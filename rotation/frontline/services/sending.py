"""The batch leaves, and comes back: everybody in one transaction, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.people.models import Cadre
from cadres.people.querysets import KEEPERS
from cadres.roster.guards import names
from core.errors import DomainError, refuse_if
from core.flows import acts_on
from rotation.choices import (
    KIND_OF,
    SHORT,
    BatchState,
    CandidateState,
    Channel,
    EndReason,
    PostingKind,
    Seat,
)
from rotation.frontline.limits import missed_by
from rotation.frontline.models import Batch, Candidate, HostPost
from rotation.frontline.services.posts import refuse_misfits
from rotation.frontline.services.steps import advance, hold, locked, write
from rotation.frontline.verbs import BatchVerb
from rotation.postings import services as postings
from rotation.postings.models import Posting
from rotation.postings.orders import Order

NAMED = 10  # people whom one refusal names


@transaction.atomic
def dispatch(*, actor: Any, batch: Batch, seen: int, document: str, on: date) -> Batch:
    """Everybody chosen is posted away by one document; the same again finds it done.

    The batch is locked: of two at once the second waits, and sees what the first has done. All are
    posted or none; the number of statements does not depend on how many they are.
    """
    done = _done(batch, seen, actor)
    if done is not None:
        return done
    held = hold(batch, BatchVerb.DISPATCH, actor=actor, seen=seen)
    if on < held.starts_on:
        raise DomainError(f"派出日期 {held.starts_on} 还没有到，请在当天或以后办理派出。")
    people = going(held)
    refuse_if(not people, "没有入选的人，不能派出；请先确定人选。")
    without = [person for person in people if person.host_post is None]
    refuse_if(without, f"{names(without)}还没有接收岗位，请先安排接收岗位，再办理派出。")
    refuse_misfits(held, people)
    _refuse_unfit(held, people)
    placed = [(person, person.host_post) for person in people]
    orders = [order(held, person, post, document) for person, post in placed if post]
    made = postings.send_out(actor=actor, orders=orders, on=on)
    by_cadre = {posting.cadre_id: posting for posting in made}
    for person in people:
        person.posting = by_cadre[person.cadre_id]
    write(people, "派出", actor=actor, fields=("posting",), note=document)
    return advance(
        held,
        BatchVerb.DISPATCH,
        actor=actor,
        said=f"{len(people)} 人，{document}",
        document=document,
        dispatched_on=on,
        dispatched_by=actor,
    )


def _refuse_unfit(batch: Batch, people: Sequence[Candidate]) -> None:
    """Files change between the decision and the day; whom the department took in beside the check
    goes all the same.
    """
    keys = [person.cadre_id for person in people if not person.judged_reason]
    found = missed_by(batch, Cadre.objects.filter(pk__in=keys))
    unfit = [
        f"{p.cadre}（{found[p.cadre_id][0]['text']}）" for p in people if found.get(p.cadre_id)
    ]
    more = f"等 {len(unfit)} 人" if len(unfit) > NAMED else ""
    refuse_if(
        unfit,
        f"{'、'.join(unfit[:NAMED])}{more}现在不符合选派条件，没有派出；请登记退出，"
        "或退回上一步认定资格以后再派出。",
    )


def _done(batch: Batch, seen: int, actor: Any) -> Batch | None:
    """The batch, where the first of two clicks has sent it out; None where it has not."""
    held = locked(batch)
    clicked = held.state == BatchState.DISPATCHED and held.version == seen + 1
    if clicked and held.dispatched_by == actor and (actor is None or acts_on(held, actor, KEEPERS)):
        return held
    return None


def order(batch: Batch, person: Candidate, post: HostPost, document: str) -> Order:
    """What the posting of one of them is."""
    programme = batch.programme
    kind = KIND_OF[Channel(programme.channel)]
    return Order(
        cadre=person.cadre_id,
        kind=kind,
        unit=post.unit_id,
        title=post.title,
        since=batch.starts_on,
        until=batch.ends_on,
        level=post.level,
        seat=post.seat,
        is_leading=post.seat != Seat.OTHER,
        is_main=False,
        sending_unit=person.cadre.unit_id,
        position=post.position_id,
        document=document,
        duties=post.duties,
        treatment=programme.treatment,
        allowance=programme.allowance,
        days=(batch.ends_on - batch.starts_on).days if kind in SHORT else None,
        noted=kind == PostingKind.SECONDMENT,
    )


def going(batch: Batch) -> list[Candidate]:
    """Everybody who is to be sent out; whoever acts, himself included: that was decided."""
    rows = batch.candidates.filter(state=CandidateState.CHOSEN, posting=None).in_order()
    return list(rows.select_related("cadre__unit", "batch__programme", "host_post__unit"))


def out(batch: Batch) -> list[Posting]:
    """The postings of the batch that have not ended."""
    rows = Posting.objects.filter(candidate__batch=batch.pk, ended_on=None)
    return list(rows.select_related("cadre").order_by("until", "pk"))


@transaction.atomic
def bring_back(
    *, actor: Any, batch: Batch, seen: int, ended_on: date | None = None, note: str = "", on: date
) -> Batch:
    """Everybody whose term is over is back, each on his own day, or all on `ended_on`.

    Who was prolonged beyond stays out, and the batch with him, until this is done again.
    """
    held = hold(batch, BatchVerb.BRING_BACK, actor=actor, seen=seen)
    every = out(held)
    if ended_on is not None and ended_on > on:
        raise ValidationError({"ended_on": f"返回日期 {ended_on} 还没有到，请在当天或以后办理。"})
    last = on if ended_on is None else ended_on
    back = [one for one in every if one.until is not None and one.until <= last]
    refuse_if(
        every and not back,
        f"最早要到 {min((one.until for one in every if one.until), default=None)} 才期满，"
        "还没有人可以办理期满返回；提前返回的，请在各人的派出记录里办理提前结束。",
    )
    if back:
        postings.end_many(
            actor=actor,
            postings=back,
            ended_on=ended_on,
            reason=EndReason.COMPLETED,
            note=note,
            on=on,
        )
    staying = len(every) - len(back)
    return advance(
        held,
        BatchVerb.BRING_BACK,
        actor=actor,
        said=f"返回 {len(back)} 人" + (f"，在外 {staying} 人" if staying else ""),
        to=BatchState.DISPATCHED if staying else BatchState.RETURNED,
    )
