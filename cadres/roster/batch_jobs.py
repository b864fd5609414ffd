"""A verb upon more people than a request waits for: in parts, each of which may be run again."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from cadres.roster import batch_acts
from cadres.roster.batch import Order, Verb
from cadres.roster.batch_verbs import ADMIT, VERBS, act_upon
from cadres.roster.guards import names, refuse_double
from cadres.roster.models import RosterAct
from core.errors import DomainError, refuse_if
from core.jobs.models import Job
from core.jobs.progress import Progress
from core.pages import sentence_for

PART = 100  # people in one transaction: the page shows where it is, a cancelled job stops soon


def run(job: Job, progress: Progress) -> dict[str, Any]:
    """The job: `verb`, `rows` as they were shown, `typed`; run again, it goes on where it was."""
    verb = VERBS[job.params["verb"]]
    order = _order(job, verb)
    progress.expect(len(order.rows))
    act = RosterAct.objects.filter(values__job=job.pk).first()
    if act is None:
        _refuse_changed(verb, order)
        act = batch_acts.begin(order=order, verb=verb.name, label=verb.label, job=job.pk)
    refuse_if(act.reverted_at, "这次办理已经撤回，不能继续；仍要办理的，请从列表重新勾选。")
    done = _done(act, verb)
    progress.advance(len(done))
    left = replace(order, rows=[row for row in order.rows if row[0] not in done])
    count = len(done)
    left_out: list[str] = []
    for part in _parts(left):
        count += _do(verb, part, act, progress, left_out)
        progress.advance(len(part.rows), _told(count, left_out))
    return {"act": act.pk}


def _told(count: int, left_out: list[str]) -> str:
    but = f"{names(left_out)}没有办理，原因见下。" if left_out else ""
    return f"已办理 {count} 人。{but}在“办理记录”里可以查看和撤回。"


def _order(job: Job, verb: Verb) -> Order:
    form = verb.form(job.params["typed"], viewer=job.asker)
    refuse_if(not form.is_valid(), "填写的内容已经无效，没有办理。请重新核对后再提交。")
    return Order(
        actor=job.asker,
        rows=[(pk, version) for pk, version in job.params["rows"]],
        values=form.values,
        said=form.said(),
        typed=job.params["typed"],
        today=timezone.localdate(),
    )


def _refuse_changed(verb: Verb, order: Order) -> None:
    """Nobody is acted upon when anybody has changed, or come onto the roster, since he was shown.

    Raises DomainError with the names: the file of who has come does not say so by its version.
    """
    with transaction.atomic():
        if verb is ADMIT:
            refuse_double(batch_acts.people_as_seen(order), order.values["on"], order.actor)
        else:
            batch_acts.stays_as_seen(order)


def _done(act: RosterAct, verb: Verb) -> set[int]:
    """The rows of the order that an earlier attempt did."""
    key = "entry__cadre" if verb is ADMIT else "entry"
    return set(act.rows.values_list(key, flat=True))


def _parts(order: Order) -> Iterator[Order]:
    for start in range(0, len(order.rows), PART):
        yield replace(order, rows=order.rows[start : start + PART])


def _do(verb: Verb, order: Order, act: RosterAct, progress: Progress, left_out: list[str]) -> int:
    """The part as a whole; where it is refused, each person alone, so that one stops no other.

    How many were done; who was not is added to `left_out`. What the guards could not see yet, the
    constraints refuse: somebody did it just now.
    """
    try:
        return act_upon(verb, order, act)
    except (DomainError, IntegrityError):
        count = 0
    for row in order.rows:
        try:
            count += act_upon(verb, replace(order, rows=[row]), act)
        except (DomainError, IntegrityError) as refused:
            known = isinstance(refused, DomainError)
            reason = str(refused) if known else sentence_for(refused)
            left_out.append(_name(verb, order.actor, row[0]))
            progress.problem(place=left_out[-1], reason=reason)
    return count


def _name(verb: Verb, viewer: Any, pk: int) -> str:
    """Who it is; a number for whom the viewer does not see any more."""
    found = verb.entity.model.objects.visible_to(viewer).filter(pk=pk).first()
    return str(found) if found else f"编号 {pk}"
