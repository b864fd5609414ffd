"""Postings of the demonstration's people out of their résumés, so that the two say the same."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import connection

from cadres.choices import LineKind
from cadres.demo.offices import Office, region
from cadres.demo.rows import WRITTEN_AT
from cadres.demo.seats import Role
from cadres.people.models import ResumeLine
from core.choices import UnitKind
from core.copying import copy_rows
from rotation.choices import EndReason, PostingKind, Seat
from rotation.demo.positions import Key, Seats, load_positions
from rotation.demo.titles import Post, Reader
from rotation.postings.grassroots_kind import kind_of

BATCH = 2000  # people read together
SENT = "挂任"  # how the line of a secondment begins
ACTING_OF = 23  # of so many deputies of a section one stands in for its head
POSTING = (
    "version", "changed_at", "cadre_id", "kind", "unit_id", "sending_unit_id", "position_id",
    "title", "level", "seat", "is_leading", "is_main", "acting", "since", "until", "ended_on",
    "end_reason", "end_note", "document", "duties", "treatment", "grassroots",
    "over_quota_reason", "line", "noted",
)  # fmt: skip


class Line(NamedTuple):
    """A line of work, with the level that its person has now."""

    cadre: int
    pk: int
    within: int | None
    since: date
    until: date | None
    text: str
    level: str


def load_careers(offices: Sequence[Office]) -> tuple[int, int]:
    """Positions, then postings of every line of work that names a unit. How many of each."""
    reader = Reader(offices)
    seats = load_positions(offices, _holders(reader))
    writer = Writer(reader, seats, _present(reader, seats))
    count = 0
    for number, people in enumerate(_batches(), start=1):
        rows = [row for lines in people for row in writer.rows(lines)]
        copy_rows("rotation_posting", POSTING, rows)
        count += len(rows)
        if number == 1:
            _look_at_what_is_there()
    return len(seats.ids), count


def _look_at_what_is_there() -> None:
    """Checks of a row planned while the table was empty read all of it for each row that comes."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE rotation_posting")


def _lines() -> Any:
    return ResumeLine.objects.filter(kind=LineKind.WORK)


def _holders(reader: Reader) -> Counter[Key]:
    """How many hold each post today."""
    texts = _lines().filter(until=None, within=None).values_list("text", flat=True)
    posts = map(reader.read, texts.iterator(chunk_size=BATCH))
    return Counter((post.office.pk, post.title) for post in posts if post)


def _present(reader: Reader, seats: Seats) -> dict[int, int]:
    """The position of everybody who has one today: they sit down before those of former times."""
    lines = _lines().filter(until=None, within=None).order_by("pk")
    found = {}
    for cadre, since, text in lines.values_list("cadre_id", "since", "text").iterator():
        post = reader.read(text)
        if post and (position := seats.take(post, day_in(cadre, since), date.max)):
            found[cadre] = position
    return found


def _batches() -> Iterator[list[list[Line]]]:
    """The lines of people, person by person in their order."""
    columns = ("cadre_id", "pk", "within_id", "since", "until", "text", "cadre__level")
    last = 0
    while True:
        people = list(
            _lines().filter(cadre_id__gt=last).order_by("cadre_id")
            .values_list("cadre_id", flat=True).distinct()[:BATCH]
        )  # fmt: skip
        if not people:
            return
        rows = _lines().filter(cadre_id__gte=people[0], cadre_id__lte=people[-1])
        rows = rows.order_by("cadre_id", "since", "pk").values_list(*columns)
        lines = map(Line._make, rows)
        yield [list(own) for _, own in groupby(lines, attrgetter("cadre"))]
        last = people[-1]


def day_in(cadre: int, month: date) -> date:
    """Some day of the month, always the same for a person: offices are not taken up on the 1st."""
    return month.replace(day=3 + (cadre * 7 + month.toordinal()) % 23)


@dataclass(slots=True)
class Writer:
    """Makes rows of postings; `present` is where people sit now."""

    reader: Reader
    seats: Seats
    present: dict[int, int]

    def rows(self, lines: list[Line]) -> Iterator[list[Any]]:
        """What one person held one after the other, and where he was sent meanwhile."""
        held = [line for line in lines if line.within is None]
        posts = {line.pk: self.reader.read(line.text) for line in held}
        before: Post | None = None
        for line in held:
            post = posts[line.pk]
            if post is not None:
                yield self._held(line, post, before)
            before = post
        for line in lines:
            sender = posts.get(line.within) if line.within else None
            host = self.reader.read(line.text.removeprefix(SENT))
            if sender and host and host.office != sender.office and line.until:
                yield self._sent(line, host, sender)

    def _held(self, line: Line, post: Post, before: Post | None) -> list[Any]:
        since = day_in(line.cadre, line.since)
        until = day_in(line.cadre, line.until) if line.until else None
        position = (
            self.present.get(line.cadre) if until is None else self.seats.take(post, since, until)
        )
        moved = before is not None and before.office == post.office and before.level == post.level
        acting = post.role == Role.SECOND and until is None and line.cadre % ACTING_OF == 0
        return [
            1, WRITTEN_AT, line.cadre, (PostingKind.ROTATION if moved else PostingKind.APPOINTMENT),
            post.office.pk, None, position, post.title,
            post.level if until else line.level, post.seat.value, post.leads, True, acting,
            since, None, until, EndReason.MOVED.value if until else "", "",
            _document(post, since), "", "", kind_of(
                UnitKind(post.office.kind), is_away=False, title=post.title
            ), "", line.text, False,
        ]  # fmt: skip

    def _sent(self, line: Line, host: Post, sender: Post) -> list[Any]:
        since, until = day_in(line.cadre, line.since), day_in(line.cadre, line.until)
        leads = host.seat != Seat.OTHER
        return [
            1, WRITTEN_AT, line.cadre, PostingKind.SECONDMENT.value, host.office.pk,
            sender.office.pk, None, host.title, host.level if leads else "", host.seat.value,
            leads, False, False, since, until, until, EndReason.COMPLETED.value, "",
            f"清组干〔{since.year}〕{since.month * 4}号", "", "", kind_of(
                UnitKind(host.office.kind), is_away=True, title=host.title
            ), "", line.text, False,
        ]  # fmt: skip


def _document(post: Post, since: date) -> str:
    """Leaders are appointed by the committee, heads of sections by the unit's own paper."""
    if post.role == Role.STAFF:
        return ""
    place = region(post.office)[0] if post.role <= Role.DEPUTY else ""
    return f"{place}组任〔{since.year}〕{since.month * 5 + since.day % 5}号"
