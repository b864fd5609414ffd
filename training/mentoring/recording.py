"""Sessions and reviews of a round: written, amended, removed; each with its trace in the log."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from core.accounts.models import User
from core.audit.models import Action
from core.audit.services import changes, record
from policy.duties.refreshing import refresh_people
from training.choices import ReviewKind
from training.mentoring.guards import why_not_held, why_not_reviewed
from training.mentoring.models import MentoringReview, MentoringSession, Mentorship
from training.mentoring.services import RULES, locked_round

SAID = ("held_on", "place", "content")
JUDGED = ("held_on", "grade", "opinion", "reviewed_by")


@transaction.atomic
def log_session(
    *,
    actor: User,
    mentorship: Mentorship,
    held_on: date,
    content: str,
    place: str = "",
    on: date,
) -> MentoringSession:
    """One meeting; entered twice with the same words on the same day it is one."""
    current = locked_round(mentorship)
    _refuse(why_not_held(current, held_on, on))
    session, made = MentoringSession.objects.get_or_create(
        mentorship=current,
        held_on=held_on,
        content=content,
        defaults={"place": place, "entered_by": actor},
    )
    if made:
        _log(Action.CREATE, actor, current, {"帮带活动": ["", str(held_on)]})
    return session


@transaction.atomic
def amend_session(
    *, actor: User, session: MentoringSession, on: date, **values: Any
) -> MentoringSession:
    """Another day, place or content; old and new are in the log."""
    current = locked_round(session.mentorship)
    _refuse(why_not_held(current, values["held_on"], on))
    told = changes({name: getattr(session, name) for name in SAID}, values)
    if told:
        MentoringSession.objects.filter(pk=session.pk).update(**values)
        _log(Action.CHANGE, actor, current, {"更正帮带活动": told})
    return session


@transaction.atomic
def remove_session(*, actor: User, session: MentoringSession) -> None:
    """Take a session out that was entered by mistake; what it said stays in the log."""
    current = locked_round(session.mentorship)
    said = [str(session.held_on), session.place, session.content]
    _log(Action.DELETE, actor, current, {"删除帮带活动": said})
    session.delete()


@transaction.atomic
def review(
    *,
    actor: User,
    mentorship: Mentorship,
    seen: int,
    kind: ReviewKind,
    held_on: date,
    grade: str,
    opinion: str,
    reviewed_by: str = "",
    on: date,
) -> MentoringReview:
    """Write the review of a kind, or write it anew; raises Stale if the round was changed since."""
    current = locked_round(mentorship, seen)
    is_final = kind == ReviewKind.FINAL
    _refuse(why_not_reviewed(current, is_final=is_final, day=held_on, on=on))
    values = {
        "held_on": held_on,
        "grade": grade,
        "opinion": opinion,
        "reviewed_by": reviewed_by,
    }
    old = MentoringReview.objects.filter(mentorship=current, kind=kind).first()
    before = {name: getattr(old, name) if old else "" for name in JUDGED}
    told = changes(before, values)
    if old is not None and not told:
        return old
    current.change(actor=actor, seen=seen)
    values["entered_by"] = actor
    found, _ = MentoringReview.objects.update_or_create(
        mentorship=current, kind=kind, defaults=values
    )
    action = Action.CHANGE if old else Action.CREATE
    _log(action, actor, current, {str(ReviewKind(kind).label): told})
    refresh_people([current.cadre_id], on=on, rules=RULES)
    return found


def _refuse(sentence: str) -> None:
    if sentence:
        raise ValidationError({"held_on": sentence})


def _log(action: Action, actor: User, mentorship: Mentorship, detail: dict[str, Any]) -> None:
    record(
        action,
        actor=actor,
        subject="cadre",
        target=mentorship.cadre,
        label=f"{mentorship.cadre} 帮带",
        detail=detail | {"帮带人": str(mentorship.mentor)},
    )
