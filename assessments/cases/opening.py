"""Events open cases: each event one, whoever looks, how often ever, and at once.

The key of an event is unique in the database; what two sweeps find together, one of them writes.
Nothing else follows: a case is decided by people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from assessments.cases.choices import CaseKind, CaseVerb
from assessments.cases.models import CaseStep, RosterCase
from assessments.cases.rules.concerned import concerned
from assessments.cases.rules.every import RULES
from assessments.cases.rules.rule import Hit, Rule
from assessments.cases.rules.spells import Told, kept, looks
from assessments.cases.snapshot import digest_of, made, people_read, stays_read, terms_on
from cadres.roster.models import RosterEntry
from core.arrays import among
from core.audit.models import Action
from core.audit.services import Note, record_many
from core.copying import add_rows, copy_rows
from policy.duties.refreshing import refresh_people
from policy.duties.services import MOST_AT_ONCE
from policy.duties.services import follow as follow_duties
from policy.judgements import Judgement
from policy.parameters.figures import Missing

DUTIES: Final = (
    *("case.opinion", "case.decide", "case.decide_county"),
    *("case.observe", "case.observe_county", "case.exit_talk"),
)
CASE: Final = tuple(
    str(field.column) for field in RosterCase._meta.concrete_fields if not field.primary_key
)
STEP: Final = ("case_id", "verb", "on", "words", "detail", "done_by_id", "done_at")
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
    about = None if people is None else concerned(RULES, people, on)
    events: list[Found] = []
    for rule in RULES:
        who = None if about is None else about[rule.name]
        if about is not None and not who:
            continue
        try:
            for look in looks(rule, values, on=on, people=who, told=told):
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
) -> list[int]:
    """The cases of these events, but for those that somebody else opened meanwhile; their keys."""
    events = sorted(_lasting(events, on), key=lambda one: (one.hit.cadre, one.hit.event))
    if not events:
        return []
    people = people_read({one.hit.cadre for one in events})
    try:
        cases = _cases(events, people, actor, on)
    except Missing as missing:
        if actor is not None:
            raise
        told(events[0].rule, str(missing))
        return []
    rows = ([getattr(case, name) for name in CASE] for case in cases)
    new = add_rows(RosterCase._meta.db_table, CASE, rows, returning=("id", "cadre_id", "kind"))
    now, who, verb = timezone.now(), actor and actor.pk, str(CaseVerb.OPEN)
    steps = ([case, verb, on, words, by(actor), who, now] for case, _cadre, _kind in new)
    copy_rows(CaseStep._meta.db_table, STEP, steps)
    detail = {"操作": str(CaseVerb.OPEN.label)}
    notes = (
        Note(cadre, f"{people[cadre]['name']} {CaseKind(kind).label}个案 {on}", detail)
        for _case, cadre, kind in new
    )
    record_many(Action.CREATE, actor=actor, subject="cadre", notes=notes)
    _owe([cadre for _case, cadre, _kind in new], on)
    return [case for case, _cadre, _kind in new]


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


def _cases(
    events: list[Found], people: Mapping[int, Mapping[str, Any]], actor: Any, on: date
) -> list[RosterCase]:
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
