"""What people do to duties: waive one, take that back, have all of them computed now.

open --waive--> waived --unwaive--> as the facts have it
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.audit.models import Action
from core.audit.services import record
from core.errors import NotAllowed, refuse_if
from core.jobs.models import Job, State
from core.jobs.services import enqueue
from core.scoping import roles_of
from policy.duties.choices import DutyState, Subject
from policy.duties.models import Duty
from policy.duties.querysets import WAIVERS
from policy.duties.refreshing import refresh, refresh_people
from policy.duties.rule import all_rules
from policy.duties.shown import matter

REFRESH = "policy.duties.refresh"
MOST_AT_ONCE = 300  # people whose duties a verb settles itself; of more, a job
NO_RIGHT = "免办由上级组织部门决定，您不能办理。"
NO_RUN = "重新计算由组织部门进行，您的角色不能办理。"


@transaction.atomic
def waive(*, actor: Any, duty: Duty, reason: str, on: date) -> Duty:
    """The unit need not do it. Raises NotAllowed, and DomainError when it is not open any more."""
    refuse_if(not _may(actor, duty), NO_RIGHT, NotAllowed)
    refuse_if(not reason.strip(), "请写明免办的理由。")
    waived = Duty.objects.filter(pk=duty.pk, state=DutyState.OPEN).update(
        state=DutyState.WAIVED,
        waived_on=on,
        waived_by=actor,
        waive_reason=reason.strip(),
        touched_at=timezone.now(),
    )
    refuse_if(not waived, "这项责任已不是应办状态，不用免办，请刷新页面。")
    _log(actor, duty, {"state": ["应办", "免办"], "reason": reason.strip()})
    duty.refresh_from_db()
    return duty


@transaction.atomic
def unwaive(*, actor: Any, duty: Duty, on: date) -> Duty:
    """It is owed again, if the facts still ask for it; same refusals."""
    refuse_if(not _may(actor, duty), NO_RIGHT, NotAllowed)
    opened = Duty.objects.filter(pk=duty.pk, state=DutyState.WAIVED).update(
        state=DutyState.OPEN,
        waived_on=None,
        waived_by=None,
        waive_reason="",
        touched_at=timezone.now(),
    )
    refuse_if(not opened, "这项责任没有免办，请刷新页面。")
    _log(actor, duty, {"state": ["免办", "应办"]})
    rule = all_rules().get(duty.rule)
    if rule is not None:
        about, person = [duty.subject], rule.about == Subject.CADRE
        people, units = (about, None) if person else (None, about)
        refresh(on=on, rules=[rule], people=people, units=units, whole=True)
    duty.refresh_from_db()
    return duty


def may_run(viewer: Any) -> bool:
    """A department has duties computed now."""
    return bool(WAIVERS & roles_of(viewer))


@transaction.atomic
def run_now(*, actor: Any, whole: bool = False) -> Job:
    """The nightly job, now; of what the department sees. Raises NotAllowed."""
    refuse_if(actor is not None and not may_run(actor), NO_RUN, NotAllowed)
    return enqueue(actor=actor, kind=REFRESH, label="计算责任事项", whole=whole)


def follow(people: Collection[int], *, on: date) -> None:
    """What a verb changed about people shows in their duties: at once, of very many by a job.

    Called at the end of the verb, in its transaction.
    """
    if len(people) <= MOST_AT_ONCE:
        refresh_people(people, on=on)
    else:
        transaction.on_commit(_run_later)


def _run_later() -> None:
    """Everything anew by the system, unless such a job waits already."""
    waiting = Job.objects.filter(kind=REFRESH, state=State.QUEUED, requested_by=None, client=None)
    if not waiting.filter(params__whole=True).exists():
        enqueue(actor=None, kind=REFRESH, label="计算责任事项", whole=True)


def _may(actor: Any, duty: Duty) -> bool:
    return Duty.objects.waivable_by(actor).filter(pk=duty.pk).exists()


def _log(actor: Any, duty: Duty, detail: dict[str, Any]) -> None:
    record(
        Action.CHANGE,
        actor=actor,
        target=duty.cadre or duty.unit,
        label=f"{matter(duty)} 免办",
        detail={"duty": duty.pk} | detail,
    )
