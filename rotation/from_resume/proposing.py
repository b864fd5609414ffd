"""What the lines of a résumé would be as postings; whatever is guessed or in doubt says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from cadres.choices import LEVEL, SERVING, LineKind
from cadres.people.models import Cadre, ResumeLine
from core.codes.vocabulary import vocabulary
from core.months import dotted, first_of, span_text
from rotation.choices import AWAY, PostingKind, Seat
from rotation.from_resume.guessing import away_kind, level_of, place_words, post_words, seat_of
from rotation.from_resume.unit_names import UnitNames
from rotation.grassroots.models import GrassrootsJudgement
from rotation.grassroots.words import told_by
from rotation.postings.models import Posting
from rotation.postings.orders import Order

LONGEST = 80  # characters of a title
YOUNGEST = 16  # years


@dataclass(slots=True)
class Proposal:
    """A line of work and the posting that it would be.

    `faults` are why it can be none as the résumé stands, `doubts` what somebody has to put right
    first, `guesses` what was told by words alone. `is_done`: it is entered already. `ended_on` is
    None while it goes on; `sends` is the unit that sent him out.
    """

    cadre: Cadre
    line: ResumeLine
    kind: PostingKind
    ended_on: date | None
    unit: int | None = None
    unit_name: str = ""
    title: str = ""
    acting: bool = False
    level: str = ""
    seat: Seat = Seat.OTHER
    sends: int | None = None
    grassroots: str | None = None
    guesses: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    is_done: bool = False

    @property
    def key(self) -> int:
        """The line's."""
        return self.line.pk

    @property
    def span(self) -> str:
        """Its months."""
        return span_text(self.line.since, self.line.until)

    @property
    def is_away(self) -> bool:
        """Whether it is a time away."""
        return self.kind in AWAY

    @property
    def is_possible(self) -> bool:
        """Whether it can be entered once it is put right."""
        return not self.faults and not self.is_done

    @property
    def is_sure(self) -> bool:
        """Whether it can be entered as it is."""
        return self.is_possible and not self.doubts and self.unit is not None

    @property
    def level_label(self) -> str:
        """The level in words."""
        return vocabulary(LEVEL).get(self.level, "")

    def order(self) -> Order:
        """The order that it is; only of one that `is_sure`."""
        return Order(
            cadre=self.cadre.pk,
            kind=self.kind,
            unit=self.unit or 0,  # no unit: the guards refuse it
            title=self.title,
            since=self.line.since,
            level=self.level,
            seat=self.seat,
            is_leading=self.seat != Seat.OTHER,
            is_main=not self.is_away,
            acting=self.acting and not self.is_away,
            until=self.line.until if self.is_away else None,
            sending_unit=self.sends if self.is_away else None,
            grassroots=self.grassroots,
            ended_on=self.ended_on,
        )


def proposals(people: Sequence[Cadre], names: UnitNames, on: date) -> list[Proposal]:
    """A proposal for each line of work of these people, in their order. Three statements."""
    keys = [cadre.pk for cadre in people]
    lines: dict[int, list[ResumeLine]] = {key: [] for key in keys}
    rows = ResumeLine.objects.filter(cadre__in=keys, kind=LineKind.WORK, since__lte=on)
    for line in rows.order_by("since", "pk"):
        lines[line.cadre_id].append(line)
    entered: dict[int, list[Posting]] = {key: [] for key in keys}
    for posting in Posting.objects.real().filter(cadre__in=keys).order_by("since"):
        entered[posting.cadre_id].append(posting)
    judged = {
        (one.cadre_id, one.since, one.text): one.kind
        for one in GrassrootsJudgement.objects.filter(cadre__in=keys)
    }
    found = []
    for cadre in people:
        made = {line.pk: _proposal(cadre, line, names, on) for line in lines[cadre.pk]}
        for line in lines[cadre.pk]:
            proposal = made[line.pk]
            if proposal is None:
                continue
            if proposal.is_away:
                _send_from(proposal, made.get(line.within_id) if line.within_id else None)
            said = judged.get((cadre.pk, line.since, line.text))
            proposal.grassroots = said if said is not None else told_by(line.text)
            _hold_against(proposal, entered[cadre.pk])
            found.append(proposal)
    return found


