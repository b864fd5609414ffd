"""A batch from its draft to its end."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from cadres.intake.choices import ApplicantState, ApplicantVerb, BatchState, BatchVerb
from cadres.intake.models import Applicant, IntakeBatch, IntakeStep
from cadres.intake.services.qualification import recheck
from cadres.intake.services.steps import advance, hold, move
from core.audit.models import Action
from core.audit.services import changes, record
from core.choices import UnitKind
from core.errors import DomainError, refuse_if
from core.units.models import Unit

HOSTS = (UnitKind.CITY, UnitKind.COUNTY)


@transaction.atomic
def create(*, actor: Any, unit: Unit, **values: Any) -> IntakeBatch:
    """A draft with its limits, of the city or of a county."""
    refuse_if(
        unit.kind not in HOSTS,
        f"“{unit}”不是市或县（区），选拔批次由市或县（区）主办，请另选主办地区。",
    )
    batch = IntakeBatch(unit=unit, changed_by=actor, **values)
    batch.full_clean(exclude=["changed_by"])
    batch.save(force_insert=True)
    IntakeStep.objects.create(
        batch=batch, verb=BatchVerb.EDIT, to_state=batch.state, note="新建", done_by=actor
    )
    record(Action.CREATE, actor=actor, target=batch, detail={"unit": str(unit)})
    return batch


@transaction.atomic
def edit(*, actor: Any, batch: IntakeBatch, seen: int, **values: Any) -> IntakeBatch:
    """Other limits, while it is a draft: afterwards people have been measured by them."""
    held = hold(batch, BatchVerb.EDIT, actor=actor, seen=seen)
    before = {name: getattr(held, name) for name in values}
    for name, value in values.items():
        setattr(held, name, value)
    held.full_clean(exclude=["changed_by"])
    held.change(actor=actor, seen=seen, **values)
    record(Action.CHANGE, actor=actor, target=held, detail=changes(before, values))
    return held


@transaction.atomic
def announce(*, actor: Any, batch: IntakeBatch, seen: int, on: date, today: date) -> IntakeBatch:
    """From `on` units see it and propose people."""
    held = hold(batch, BatchVerb.ANNOUNCE, actor=actor, seen=seen)
    refuse_if(on > today, f"公告日期 {on} 还没有到，请在当天或以后办理。")
    return advance(held, BatchVerb.ANNOUNCE, actor=actor, announced_on=on)


@transaction.atomic
def start_test(*, actor: Any, batch: IntakeBatch, seen: int) -> IntakeBatch:
    """Registration ends; everybody is checked once more."""
    held = hold(batch, BatchVerb.START_TEST, actor=actor, seen=seen)
    refuse_if(not held.tests, "本批次考试权重为 0，不组织考试，请直接确定入围、进入考察。")
    recheck(held, actor=actor)
    _refuse_nobody(held, ApplicantState.QUALIFIED, "还没有资格合格的人选，不能结束报名。")
    return advance(held, BatchVerb.START_TEST, actor=actor)


@transaction.atomic
def start_inspection(
    *, actor: Any, batch: IntakeBatch, seen: int, shortlist: int | None = None
) -> IntakeBatch:
    """The best `shortlist` of the examination go on (None: all); equal marks go on together.

    Who was not marked is recorded as absent. Without an examination everybody qualified goes on.
    """
    held = hold(batch, BatchVerb.START_INSPECTION, actor=actor, seen=seen)
    refuse_if(
        held.state == BatchState.OPEN and held.tests,
        "本批次要考试，请先结束报名、进入考试。",
    )
    if held.tests:
        _part(held, ApplicantState.QUALIFIED, ApplicantVerb.MISS, actor)
        going, staying = split_by_mark(list(_in(held, ApplicantState.TESTED)), shortlist)
    else:
        recheck(held, actor=actor)
        going, staying = list(_in(held, ApplicantState.QUALIFIED)), []
    refuse_if(not going, "还没有可以进入考察的人选，请先登记考试成绩，或审查资格。")
    move(going, ApplicantVerb.SHORTLIST, actor=actor)
    move(staying, ApplicantVerb.PASS_OVER, actor=actor, note="考试成绩未入围")
    note = f"入围 {len(going)} 人"
    return advance(held, BatchVerb.START_INSPECTION, actor=actor, note=note, shortlist=len(going))


def split_by_mark(
    people: list[Applicant], shortlist: int | None
) -> tuple[list[Applicant], list[Applicant]]:
    """Who goes on and who does not; whoever has the last one's mark goes on too."""
    marks = sorted((person.test_mark or Decimal(0) for person in people), reverse=True)
    if shortlist is None or shortlist >= len(marks):
        return people, []
    least = marks[shortlist - 1]
    return (
        [person for person in people if (person.test_mark or 0) >= least],
        [person for person in people if (person.test_mark or 0) < least],
    )


