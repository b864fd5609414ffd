"""How people come into a batch, and how they drop out of it."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from cadres.intake.choices import ApplicantState, ApplicantVerb, BatchState, BatchVerb
from cadres.intake.flow import EVERY_OFFICE
from cadres.intake.models import Applicant, IntakeBatch
from cadres.intake.services.qualification import recheck
from cadres.intake.services.results import place_all
from cadres.intake.services.steps import hold, hold_all, log, move, refuse_crowd
from cadres.people.models import Cadre
from cadres.roster.guards import names
from core.errors import NotAllowed, refuse_if


@transaction.atomic
def propose(
    *, actor: Any, batch: IntakeBatch, people: Sequence[Cadre], note: str = ""
) -> list[Applicant]:
    """Put people forward and check them at once; who dropped out before may come again.

    A unit proposes its own people, a department any in its reach. Refused by name for whoever is
    in the batch already, or belongs to another region than the batch.
    """
    refuse_crowd(people)
    held = hold(batch, BatchVerb.PROPOSE, actor=actor)
    _refuse_strangers(actor, people)
    asked = Cadre.objects.filter(pk__in=[person.pk for person in people])
    outside = list(asked.exclude(unit_path__startswith=held.unit.path))
    refuse_if(outside, f"{names(outside)}不在“{held.unit}”，不能报名本批次，请去掉后再推荐。")
    earlier = list(held.applicants.filter(cadre__in=people).select_related("cadre", "batch"))
    again = [applicant for applicant in earlier if applicant.state != ApplicantState.WITHDRAWN]
    refuse_if(again, f"{names(again)}已在本批次报名，不能重复报名。请去掉后再提交。")
    for applicant in earlier:
        applicant.judged_reason = ""
    back = move(earlier, ApplicantVerb.APPLY, actor=actor, note=note, writing=["judged_reason"])
    known = {applicant.cadre_id for applicant in back}
    fresh = Applicant.objects.bulk_create(
        Applicant(batch=held, cadre=person, changed_by=actor)
        for person in people
        if person.pk not in known
    )
    log(fresh, ApplicantVerb.APPLY, actor=actor, before={}, note=note)
    keys = [applicant.pk for applicant in (*back, *fresh)]
    recheck(held, actor=actor, only=keys)
    return list(held.applicants.filter(pk__in=keys).in_order())


def _refuse_strangers(actor: Any, people: Sequence[Cadre]) -> None:
    """People out of reach are not named: to this actor they are not there."""
    if actor is None:
        return
    keys = {person.pk for person in people}
    mine = Cadre.objects.visible_to(actor, acting_as=EVERY_OFFICE).filter(pk__in=keys)
    refuse_if(
        mine.count() != len(keys),
        "只能推荐本单位及下属单位的人选，请去掉其他单位的人。",
        NotAllowed,
    )


@transaction.atomic
def withdraw(*, actor: Any, people: Sequence[Applicant], reason: str) -> list[Applicant]:
    """People drop out; their marks stay on record, in a ranking the others move up."""
    held = hold_all(people, BatchVerb.WITHDRAW, actor=actor)
    for person in held:
        person.score = person.place = None
    moved = move(held, ApplicantVerb.WITHDRAW, actor=actor, note=reason, writing=["score", "place"])
    for batch in {person.batch for person in moved}:
        if batch.state == BatchState.RANKING:
            place_all(batch)
    return moved
