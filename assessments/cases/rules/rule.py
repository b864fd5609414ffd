"""What a rule is: figures of a region in, people and what happened to them out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import (
    CharField,
    DateField,
    Exists,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Concat

from assessments.cases.choices import CaseKind, CaseState
from assessments.cases.models import RosterCase
from core.arrays import among
from policy.judgements import Fact, Judgement, judged
from policy.parameters.figures import Region


@dataclass(frozen=True, slots=True)
class Look:
    """What a rule is asked: about the people of a region, for the days of one spell of figures.

    Events of `first` (null: since ever) up to `end` (that day not included; null: still) are judged
    by `region.figures`, as seen on the day `on`; `people` None means everybody.
    """

    region: Region
    on: date
    first: date | None = None
    end: date | None = None
    people: Collection[int] | None = None

    def of_stays(self, rows: QuerySet, *, happened: Any, event: Any) -> QuerySet:
        """Rows with a `cadre` who is on the roster, and was when it happened; new events alone.

        Annotated with `happened`, `event`, `of_entry`, `of_unit`. What happened before somebody
        entered was known when he was chosen.
        """
        found = rows.annotate(happened=happened, event=event).filter(
            Q(cadre__entries__left_on__isnull=True) | Q(cadre__entries__left_on__gt=self.on),
            self.days(),
            self.place("cadre__unit_path"),
            self.persons("cadre_id"),
            cadre__entries__entered_on__lte=F("happened"),
        )
        found = found.filter(~known(CaseKind.EXIT, "cadre_id"))
        found = found.annotate(of_entry=F("cadre__entries__pk"), of_unit=F("cadre__unit_id"))
        return found.order_by("cadre_id", "event")

    def days(self) -> Q:
        """The days of the spell, none of them after `on`."""
        condition = Q(happened__lte=self.on)
        if self.first is not None:
            condition &= Q(happened__gte=self.first)
        if self.end is not None:
            condition &= Q(happened__lt=self.end)
        return condition

    def place(self, path: str) -> Q:
        """The units of the region."""
        condition = Q(**{f"{path}__startswith": self.region.path}) if self.region.path else Q()
        for without in self.region.without:
            condition &= ~Q(**{f"{path}__startswith": without})
        return condition

    def persons(self, path: str) -> Q:
        """The people who are asked about."""
        return Q() if self.people is None else among(path, self.people)


@dataclass(frozen=True, slots=True)
class Hit:
    """An event about a person. `was` is what `Rule.stands` compares with later."""

    cadre: int
    entry: int | None
    unit: int
    event: str
    happened: date
    verdict: str
    facts: tuple[Fact, ...] = ()
    near: str = ""
    was: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule: `hits(look)` are what opens cases, in one statement over the rows of `reads`.

    `sentence` says it in words, `{names}` of figures in it. `stands(case)` is whether the event of
    a case is still true by the facts of today; the figures it was judged by do not matter.
    """

    name: str
    ground: str
    clause: str
    label: str
    sentence: str
    figures: type
    hits: Callable[[Look], Iterable[Hit]]
    stands: Callable[[RosterCase], bool]
    kind: CaseKind = CaseKind.EXIT
    reads: type[Model] | None = None  # rows with a `cadre`; null: none

    def judgement(self, hit: Hit, region: Region) -> Judgement:
        """Why, by the figures of the region as they were on the day of the event."""
        return judged(
            holds=True,
            verdict=hit.verdict,
            clause=self.clause,
            sentence=self.sentence,
            kind=self.figures,
            region=replace(region, on=hit.happened),
            facts=hit.facts,
            near=hit.near,
        )


def event_of(name: str, path: str) -> Concat:
    """The name of an event: `poll:12`."""
    return Concat(Value(f"{name}:"), Cast(path, CharField()), output_field=CharField())


def day_of(path: str) -> Cast:
    """A day of a row as the day of its event."""
    return Cast(path, DateField())


def known(kind: CaseKind, cadre: str) -> Exists:
    """Events of rows with `event` that have opened their case already.

    A case is withdrawn where its event was taken back: one that comes back, as a grade does that is
    decided again, is another.
    """
    cases = RosterCase.objects.filter(kind=kind, cadre=OuterRef(cadre), event=OuterRef("event"))
    return Exists(cases.exclude(state=CaseState.WITHDRAWN))


def key_in(event: str) -> int:
    """The number that an event names: 12 of `poll:12`."""
    return int(event.partition(":")[2])