@transaction.atomic
def step_back(*, actor: Any, batch: IntakeBatch, seen: int, reason: str) -> IntakeBatch:
    """One stage back, to correct marks; what was entered is kept."""
    held = hold(batch, BatchVerb.RETURN, actor=actor, seen=seen)
    _refuse_admitted(held, "不能退回")
    values: dict[str, Any] = {"choice_reason": ""}
    if held.state == BatchState.RANKING:
        _part(held, ApplicantState.CHOSEN, ApplicantVerb.UNCHOOSE, actor)
        held.applicants.update(score=None, place=None)
    else:
        refuse_if(not held.tests, "本批次没有考试，不能退回考试；请直接登记考察结果。")
        for state in (
            ApplicantState.ABSENT,
            ApplicantState.SHORTLISTED,
            ApplicantState.INSPECTED,
            ApplicantState.FAILED,
            ApplicantState.PASSED_OVER,
        ):
            _part(held, state, ApplicantVerb.RETEST, actor, note=reason)
        values = {"shortlist": None}
    return advance(held, BatchVerb.RETURN, actor=actor, note=reason, **values)


@transaction.atomic
def close(*, actor: Any, batch: IntakeBatch, seen: int) -> IntakeBatch:
    """The end: whoever was inspected and not admitted is 未入选."""
    held = hold(batch, BatchVerb.CLOSE, actor=actor, seen=seen)
    waiting = _in(held, ApplicantState.CHOSEN).count()
    refuse_if(waiting, f"还有 {waiting} 人拟入库、没有办理入库，请先办理，或从拟定名单里去掉。")
    _part(held, ApplicantState.INSPECTED, ApplicantVerb.PASS_OVER, actor)
    admitted = _in(held, ApplicantState.ADMITTED).count()
    return advance(held, BatchVerb.CLOSE, actor=actor, note=f"入库 {admitted} 人")


@transaction.atomic
def cancel(*, actor: Any, batch: IntakeBatch, seen: int, reason: str) -> IntakeBatch:
    """It ends without a result."""
    held = hold(batch, BatchVerb.CANCEL, actor=actor, seen=seen)
    _refuse_admitted(held, "不能取消")
    return advance(held, BatchVerb.CANCEL, actor=actor, note=reason)


def _in(batch: IntakeBatch, state: ApplicantState):
    return batch.applicants.filter(state=state).select_related("cadre", "batch").order_by("pk")


def _part(
    batch: IntakeBatch, state: ApplicantState, verb: ApplicantVerb, actor: Any, note: str = ""
) -> None:
    move(_in(batch, state), verb, actor=actor, note=note)


def _refuse_nobody(batch: IntakeBatch, state: ApplicantState, sentence: str) -> None:
    if not _in(batch, state).exists():
        raise DomainError(sentence)


def _refuse_admitted(batch: IntakeBatch, verb: str) -> None:
    admitted = _in(batch, ApplicantState.ADMITTED).count()
    refuse_if(admitted, f"本批次已有 {admitted} 人入库，{verb}；不再继续的，请改用“结束批次”。")
