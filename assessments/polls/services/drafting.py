"""A poll is prepared: what for, about whom, by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from assessments.polls import guards
from assessments.polls.choices import Category, PollKind, PollVerb, VotingMode
from assessments.polls.figures import PollFigures
from assessments.polls.models import Electorate, Poll, PollSubject
from assessments.polls.services.steps import held, note
from cadres.people.models import Cadre
from cadres.people.querysets import KEEPERS
from core.audit.models import Action
from core.audit.services import changes, record
from core.errors import NotAllowed, refuse_if
from core.units.models import Unit
from policy.parameters.figures import in_force

FIELDS = ("kind", "title", "opens_on", "closes_on", "asks_fit", "takes_words")


@dataclass(frozen=True, slots=True)
class Voters:
    """A category that votes; the usual weight is the figure's."""

    category: str
    expected: int
    mode: str = VotingMode.CODES
    weight: int | None = None


@transaction.atomic
def create(
    *,
    actor: Any,
    unit: Unit,
    year: int,
    title: str,
    opens_on: date,
    closes_on: date,
    on: date,
    kind: str = PollKind.ANNUAL,
    asks_fit: bool = True,
    takes_words: bool = True,
) -> Poll:
    """Begin a poll at a unit; it goes by the figures of today, whatever becomes of them.

    Raises NotAllowed, ValidationError at its field.
    """
    reached = Unit.objects.visible_to(actor, acting_as=KEEPERS).filter(pk=unit.pk).exists()
    refuse_if(
        not reached,
        "民主测评由市、县（区）委组织部组织，您的角色不能办理；请联系组织部门。",
        NotAllowed,
    )
    refuse_if(unit.abolished_on, f"“{unit}”已撤销，不能组织测评，请另选单位。")
    figures = in_force(PollFigures, on, unit)
    poll = Poll(
        unit=unit,
        year=year,
        kind=kind,
        title=title.strip(),
        opens_on=opens_on,
        closes_on=closes_on,
        asks_fit=asks_fit,
        takes_words=takes_words,
        min_group=figures.min_group,
        abstain_counts=figures.abstain_counts,
        changed_by=actor,
    )
    guards.refuse_days(year, opens_on, closes_on)
    poll.full_clean()
    poll.save(force_insert=True)
    record(Action.CREATE, actor=actor, target=poll, detail={"单位": unit.short_name, "年度": year})
    return poll


@transaction.atomic
def edit(*, actor: Any, poll: Poll, seen: int, **values: Any) -> Poll:
    """Other values of `FIELDS`, until it opens. Raises ValidationError, Stale, NotAllowed."""
    one = held(poll, PollVerb.EDIT, actor=actor, seen=seen)
    if unknown := set(values) - set(FIELDS):
        raise TypeError(f"not a field that is edited: {unknown}")
    told = changes({name: getattr(one, name) for name in values}, values)
    for name, value in values.items():
        setattr(one, name, value)
    guards.refuse_days(one.year, one.opens_on, one.closes_on)
    one.full_clean()
    one.change(actor=actor, seen=seen, **values)
    note(PollVerb.EDIT, one, actor=actor, **told)
    return one


@transaction.atomic
def set_people(*, actor: Any, poll: Poll, people: Sequence[Cadre], seen: int) -> Poll:
    """Who is appraised, in this order, instead of whoever was.

    Raises NotAllowed for somebody out of the actor's reach, ValidationError at `people`.
    """
    one = held(poll, PollVerb.EDIT, actor=actor, seen=seen)
    guards.refuse_people(people)
    keys = [person.pk for person in people]
    rows = Cadre.objects.visible_to(actor, acting_as=KEEPERS).filter(pk__in=keys)
    found = {person.pk: person for person in rows}
    refuse_if(
        len(found) != len(keys),
        "有的人员不在您的管理范围内，不能列入，请刷新页面重新选择。",
        NotAllowed,
    )
    one.subjects.all().delete()
    PollSubject.objects.bulk_create(
        PollSubject(poll=one, cadre=person, position=position, title=_title(person))
        for position, person in enumerate((found[key] for key in keys), start=1)
    )
    one.change(actor=actor, seen=one.version)
    note(PollVerb.EDIT, one, actor=actor, 被测评人=len(keys))
    return one


@transaction.atomic
def set_electorates(*, actor: Any, poll: Poll, voters: Sequence[Voters], seen: int) -> Poll:
    """Who votes, instead of whoever was to; a category whose slips are printed keeps its way.

    Raises ValidationError at `voters`.
    """
    one = held(poll, PollVerb.EDIT, actor=actor, seen=seen)
    former = {row.category: row for row in one.electorates.all()}
    guards.refuse_voters(voters, former)
    usual = _usual_weights(one)
    one.electorates.exclude(category__in=[row.category for row in voters]).delete()
    for row in voters:
        made = former.get(row.category) or Electorate(poll=one, category=row.category)
        made.mode, made.expected = row.mode, row.expected
        made.weight = usual[row.category] if row.weight is None else row.weight
        made.full_clean(exclude=["poll"])
        made.save()
    one.change(actor=actor, seen=one.version)
    told = "，".join(f"{row.category} {row.expected} 人" for row in voters)
    note(PollVerb.EDIT, one, actor=actor, 投票人=told)
    return one


def _usual_weights(poll: Poll) -> dict[str, int]:
    figures = in_force(PollFigures, poll.opens_on, poll.unit)
    weights = (figures.weight_a, figures.weight_b, figures.weight_c)
    return dict(zip(map(str, Category), weights, strict=True))


def _title(person: Cadre) -> str:
    longest = PollSubject._meta.get_field("title").max_length
    return (person.short_title or person.title)[:longest]
