"""The verbs of concerns: raised by a talk, then 提醒 → 整改 → 销号 (flow.py)."""

from datetime import date, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from assessments.choices import ConcernVerb
from assessments.concerns.figures import ConcernFigures
from assessments.concerns.flow import CONCERN_FLOW
from assessments.concerns.models import Concern, ConcernStep
from assessments.talks import services as talks
from assessments.talks.models import Talk
from core.audit.models import Action
from core.audit.services import record as log
from core.errors import refuse_if
from policy.duties.refreshing import refresh_people
from policy.parameters.figures import in_force

RULES: Final = ("concern.remind", "concern.correct", "concern.close")
LONGEST: Final = 2000
LONGEST_DAYS: Final = 731  # of a correction: further off is a mistyped year


@transaction.atomic
def record_talk(*, actor: Any, on: date, concern: dict[str, Any] | None, **talk: Any) -> Talk:
    """Record a talk and, where one was found, the concern that it raises, both or neither."""
    made = talks.record(actor=actor, on=on, **talk)
    if concern and not Concern.objects.filter(talk=made).exists():
        raise_concern(actor=actor, talk=made, on=on, **concern)
    return made


@transaction.atomic
def raise_concern(
    *,
    actor: Any,
    talk: Talk,
    on: date,
    text: str,
    demand: str = "",
    correct_by: date | None = None,
    was_reminded: bool = False,
) -> Concern:
    """A concern that a talk raised; `was_reminded`: the person was told of it in the talk itself.

    Raises ValidationError with a sentence at its field.
    """
    held = talks.hold(talk, actor=actor)
    talks.refuse_voided(held)
    refuse_if(
        Concern.objects.filter(talk=held).exists(),
        "这次谈话已登记过苗头问题，请打开该问题继续办理。",
    )
    if not text.strip():
        raise ValidationError({"text": ["请写明发现的苗头性问题。"]})
    if correct_by is not None:
        _refuse_due(correct_by, held.held_on, "谈话日期")
    concern = Concern.objects.create(
        talk=held,
        cadre=held.cadre,
        text=text,
        demand=demand,
        raised_on=held.held_on,
        correct_by=correct_by,
        changed_by=actor,
    )
    _note(Action.CREATE, actor, concern, {"操作": "登记苗头问题"})
    if was_reminded:
        return remind(
            actor=actor,
            concern=concern,
            seen=None,
            on=on,
            day=held.held_on,
            words=demand or "谈话时已当面提醒。",
            correct_by=correct_by,
        )
    refresh_people([held.cadre_id], on=on, rules=RULES)
    return concern


@transaction.atomic
def remind(
    *,
    actor: Any,
    concern: Concern,
    seen: int | None,
    on: date,
    day: date,
    words: str,
    correct_by: date | None = None,
) -> Concern:
    """The person was reminded on `day`, to correct it by a day (raised -> reminded)."""
    held = _hold(concern, ConcernVerb.REMIND, actor=actor, seen=seen)
    _refuse_day(day, held.raised_on, "发现日期", on)
    due = correct_by or held.correct_by or usual_due(held, day)
    _refuse_due(due, day, "提醒日期")
    values = {"reminded_on": day, "reminder": words, "correct_by": due}
    return _advance(held, ConcernVerb.REMIND, actor=actor, on=on, day=day, words=words, **values)


@transaction.atomic
def report(
    *, actor: Any, concern: Concern, seen: int | None, on: date, day: date, words: str
) -> Concern:
    """How it was corrected (reminded -> corrected)."""
    held = _hold(concern, ConcernVerb.REPORT, actor=actor, seen=seen)
    last = held.steps.exclude(verb=ConcernVerb.REPORT).latest("round")
    _refuse_day(day, last.on, "提醒（退回）日期", on)
    values = {"corrected_on": day, "correction": words}
    return _advance(held, ConcernVerb.REPORT, actor=actor, on=on, day=day, words=words, **values)


