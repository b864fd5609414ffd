"""Sending the demonstration's batches out and bringing back those whose time is over."""

from collections.abc import Sequence
from datetime import timedelta

from rotation.choices import BatchState, EndReason
from rotation.demo import words
from rotation.demo.batches import Made, Scene, orders_of
from rotation.frontline.models import Candidate
from rotation.postings.models import Posting
from rotation.postings.services import end, end_many, extend, send_out

DAY = timedelta(days=1)
EXTENDED_BY = 30 * DAY


def dispatch(scene: Scene) -> list[Posting]:
    """All that were sent, by the verbs of the application; each candidate with his posting."""
    sent: list[Posting] = []
    for made in scene.made:
        if made.batch.state not in (BatchState.DISPATCHED, BatchState.RETURNED) or not made.sent:
            continue
        orders = orders_of(made)
        starts = made.batch.starts_on
        postings = send_out(actor=scene.actor, orders=orders, on=starts)
        by_person = {posting.cadre_id: posting for posting in postings}
        for row in made.sent:
            row.posting = by_person.get(row.cadre_id)
        Candidate.objects.bulk_update(made.sent, ["posting"])
        if made.batch.state == BatchState.RETURNED:
            _return(scene, made, postings)
        elif made.batch.ends_on < scene.on:
            _over_term(scene, made, postings)
        sent.extend(postings)
    rows = Posting.objects.filter(pk__in=[one.pk for one in sent])
    return list(rows.select_related("cadre").order_by("pk"))


def _return(scene: Scene, made: Made, postings: Sequence[Posting]) -> None:
    """All of them at the end; of a long batch one came back early."""
    ends = made.batch.ends_on
    if made.batch.programme.term_months and len(postings) > 3:
        early, *postings = postings
        day = ends - 75 * DAY
        end(
            actor=scene.actor, posting=early, seen=early.version, ended_on=day,
            reason=EndReason.EARLY, note=words.EARLY, on=day,
        )  # fmt: skip
    end_many(
        actor=scene.actor, postings=postings, ended_on=ends, reason=EndReason.COMPLETED, on=ends
    )


def _over_term(scene: Scene, made: Made, postings: Sequence[Posting]) -> None:
    """Some returned, one goes on for a while, the others are over their term."""
    _, *others = postings
    if not others:
        return
    *returned, longer = others[1:] or others
    until = made.batch.ends_on
    extend(
        actor=scene.actor, posting=longer, seen=longer.version, until=until + EXTENDED_BY,
        reason=words.EXTENDED, document=f"清组干〔{until.year}〕66号", decided_on=until - 6 * DAY,
        on=until - 6 * DAY,
    )  # fmt: skip
    if returned:
        end_many(
            actor=scene.actor, postings=returned, ended_on=until, reason=EndReason.COMPLETED,
            on=until,
        )  # fmt: skip
