"""How every verb of intake begins and ends: the batch held and checked, the steps written down."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from cadres.intake.choices import ApplicantState, ApplicantVerb, BatchState, BatchVerb
from cadres.intake.flow import APPLICANT_FLOW, BATCH_FLOW
from cadres.intake.models import Applicant, IntakeBatch, IntakeStep
from core.audit.models import Action
from core.audit.services import record
from core.errors import NotAllowed, Stale, refuse_if

OUT_OF_REACH = "所选人选里有不属于您办理范围的，没有做任何更改。请去掉后再办理。"


MOST_AT_ONCE = 500
# Their notes are marks of the inspection. A unit reads the log of its people, but not these: they
# stand in the steps, which are the department's.
SEALED = frozenset({ApplicantVerb.PASS, ApplicantVerb.FAIL, ApplicantVerb.UNDO})


def refuse_crowd(people: Sequence[Any]) -> None:
    """Each person is logged: beyond this a page would be waited for."""
    refuse_if(
        len(people) > MOST_AT_ONCE,
        f"一次最多办理 {MOST_AT_ONCE} 人，现在选了 {len(people)} 人，请分批办理。",
    )


def hold(
    batch: IntakeBatch, verb: BatchVerb, *, actor: Any, seen: int | None = None
) -> IntakeBatch:
    """The batch as it is now, locked until the verb ends, after asking the table.

    Raises NotAllowed, DomainError for a wrong state, Stale when it is not at version `seen`.
    """
    held = (
        IntakeBatch.objects.select_for_update(of=("self",)).select_related("unit").get(pk=batch.pk)
    )
    if seen is not None and held.version != seen:
        raise Stale(held.stale_sentence())
    BATCH_FLOW.permit(held, verb, actor)
    return held


def hold_all(people: Sequence[Applicant], verb: BatchVerb, *, actor: Any) -> list[Applicant]:
    """The applicants as they are now, with every batch concerned held and asked.

    Batches are locked in the order of their keys, so that two verbs never wait for each other.
    Raises NotAllowed when one of the people is out of the actor's reach for this verb.
    """
    refuse_crowd(people)
    keys = [person.pk for person in people]
    found: list[Applicant] = []
    for batch in IntakeBatch.objects.filter(applicants__in=keys).distinct().order_by("pk"):
        held = hold(batch, verb, actor=actor)
        rows = held.applicants.filter(pk__in=keys).select_related("cadre", "batch")
        if actor is not None:
            roles = BATCH_FLOW.step(held.state, verb).roles
            rows = rows.visible_to(actor, acting_as=roles)
        found += list(rows.order_by("pk"))
    refuse_if(len(found) != len(set(keys)), OUT_OF_REACH, NotAllowed)
    return found


def advance(
    batch: IntakeBatch, verb: BatchVerb, *, actor: Any, note: str = "", **values: Any
) -> IntakeBatch:
    """Move a held batch to where the verb leads, with its step and its log row."""
    before, to = batch.state, BATCH_FLOW.step(batch.state, verb).to
    batch.change(actor=actor, seen=batch.version, state=to, **values)
    IntakeStep.objects.create(
        batch=batch, verb=verb, from_state=before, to_state=to, note=note, done_by=actor
    )
    detail: dict[str, Any] = {"verb": str(verb.label), "note": note}
    if to != before:
        detail |= {"state": [str(BatchState(before).label), str(BatchState(to).label)]}
    record(Action.CHANGE, actor=actor, target=batch, detail=detail)
    return batch


def move(
    applicants: Iterable[Applicant],
    verb: ApplicantVerb,
    *,
    actor: Any,
    note: str = "",
    writing: Sequence[str] = (),
) -> list[Applicant]:
    """Move applicants of held batches by the table, and write the fields set on them beforehand.

    Raises DomainError for a wrong state.
    """
    people = list(applicants)
    before = {person.pk: person.state for person in people}
    now = timezone.now()
    for person in people:
        person.state = APPLICANT_FLOW.step(person.state, verb).to
        person.version += 1
        person.changed_by, person.changed_at = actor, now
    fields = ["state", "version", "changed_by", "changed_at", *writing]
    Applicant.objects.bulk_update(people, fields, batch_size=500)
    log(people, verb, actor=actor, before=before, note=note)
    return people


def log(
    people: Sequence[Applicant],
    verb: ApplicantVerb,
    *,
    actor: Any,
    before: dict[int, str],
    note: str = "",
) -> None:
    """A step and a log row for each person; `before` is the state by applicant, absent for new."""
    IntakeStep.objects.bulk_create(
        IntakeStep(
            batch_id=person.batch_id,
            applicant=person,
            verb=verb,
            from_state=before.get(person.pk, ""),
            to_state=person.state,
            note=note,
            done_by=actor,
        )
        for person in people
    )
    for person in people:
        old = before.get(person.pk, "")
        states = [str(ApplicantState(old).label) if old else "", str(person.get_state_display())]
        record(
            Action.CHANGE if old else Action.CREATE,
            actor=actor,
            subject="cadre",
            target=person.cadre,
            label=f"{person.cadre} {person.batch}",
            detail={
                "verb": str(verb.label),
                **({"state": states} if states[0] != states[1] else {}),
                **({"note": note} if note and verb not in SEALED else {}),
            },
        )