@transaction.atomic
def close(
    *, actor: Any, concern: Concern, seen: int | None, on: date, day: date, words: str
) -> Concern:
    """It was corrected: struck off (corrected -> closed)."""
    held = _hold(concern, ConcernVerb.CLOSE, actor=actor, seen=seen)
    _refuse_day(day, held.corrected_on, "改正日期", on)
    values = {"closed_on": day, "closing": words}
    return _advance(held, ConcernVerb.CLOSE, actor=actor, on=on, day=day, words=words, **values)


@transaction.atomic
def give_back(
    *,
    actor: Any,
    concern: Concern,
    seen: int | None,
    on: date,
    day: date,
    words: str,
    correct_by: date,
) -> Concern:
    """It was not enough: owed again, by another day (corrected -> reminded)."""
    held = _hold(concern, ConcernVerb.RETURN, actor=actor, seen=seen)
    _refuse_day(day, held.corrected_on, "改正日期", on)
    _refuse_due(correct_by, day, "退回日期")
    values = {"correct_by": correct_by, "corrected_on": None, "correction": ""}
    return _advance(held, ConcernVerb.RETURN, actor=actor, on=on, day=day, words=words, **values)


def _hold(concern: Concern, verb: ConcernVerb, *, actor: Any, seen: int | None) -> Concern:
    """The concern as it is now, locked, after asking the table. Raises Stale, NotAllowed."""
    rows = Concern.objects.select_for_update(of=("self",), no_key=True)
    held = rows.select_related("cadre__unit", "talk__unit").get(pk=concern.pk)
    if seen is not None and held.version != seen:
        held.change(actor=actor, seen=seen)  # refuses, with who was faster
    CONCERN_FLOW.permit(held, verb, actor)
    refuse_if(
        held.talk.voided_on, "谈话记录已作废，这个苗头问题不再办理；仍要办理的，请重新登记谈话。"
    )
    return held


def _advance(
    concern: Concern,
    verb: ConcernVerb,
    *,
    actor: Any,
    on: date,
    day: date,
    words: str,
    **values: Any,
) -> Concern:
    """Write the step and where it leads; the duties follow in the same transaction."""
    if not words.strip():
        raise ValidationError({"words": ["请写明情况。"]})
    before = str(concern.get_state_display())
    rounds = concern.steps.filter(verb__in=(ConcernVerb.REMIND, ConcernVerb.RETURN)).count()
    begins = verb in (ConcernVerb.REMIND, ConcernVerb.RETURN)
    concern.change(
        actor=actor,
        seen=concern.version,
        state=CONCERN_FLOW.step(concern.state, verb).to,
        **values,
    )
    ConcernStep.objects.create(
        concern=concern,
        verb=verb,
        round=rounds + begins,
        on=day,
        due_on=concern.correct_by if begins else None,
        words=words,
        done_by=actor,
    )
    states = [before, str(concern.get_state_display())]
    _note(Action.CHANGE, actor, concern, {"操作": str(verb.label), "state": states})
    refresh_people([concern.cadre_id], on=on, rules=RULES)
    return concern


def usual_due(concern: Concern, day: date) -> date:
    """By when what was spoken of on a day is to be corrected, where nothing else is set."""
    figures = in_force(ConcernFigures, day, concern.cadre.unit)
    return day + timedelta(days=figures.correct_days)


def _refuse_day(day: date, earliest: date | None, what: str, on: date) -> None:
    if day > on:
        raise ValidationError({"day": [f"日期 {day} 还没有到，请在当天或以后登记。"]})
    if earliest is not None and day < earliest:
        raise ValidationError({"day": [f"日期 {day} 不能早于{what} {earliest}，请核对日期。"]})


def _refuse_due(due: date, day: date, what: str) -> None:
    if due < day:
        raise ValidationError({"correct_by": [f"改正期限 {due} 不能早于{what} {day}，请改晚。"]})
    if due > day + timedelta(days=LONGEST_DAYS):
        sentence = f"改正期限 {due} 离{what} {day} 超过两年，请核对年份。"
        raise ValidationError({"correct_by": [sentence]})


def _note(action: Action, actor: Any, concern: Concern, detail: dict[str, Any]) -> None:
    """One row of the log about the person; never what the concern is."""
    label = f"{concern.cadre} 苗头问题 {concern.raised_on}"
    log(action, actor=actor, subject="cadre", target=concern.cadre, label=label, detail=detail)
