"""The last steps: the list of the chosen, and their admission to the roster."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from cadres.choices import EntryMode, HeldBy
from cadres.intake.choices import ApplicantState, ApplicantVerb, BatchVerb
from cadres.intake.models import Applicant, IntakeBatch
from cadres.intake.ranking import cut, skipped
from cadres.intake.services.results import RANKED
from cadres.intake.services.steps import advance, hold, move
from cadres.people.querysets import KEEPERS
from cadres.roster import services as roster
from cadres.roster.guards import names
from core.choices import UnitKind
from core.errors import DomainError, refuse_if


def ranked(batch: IntakeBatch, viewer: Any = None) -> list[Applicant]:
    """Everybody in the ranking, the first place first; equals in the order of lists.

    Who has moved to another region since is not his former department's any more: whoever keeps
    him now, and the batch, decides on him. No viewer is the system itself.
    """
    rows = batch.applicants.filter(state__in=RANKED, place__isnull=False)
    if viewer is not None:
        rows = rows.visible_to(viewer, acting_as=KEEPERS)
    return list(
        rows.select_related("cadre__unit", "batch").order_by("place", "cadre__sort_key", "pk")
    )


def objections(
    batch: IntakeBatch, people: Sequence[Applicant], chosen: Collection[int]
) -> list[str]:
    """What a list of the chosen must be explained for: sentences, none when it needs no reason."""
    ranking = {person.pk: person.place for person in people if person.place is not None}
    taken = [key for key in ranking if key in chosen]
    passed_over = skipped(ranking, taken)
    said = []
    if len(taken) > batch.quota:
        said.append(f"拟定 {len(taken)} 人，超过名额 {batch.quota} 人")
    if passed_over:
        ahead = [person for person in people if person.pk in set(passed_over)]
        said.append(f"{names(ahead)}名次在前，没有列入")
    return said


def suggested(batch: IntakeBatch, people: Sequence[Applicant]) -> frozenset[int]:
    """Who fits the quota by rank alone; who ties at the cut is left to people."""
    ranking = {person.pk: person.place for person in people if person.place is not None}
    return cut(ranking, batch.quota).within


@transaction.atomic
def choose(
    *, actor: Any, batch: IntakeBatch, seen: int, chosen: Collection[int], reason: str = ""
) -> IntakeBatch:
    """Exactly these are to be admitted; beyond quota or out of order only with a reason.

    Who was admitted already stays so, and counts.
    """
    held = hold(batch, BatchVerb.CHOOSE, actor=actor, seen=seen)
    people = ranked(held, actor)
    unknown = set(chosen) - {person.pk for person in people}
    refuse_if(unknown, "所选的人里有不在排名里的，没有保存。请刷新页面后再选。")
    admitted = {p.pk for p in people if p.state == ApplicantState.ADMITTED}
    taken = set(chosen) | admitted
    said = objections(held, people, taken)
    refuse_if(said and not reason, f"{'；'.join(said)}。请填写说明。")
    added = [p for p in people if p.pk in taken and p.state == ApplicantState.INSPECTED]
    dropped = [p for p in people if p.pk not in taken and p.state == ApplicantState.CHOSEN]
    move(added, ApplicantVerb.CHOOSE, actor=actor)
    move(dropped, ApplicantVerb.UNCHOOSE, actor=actor)
    explained = reason if said else ""
    note = f"拟定 {len(taken)} 人" + (f"：{explained}" if explained else "")
    return advance(held, BatchVerb.CHOOSE, actor=actor, note=note, choice_reason=explained)


@transaction.atomic
def admit(
    *,
    actor: Any,
    batch: IntakeBatch,
    seen: int,
    on: date,
    today: date,
    document: str = "",
    **standing: Any,
) -> list[Applicant]:
    """Everybody on the list goes onto the roster on one day, by one document (clause 2.0).

    `standing` is tier and direction. The roster refuses, by name, whoever is on it already.
    """
    held = hold(batch, BatchVerb.ADMIT, actor=actor, seen=seen)
    people = waiting(held, actor)
    if not people:
        raise DomainError("拟定名单里没有人，请先拟定入库名单。")
    entries = roster.admit(
        actor=actor,
        people=[person.cadre for person in people],
        on=on,
        today=today,
        entry_mode=EntryMode.INTAKE,
        entry_document=document,
        held_by=holder(held),
        **standing,
    )
    by_cadre = {entry.cadre_id: entry for entry in entries}
    for person in people:
        person.entry = by_cadre[person.cadre_id]
    move(people, ApplicantVerb.ADMIT, actor=actor, note=document, writing=["entry"])
    note = f"{on} 入库 {len(people)} 人" + (f"，{document}" if document else "")
    advance(held, BatchVerb.ADMIT, actor=actor, note=note)
    return people


def waiting(batch: IntakeBatch, viewer: Any = None) -> list[Applicant]:
    """The chosen who are not on the roster yet, by place."""
    return [p for p in ranked(batch, viewer) if p.state == ApplicantState.CHOSEN]


def holder(batch: IntakeBatch) -> HeldBy:
    """The city's batches fill the city's list, a county's its own (clauses 2.0 and 4.2)."""
    return HeldBy.CITY if batch.unit.kind == UnitKind.CITY else HeldBy.COUNTY
