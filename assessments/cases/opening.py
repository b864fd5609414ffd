"""Events open cases: each event one, whoever looks, how often ever, and at once.

The key of an event is unique in the database; what two sweeps find together, one of them writes.
Nothing else follows: a case is decided by people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from assessments.cases.choices import CaseVerb
from assessments.cases.models import CaseStep, RosterCase
from assessments.cases.rules.every import RULES
from assessments.cases.rules.rule import Hit, Rule
from assessments.cases.rules.spells import Told, kept, looks
from assessments.cases.snapshot import digest_of, made, people_read, stays_read, terms_on
from cadres.roster.models import RosterEntry
from core.arrays import among
from core.audit.models import Action
from core.audit.services import Note, record_many
from policy.duties.refreshing import refresh_people
from policy.duties.services import MOST_AT_ONCE
from policy.duties.services import follow as follow_duties
from policy.judgements import Judgement
from policy.parameters.figures import Missing

DUTIES: Final = (
    *("case.opinion", "case.decide", "case.decide_county"),
    *("case.observe", "case.observe_county", "case.exit_talk"),
)
AT_ONCE: Final = 500  # rows in one statement
VERDICT: Final = 300  # characters


@dataclass(frozen=True, slots=True)
class Found:
    """An event, with the rule that found it and why."""

    rule: Rule
    hit: Hit
    judgement: Judgement


def _silent(_rule: Rule, _fault: str) -> None:
    """Nobody to tell: the nightly run says what is missing."""


def found(*, on: date, people: Collection[int] | None = None, told: Told = _silent) -> list[Found]:
    """Events that have no case yet, as of a day; one statement per rule, spell and region."""
    values = kept(RULES, on)
    events: list[Found] = []
    for rule in RULES:
        try:
            for look in looks(rule, values, on=on, people=people, told=told):
                events += [Found(rule, h, rule.judgement(h, look.region)) for h in rule.hits(look)]
        except Missing as missing:  # a figure of another clause, which nobody has set
            told(rule, str(missing))
    return events


@transaction.atomic
def sweep(*, on: date, people: Collection[int] | None = None, told: Told = _silent) -> int:
    """Open a case for every new event, everybody's or those of `people`; how many.

    Safe to run twice and at once: an event that has its case is left alone, decided or not.
    """
    return len(opened(found(on=on, people=people, told=told), actor=None, on=on, told=told))


def follow(people: Collection[int], *, on: date) -> None:
    """Facts about people have changed (`settings.FOLLOWERS`)."""
    sweep(on=on, people=people)


@transaction.atomic
def opened(
    events: Iterable[Found], *, actor: Any, on: date, words: str = "", told: Told = _silent
) -> list[RosterCase]:
    """The cases of these events, but for those that somebody else opened meanwhile."""
    events = sorted(_lasting(events, on), key=lambda one: (one.hit.cadre, one.hit.event))
    if not events:
        return []
    try:
        cases = _cases(events, actor, on)
    except Missing as missing:
        if actor is not None:
            raise
        told(events[0].rule, str(missing))
        return []
    RosterCase.objects.bulk_create(cases, batch_size=AT_ONCE, ignore_conflicts=True)
    # Whoever was faster has committed by now, with the first step of his cases.
    mine = RosterCase.objects.filter(
        among("cadre_id", {case.cadre_id for case in cases}), steps__isnull=True
    ).select_related("cadre")
    new = list(mine.order_by("pk"))
    CaseStep.objects.bulk_create(
        CaseStep(case=case, verb=CaseVerb.OPEN, on=on, words=words, done_by=actor, detail=by(actor))
        for case in new
    )
    detail = {"操作": str(CaseVerb.OPEN.label)}
    notes = [Note(case.cadre_id, f"{case} {on}", detail) for case in new]
    record_many(Action.CREATE, actor=actor, subject="cadre", notes=notes)
    _owe([case.cadre_id for case in new], on)
    return new


def _lasting(events: Iterable[Found], on: date) -> list[Found]:
    """Those about whoever is not released meanwhile, his stay locked.

    A release holds the stay and takes the duties last, as the opening of a case does: else each
    would wait for the other, since the reference to a stay is checked at the very end.
    """
    events = list(events)
    stays = {one.hit.entry for one in events if one.hit.entry}
    rows = RosterEntry.objects.filter(among("pk", stays)).order_by("pk")
    rows = rows.filter(Q(left_on__isnull=True) | Q(left_on__gt=on))
    locked = rows.select_for_update(no_key=True).values_list("pk", flat=True)
    lasting: set[int] = set(locked) if stays else set()
    return [one for one in events if one.hit.entry is None or one.hit.entry in lasting]


def by(actor: Any) -> dict[str, str]:
    """Who did a step, as he was called; the system by itself does nothing but open."""
    return {"by": str(actor) if actor else "系统"}


def _cases(events: list[Found], actor: Any, on: date) -> list[RosterCase]:
    people = people_read({one.hit.cadre for one in events})
    stays = stays_read({one.hit.entry for one in events if one.hit.entry})
    terms = terms_on(on)
    cases = []
    for one in events:
        rule, hit = one.rule, one.hit
        snapshot = made(
            judgement=one.judgement,
            rule=rule.name,
            kind=rule.kind,
            ground=rule.ground,
            was=hit.was,
            person=people[hit.cadre],
            stay=stays[hit.entry] if hit.entry else None,
            terms=terms,
            on=on,
        )
        cases.append(
            RosterCase(
                kind=rule.kind,
                ground=rule.ground,
                cadre_id=hit.cadre,
                entry_id=hit.entry,
                unit_id=hit.unit,
                event=hit.event,
                opened_on=on,
                opened_by=actor,
                changed_by=actor,
                verdict=hit.verdict[:VERDICT],
                snapshot=snapshot,
                digest=digest_of(snapshot),
            )
        )
    return cases


def _owe(people: list[int], on: date) -> None:
    if len(people) <= MOST_AT_ONCE:
        refresh_people(people, on=on, rules=DUTIES)
    else:
        follow_duties(people, on=on)
