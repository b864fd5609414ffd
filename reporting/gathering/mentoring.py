"""Part two: mentoring (clause 3.1.2)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from core.months import dotted
from reporting.gathering.asking import Place, Told, Worked, share
from reporting.gathering.content import Behind, Row
from reporting.gathering.crowd import Crowd
from reporting.gathering.ledger import Ledger
from reporting.gathering.span import Span
from training.choices import EndReason
from training.mentoring.models import Mentorship

LABELS = {one.value: str(one.label) for one in EndReason}


class Pairing(NamedTuple):
    """A round with its mentor."""

    pk: int
    cadre: int
    mentor: str
    title: str
    since: date
    until: date
    ended_on: date | None
    end_reason: str

    def runs(self, on: date) -> bool:
        """Whether the day is a part of it, though its term may be over."""
        return self.since <= on and (self.ended_on is None or self.ended_on > on)

    def is_full(self, span: Span) -> bool:
        """Whether its term ended in the year, and nobody had ended it before."""
        in_time = self.ended_on is None or self.ended_on >= self.until
        return in_time and span.first <= self.until <= span.on


def enter(ledger: Ledger, crowd: Crowd) -> None:
    """Rounds of which some day is in the year. One statement."""
    span, first = crowd.span, crowd.span.first
    lasts = Q(ended_on__isnull=True) | Q(ended_on__gte=span.first)
    rows = Mentorship.objects.real().filter(lasts, crowd.within("cadre__"), since__lte=span.on)
    paths = ("pk", "cadre_id", "mentor__name", "mentor__title")
    days = ("since", "until", "ended_on", "end_reason")
    for one in map(Pairing._make, rows.order_by("pk").values_list(*paths, *days)):
        if one.runs(span.on) and one.cadre in crowd.here:
            ledger.count(one.cadre, "mentoring.pairs")
        if one.since >= first:
            ledger.count(one.cadre, "mentoring.begun")
        if one.is_full(span):
            ledger.count(one.cadre, "mentoring.ending")
        if one.cadre in crowd.people:
            cells = (crowd.people[one.cadre].name, *_cells(one, span))
            row = Row(one.cadre, cells, f"mentorship:{one.pk}")
            ledger.tell("training", one.cadre, row, place=one.since.isoformat())


def _cells(one: Pairing, span: Span) -> tuple[str, ...]:
    ended = one.ended_on if one.ended_on and one.ended_on <= span.on else None
    how = LABELS[one.end_reason] if ended else "帮带中"
    who = f"帮带人：{one.mentor}（{one.title}）"
    return "领导帮带", who, dotted(one.since), dotted(ended or one.until), how


def pairs(place: Place) -> Behind:
    """Clause 3.1.2: rounds that run on the day, of those on the roster on it; one whose term is
    over runs until somebody ends it."""
    return place.list("mentoring:list", rostered="here")


def begun(place: Place) -> Behind:
    """Clause 3.1.2: rounds of people of the year that began in it, without what was taken back."""
    asked = place.since("since") | {"course": "real", "rostered": place.rostered}
    return place.list("mentoring:list", standing="all", **asked)


def ending(place: Place) -> Behind:
    """Clause 3.1.2: rounds of people of the year whose term (期满日期) ended in it, but for those
    that were ended before."""
    asked = place.since("until") | {"course": "full", "rostered": place.rostered}
    return place.list("mentoring:list", standing="all", **asked)


def covered(place: Place) -> Behind:
    """Clause 3.1.2: of those on the roster on the day, what part has a mentor on it, in percent."""
    return pairs(place)


FIGURES: dict[str, Told] = {
    "mentoring.pairs": pairs,
    "mentoring.begun": begun,
    "mentoring.ending": ending,
    "mentoring.covered": covered,
}


def part_covered(counted: Counter[str]) -> str:
    """Nobody has two mentors at a time, so the pairs are as many as who has one."""
    return share(counted["mentoring.pairs"], counted["roster.open"])


WORKED: dict[str, Worked] = {"mentoring.covered": part_covered}
