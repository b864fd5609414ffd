"""The check against the limits, and what the department decides beside it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction

from cadres.intake.choices import ApplicantState, ApplicantVerb, BatchVerb
from cadres.intake.limits import ON_ROSTER, missed_by
from cadres.intake.models import Applicant, IntakeBatch
from cadres.intake.services.steps import advance, hold, hold_all, move
from cadres.roster.guards import names
from core.errors import refuse_if

CHECKED = (ApplicantState.APPLIED, ApplicantState.QUALIFIED, ApplicantState.UNQUALIFIED)


@transaction.atomic
def check(*, actor: Any, batch: IntakeBatch, seen: int | None = None) -> int:
    """Check everybody again by the files as they are now; how many changed sides."""
    held = hold(batch, BatchVerb.CHECK, actor=actor, seen=seen)
    changed = recheck(held, actor=actor)
    advance(held, BatchVerb.CHECK, actor=actor, note=f"{changed} 人结论有变化")
    return changed


def recheck(batch: IntakeBatch, *, actor: Any, only: Collection[int] | None = None) -> int:
    """The check itself, for a held batch and everybody in it, or `only` some by their keys.

    A decision of the department stands; but who has come onto the roster meanwhile is unqualified
    whatever was decided.
    """
    rows = batch.applicants.filter(state__in=CHECKED)
    if only is not None:
        rows = rows.filter(pk__in=only)
    found = missed_by(batch, rows)
    people = list(rows.select_related("cadre", "batch").order_by("pk"))
    changed = [person for person in people if person.missed != found[person.pk]]
    for person in changed:
        person.missed = found[person.pk]
    Applicant.objects.bulk_update(changed, ["missed"], batch_size=500)
    passing = [p for p in people if _passes(p) and p.state != ApplicantState.QUALIFIED]
    failing = [p for p in people if not _passes(p) and p.state != ApplicantState.UNQUALIFIED]
    move(passing, ApplicantVerb.QUALIFY, actor=actor, note="审查：符合条件")
    for said, group in _by_reasons(failing).items():
        move(group, ApplicantVerb.DISQUALIFY, actor=actor, note=f"审查：{said}")
    return len(passing) + len(failing)


def _by_reasons(people: Sequence[Applicant]) -> dict[str, list[Applicant]]:
    """People who miss the same by the same, which are few groups: one statement each."""
    groups: dict[str, list[Applicant]] = defaultdict(list)
    for person in people:
        groups[reasons(person)].append(person)
    return groups


def _passes(person: Applicant) -> bool:
    """The check's answer, or the department's where it has given one."""
    if person.judged_reason and not is_on_roster(person):
        return person.state == ApplicantState.QUALIFIED
    return not person.missed


def is_on_roster(person: Applicant) -> bool:
    """Whether the check found the person on the roster."""
    return any(missed["limit"] == ON_ROSTER for missed in person.missed)


def reasons(person: Applicant) -> str:
    """Every missed limit in one line."""
    return "；".join(missed["text"] for missed in person.missed)


@transaction.atomic
def qualify(*, actor: Any, people: Sequence[Applicant], reason: str) -> list[Applicant]:
    """The department takes people in although the check says no; never who is on the roster."""
    held = hold_all(people, BatchVerb.JUDGE, actor=actor)
    twice = [person for person in held if is_on_roster(person)]
    refuse_if(twice, f"{names(twice)}已在名册上，不能认定合格；请认定不符或登记退出。")
    return _judge(held, ApplicantVerb.QUALIFY, actor, reason)


@transaction.atomic
def disqualify(*, actor: Any, people: Sequence[Applicant], reason: str) -> list[Applicant]:
    """The department keeps people out although the check says yes."""
    held = hold_all(people, BatchVerb.JUDGE, actor=actor)
    return _judge(held, ApplicantVerb.DISQUALIFY, actor, reason)


def _judge(
    people: Sequence[Applicant], verb: ApplicantVerb, actor: Any, reason: str
) -> list[Applicant]:
    for person in people:
        person.judged_reason = reason
    return move(people, verb, actor=actor, note=reason, writing=["judged_reason"])
