"""How every verb of a batch begins and ends: the batch held and checked, the step written down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from core.audit.models import Action
from core.audit.services import Note, record, record_many
from core.errors import Stale, refuse_if
from rotation.choices import BatchState, CandidateState
from rotation.frontline.flow import BATCH_FLOW
from rotation.frontline.models import Batch, Candidate
from rotation.frontline.verbs import BatchVerb

MOST_AT_ONCE = 500


def locked(batch: Batch) -> Batch:
    """The batch as it is now, locked until the verb ends."""
    rows = Batch.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("programme__unit", "changed_by").get(pk=batch.pk)


def hold(batch: Batch, verb: BatchVerb, *, actor: Any, seen: int | None = None) -> Batch:
    """The batch, locked, after asking the table.

    Raises NotAllowed, DomainError for a wrong state, Stale when it is not at version `seen`.
    """
    held = locked(batch)
    refuse_if(seen is not None and held.version != seen, held.stale_sentence(), Stale)
    BATCH_FLOW.permit(held, verb, actor)
    return held


def advance(
    batch: Batch, verb: BatchVerb, *, actor: Any, said: str = "", to: str = "", **values: Any
) -> Batch:
    """Move a held batch to where the verb leads, or to `to`; its log row has `said`."""
    before = batch.state
    to = to or BATCH_FLOW.step(batch.state, verb).to
    batch.change(actor=actor, seen=batch.version, state=to, **values)
    detail: dict[str, Any] = {"verb": str(verb.label)} | ({"note": said} if said else {})
    if to != before:
        detail |= {"state": [str(BatchState(before).label), str(BatchState(to).label)]}
    record(Action.CHANGE, actor=actor, target=batch, detail=detail)
    return batch


def write(
    people: Sequence[Candidate],
    what: str,
    *,
    actor: Any,
    fields: Sequence[str],
    note: str = "",
    before: dict[int, str] | None = None,
) -> None:
    """Write fields of candidates of a held batch, and what was done into the log of each person.

    `before` is the state by candidate, where it may have changed. Marks are not told here: see
    `log_marks`.
    """
    if not people:
        return
    now = timezone.now()
    for person in people:
        person.version += 1
        person.changed_by, person.changed_at = actor, now
    Candidate.objects.bulk_update(people, [*fields, "version", "changed_by", "changed_at"])
    record_many(
        Action.CHANGE,
        actor=actor,
        subject="cadre",
        notes=[_note(person, what, note, (before or {}).get(person.pk, "")) for person in people],
    )


def log_new(people: Sequence[Candidate], *, actor: Any, note: str = "") -> None:
    """They were named for the batch."""
    notes = [_note(person, "推荐人选", note, "") for person in people]
    record_many(Action.CREATE, actor=actor, subject="cadre", notes=notes)


def _note(person: Candidate, what: str, note: str, was: str) -> Note:
    detail: dict[str, Any] = {"verb": what} | ({"note": note} if note else {})
    if was and was != person.state:
        states = [str(CandidateState(was).label), str(CandidateState(person.state).label)]
        detail |= {"state": states}
    return Note(person.cadre_id, f"{person.cadre} {person.batch}", detail)


def refuse_crowd(number: int) -> None:
    """Beyond this a page would be waited for, and nobody could look through it."""
    refuse_if(
        number > MOST_AT_ONCE,
        f"一次最多办理 {MOST_AT_ONCE} 人，现在选了 {number} 人，请分批办理。",
    )
