"""A code as typed leads to its poll: one probe of an index, whatever the poll.

What an open poll asks is read once per process and kept: nobody edits an open poll, and with its
state its version changes. Names on it are those of its first voter.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from django.db import connection

from assessments.polls import codes
from assessments.polls.choices import PollState
from assessments.polls.models import Electorate, Poll, PollSubject
from assessments.polls.refusals import NoSuchCode, NotOpen

UNKNOWN: Final = "没有这个测评码，请对照测评票核对后重新输入。"
CLOSED: Final = {
    PollState.DRAFT: "这次测评还没有开始投票，请在 {opens_on} 以后再试。",
    PollState.CLOSED: "这次测评已经截止，不再收票。",
    PollState.COUNTED: "这次测评已经截止并计票，不再收票。",
    PollState.CANCELLED: "这次测评已经作废，不再收票。",
}
POLLS: Final = 16  # that a process keeps
# Only an open poll is sure to have a bit for every place.
_PROBE: Final = """
SELECT p.state, p.opens_on, p.closes_on, p.id, p.version, p.public_key, e.id, s.place,
    CASE WHEN p.state = 'open' THEN get_bit(u.used, s.place) = 1 END
FROM assessments_slip s
JOIN assessments_electorate e ON e.id = s.electorate_id
JOIN assessments_poll p ON p.id = e.poll_id
LEFT JOIN assessments_urn u ON u.electorate_id = e.id
WHERE s.hash = %s
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an open poll asks, of whom: read only, as others read it too."""

    poll: Poll
    subjects: tuple[PollSubject, ...]  # in the order of the poll
    electorates: dict[int, Electorate]


@dataclass(frozen=True, slots=True)
class Admission:
    """What a code lets in to; `is_used`: it has voted. Says nothing of whose it is."""

    asked: Asked
    electorate: Electorate
    place: int = field(repr=False)  # of its bit
    is_used: bool

    @property
    def poll(self) -> Poll:
        """The poll, which takes ballots."""
        return self.asked.poll


def find_code(*, code: str, on: date) -> Admission:
    """The poll of a code as typed, while it takes ballots. Raises NoSuchCode, NotOpen."""
    plain = codes.normalised(code)
    if plain is None:
        raise NoSuchCode(UNKNOWN)
    with connection.cursor() as cursor:
        cursor.execute(_PROBE, [codes.hashed(plain)])
        found = cursor.fetchone()
    if found is None:
        raise NoSuchCode(UNKNOWN)
    state, opens_on, closes_on, poll, version, key, electorate, place, is_used = found
    _refuse_closed(state, opens_on, closes_on, on)
    asked = _asked(poll, version, bytes(key))
    return Admission(asked, asked.electorates[electorate], place, is_used)


def _refuse_closed(state: str, opens_on: date, closes_on: date, on: date) -> None:
    if state != PollState.OPEN:
        raise NotOpen(CLOSED[PollState(state)].format(opens_on=opens_on))
    if not opens_on <= on <= closes_on:
        raise NotOpen(f"投票日期是 {opens_on} 至 {closes_on}，今天 {on} 不收票。")


@lru_cache(maxsize=POLLS)
def _asked(poll: int, _version: int, _key: bytes) -> Asked:
    """The key is drawn anew with every opening: no other poll is ever taken for this one."""
    one = Poll.objects.select_related("unit").get(pk=poll)
    subjects = one.subjects.select_related("cadre").order_by("position")
    return Asked(one, tuple(subjects), one.electorates.in_bulk())


def forget_polls() -> None:
    """For whoever puts other rows in the place of those that were read."""
    _asked.cache_clear()
