"""Unit and person speak in an open case, again where they have more to say; each time is a step."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from assessments.cases import guards
from assessments.cases.choices import CaseVerb, UnitOpinion
from assessments.cases.models import RosterCase
from assessments.cases.services.writing import advance, hold, settle


@transaction.atomic
def opine(
    *,
    actor: Any,
    case: RosterCase,
    seen: int | None,
    opinion: str,
    words: str,
    day: date,
    on: date,
) -> RosterCase:
    """What the unit thinks, signed on `day` by its secretary, or by the department for it.

    Raises NotAllowed, Stale, DomainError, ValidationError with a sentence at its field.
    """
    held = hold(case, CaseVerb.OPINE, actor=actor, seen=seen)
    guards.refuse_opinion(held, opinion)
    guards.refuse_words(words=words)
    guards.refuse_day(held, day, on)
    advance(
        held,
        CaseVerb.OPINE,
        actor=actor,
        day=day,
        words=words,
        detail={"opinion": str(UnitOpinion(opinion).label)},
        opinion=opinion,
        opinion_words=words,
        opinion_on=day,
    )
    return settle(held, on)


@transaction.atomic
def state(
    *, actor: Any, case: RosterCase, seen: int | None, words: str, day: date, on: date
) -> RosterCase:
    """What the person says to it, in his own hand or written down by an office; same refusals."""
    held = hold(case, CaseVerb.STATE, actor=actor, seen=seen)
    guards.refuse_words(words=words)
    guards.refuse_day(held, day, on)
    advance(
        held,
        CaseVerb.STATE,
        actor=actor,
        day=day,
        words=words,
        statement=words,
        statement_on=day,
    )
    return settle(held, on)
