"""Part two: rotation (clause 3.1.3) and the front line (clause 3.1.4), from postings."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import Q

from core.choices import UnitKind
from core.months import dotted
from reporting.gathering.asking import Place, Told
from reporting.gathering.content import Behind, Row
from reporting.gathering.crowd import Crowd
from reporting.gathering.ledger import Ledger
from reporting.gathering.span import Span
from rotation.choices import AWAY, EndReason, PostingKind
from rotation.postings.models import Posting

SENT_TO_LEARN = (PostingKind.SECONDMENT, PostingKind.SHADOW)
# Channels that are a kind of their own.
KEY_OF = {
    PostingKind.PETITION: "frontline.petition",
    PostingKind.GRASSROOTS: "frontline.service",
    PostingKind.TASK: "frontline.urgent",
}
KINDS = {one.value: str(one.label) for one in PostingKind}
ENDS = {one.value: str(one.label) for one in EndReason}
ELSEWHERE = tuple(kind.value for kind in UnitKind if kind != UnitKind.TOWNSHIP)


class Sent(NamedTuple):
    """A posting away, or a rotation."""

    pk: int
    cadre: int
    kind: str
    unit: str
    unit_kind: str
    title: str
    since: date
    until: date | None
    ended_on: date | None
    end_reason: str

    @property
    def channel(self) -> str:
        """The figure of its channel."""
        if self.kind in SENT_TO_LEARN:
            to_township = self.unit_kind == UnitKind.TOWNSHIP
            return "frontline.township" if to_township else "frontline.secondment"
        return KEY_OF[PostingKind(self.kind)]


def enter(ledger: Ledger, crowd: Crowd) -> None:
    """Rotations of the year, and postings away of which some day is in it. One statement."""
    span = crowd.span
    lasts = Q(ended_on__isnull=True) | Q(ended_on__gte=span.first)
    rotated = Q(kind=PostingKind.ROTATION, since__gte=span.first)
    rows = Posting.objects.real().filter(
        Q(kind__in=AWAY) & lasts | rotated, crowd.within("cadre__"), since__lte=span.on
    )
    paths = ("pk", "cadre_id", "kind", "unit__short_name", "unit__kind", "title")
    days = ("since", "until", "ended_on", "end_reason")
    for one in map(Sent._make, rows.order_by("pk").values_list(*paths, *days)):
        if one.kind == PostingKind.ROTATION:
            ledger.count(one.cadre, "rotation.moves")
        else:
            _count_away(ledger, crowd, one)
        if one.cadre in crowd.people:
            cells = (crowd.people[one.cadre].name, *_cells(one, span))
            row = Row(one.cadre, cells, f"posting:{one.pk}")
            ledger.tell("training", one.cadre, row, place=one.since.isoformat())


def _count_away(ledger: Ledger, crowd: Crowd, one: Sent) -> None:
    if one.since >= crowd.span.first:
        ledger.count(one.cadre, "frontline.sent")
        ledger.count(one.cadre, one.channel)
    is_away = one.ended_on is None or one.ended_on > crowd.span.on
    if is_away and one.cadre in crowd.here:
        ledger.count(one.cadre, "frontline.away")


def _cells(one: Sent, span: Span) -> tuple[str, ...]:
    ended = one.ended_on if one.ended_on and one.ended_on <= span.on else None
    last = ended or one.until
    how = ENDS[one.end_reason] if ended else ""
    if not ended and one.kind in AWAY:
        how = "在外"
    until = dotted(last) if last else ""
    return KINDS[one.kind], f"{one.unit}{one.title}", dotted(one.since), until, how


def _begun(place: Place, *kinds: str, **more: object) -> Behind:
    """Postings of people of the year that began in it, without what was taken back."""
    asked = place.since("since") | {"rostered": place.rostered, "standing": "all"}
    return place.list("postings:list", kind=kinds, **asked, **more)  # type: ignore[arg-type]


def moves(place: Place) -> Behind:
    """Clause 3.1.3: rotations (轮岗) of people of the year that began in it."""
    return _begun(place, PostingKind.ROTATION.value)


def sent(place: Place) -> Behind:
    """Clause 3.1.4: postings away of people of the year that began in it, by whatever channel."""
    return _begun(place, *(kind.value for kind in AWAY))


def away(place: Place) -> Behind:
    """Clause 3.1.4: those on the roster on the day who are away on it, though their term may be
    over; nobody is away by two channels at once."""
    return place.list("postings:list", standing="away", rostered="here")


def township(place: Place) -> Behind:
    """Clause 3.1.4: of those sent in the year, who went on 挂职 or 跟班 to a township."""
    return _begun(place, *SENT_TO_LEARN, host_kind=UnitKind.TOWNSHIP.value)


def secondment(place: Place) -> Behind:
    """Clause 3.1.4: of those sent in the year, who went on 挂职 or 跟班 elsewhere."""
    return _begun(place, *SENT_TO_LEARN, host_kind=ELSEWHERE)


def petition(place: Place) -> Behind:
    """Clause 3.1.4: of those sent in the year, who went to supervise petitions (信访督查)."""
    return _begun(place, PostingKind.PETITION.value)


def service(place: Place) -> Behind:
    """Clause 3.1.4: of those sent in the year, who went to serve the grassroots."""
    return _begun(place, PostingKind.GRASSROOTS.value)


def urgent(place: Place) -> Behind:
    """Clause 3.1.4: of those sent in the year, who were called to urgent tasks (急难险重)."""
    return _begun(place, PostingKind.TASK.value)


FIGURES: dict[str, Told] = {
    "rotation.moves": moves,
    "frontline.sent": sent,
    "frontline.away": away,
    "frontline.township": township,
    "frontline.secondment": secondment,
    "frontline.petition": petition,
    "frontline.service": service,
    "frontline.urgent": urgent,
}