def _proposal(cadre: Cadre, line: ResumeLine, names: UnitNames, on: date) -> Proposal | None:
    """The line by itself; None for what happened meanwhile and was no time away."""
    kind: PostingKind | None = PostingKind.APPOINTMENT
    if line.within_id is not None:
        kind = away_kind(line.text)
    if kind is None:
        return None
    ended = line.until if line.until is not None and line.until <= on else None
    made = Proposal(cadre, line, kind, ended)
    made.faults += _of_period(made)
    begun = names.begin(place_words(line.text), line.since, line.until)
    if begun.place is None:
        made.doubts.append(begun.fault)
        made.title, made.acting = post_words(place_words(line.text))
        made.title = made.title[:LONGEST]
    else:
        made.unit, made.unit_name = begun.place.pk, begun.place.short_name
        made.title, made.acting = post_words(begun.rest)
        made.guesses += [begun.guess] if begun.guess else []
        made.doubts += _of_title(made.title)
        _rank(made, begun.place.level)
    if not made.is_away and ended is None and made.unit and made.unit != cadre.unit_id:
        made.doubts.append(f"现任单位登记为{cadre.unit.short_name}，与这段经历不一致")
    return made


def _rank(made: Proposal, unit_level: str) -> None:
    """Seat and level; those of the present post are on file."""
    made.seat = seat_of(made.title)
    if made.seat != Seat.OTHER:
        made.guesses.append("正副职按职务推测")
    if made.is_away:
        made.guesses.append("类别按文字推测")
        return
    if made.ended_on is None and made.cadre.level:
        made.level = made.cadre.level
        return
    made.level = level_of(made.title, made.seat, unit_level)
    if made.level:
        made.guesses.append("职务层次按职务推测")


def _of_period(made: Proposal) -> Iterator[str]:
    line, cadre = made.line, made.cadre
    if line.until is not None and line.until <= line.since:
        yield "起止在同一个月，不作为一段任职"
    if made.ended_on is None and line.until is not None:
        yield "终止年月还没有到，请先更正简历"
    if line.until is None and made.is_away:
        yield "没有终止年月，请在“派出锻炼”中登记期满日期"
    if made.ended_on is None and cadre.status != SERVING:
        yield f"人员状态是“{cadre.get_status_display()}”，这段经历还没有终止年月，请先更正简历"
    if line.since < cadre.birth.replace(year=cadre.birth.year + YOUNGEST):
        yield f"起始年月时未满 {YOUNGEST} 岁（{dotted(cadre.birth)} 出生），请核对"


def _of_title(title: str) -> Iterator[str]:
    if not title:
        yield "看不出职务，请填写"
    elif len(title) > LONGEST:
        yield f"职务有 {len(title)} 个字，最多 {LONGEST} 个，请精简"


def _send_from(away: Proposal, main: Proposal | None) -> None:
    """Whoever was sent out was sent by the unit of the main line."""
    if main is None or main.unit is None:
        away.faults.append("看不出派出单位，请在“补录经历”中登记")
    elif main.unit == away.unit:
        away.faults.append(f"接收单位就是派出单位“{main.unit_name}”，请核对")
    else:
        away.sends = main.unit


def _hold_against(made: Proposal, entered: Iterable[Posting]) -> None:
    """Whether it is entered already, or meets what is."""
    since, until = made.line.since, made.line.until
    same = [one for one in entered if (one.kind in AWAY) == made.is_away]
    same = [one for one in same if made.is_away or one.is_main]
    if any(first_of(one.since) == since for one in same):
        made.is_done = True
        return
    for one in same:
        if (one.ended_on is None or one.ended_on > since) and (until is None or one.since < until):
            made.faults.append(f"与已登记的“{one.title}”（{one.since} 起）重叠，请核对")
            return
