"""A ballot is cast. What is written must not say which code it came with, nor what it says.

One transaction does both: the bit of the code is set and the box is stored, or neither. It leaves
two rows, a box under a random number and the category's one row of bits, and nothing else: no row
of the log, no sequence, no time, no lock on a row that would keep the transaction's number.

All voters of a category wait in turn for the row of bits. So the transaction is one statement, in
which nobody waits for us, and it does not wait for the disk: that is done after it, when the row
is free, by all who are there at once. Nobody is thanked before his ballot is on the disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

from assessments.polls import codes
from assessments.polls.ballots import Ballot, Malformed, Opinion, checked
from assessments.polls.boxes import sealed
from assessments.polls.choices import PollState
from assessments.polls.models import Electorate, Poll, Slip, Urn
from assessments.polls.refusals import CodeUsed, NoSuchCode, NotABallot, NotOpen

UNKNOWN: Final = "没有这个测评码，请对照测评票核对后重新输入。"
USED: Final = "这个测评码已经投过票，每个测评码只能用一次；您的这一次没有计入。"
_CLOSED: Final = {
    PollState.DRAFT: "这次测评还没有开始投票，请在 {opens_on} 以后再试。",
    PollState.CLOSED: "这次测评已经截止，不再收票。",
    PollState.COUNTED: "这次测评已经截止并计票，不再收票。",
    PollState.CANCELLED: "这次测评已经作废，不再收票。",
}
# Waits for the row; whoever waited finds it as the one before has left it, and sets no bit twice.
_CAST: Final = """
SET LOCAL synchronous_commit TO off;
WITH marked AS (
    UPDATE assessments_urn SET used = set_bit(used, %(place)s, 1)
    WHERE electorate_id = %(electorate)s AND is_open AND get_bit(used, %(place)s) = 0
    RETURNING electorate_id
)
INSERT INTO assessments_sealedballot (id, electorate_id, box)
SELECT gen_random_uuid(), electorate_id, %(box)s FROM marked
"""
# An empty record whose commit waits for the disk, and so for everything before it.
_ON_DISK: Final = "SELECT pg_logical_emit_message(true, '', '')"


@dataclass(frozen=True, slots=True)
class Admission:
    """What a code lets in to; `is_used`: it has voted. Says nothing of whose it is."""

    poll: Poll
    electorate: Electorate
    is_used: bool


def find_code(*, code: str, on: date) -> Admission:
    """The poll of a code as typed, while it takes ballots. Raises NoSuchCode, NotOpen."""
    slip = _slip(code)
    refuse_closed(slip.electorate.poll, on)
    return Admission(slip.electorate.poll, slip.electorate, _is_used(slip))


def cast(*, code: str, opinions: Sequence[Opinion], on: date) -> None:
    """Count what somebody with this code says of everybody in the poll, once.

    Raises NoSuchCode, NotOpen, CodeUsed, NotABallot.
    """
    slip = _slip(code)
    poll = slip.electorate.poll
    refuse_closed(poll, on)
    box = sealed(_ballot(poll, opinions), *lid_of(poll))
    values: dict[str, Any] = {"place": slip.place, "electorate": slip.electorate_id, "box": box}
    with connection.cursor() as cursor:
        cursor.execute(_CAST, values)
        if not cursor.rowcount:
            _refuse_late(slip)
        cursor.execute(_ON_DISK)


def _slip(code: str) -> Slip:
    plain = codes.normalised(code)
    if plain is None:
        raise NoSuchCode(UNKNOWN)
    rows = Slip.objects.select_related("electorate__poll__unit")
    found = rows.filter(hash=codes.hashed(plain)).first()
    if found is None:
        raise NoSuchCode(UNKNOWN)
    return found


def lid_of(poll: Poll) -> tuple[bytes, int]:
    """The key and the size of an open poll's boxes; the database has both for sure."""
    return bytes(poll.public_key or b""), poll.box_size or 0


def refuse_closed(poll: Poll, on: date) -> None:
    """Raises NotOpen unless the poll takes ballots on that day."""
    if poll.state != PollState.OPEN:
        raise NotOpen(_CLOSED[PollState(poll.state)].format(opens_on=poll.opens_on))
    if not poll.opens_on <= on <= poll.closes_on:
        raise NotOpen(f"投票日期是 {poll.opens_on} 至 {poll.closes_on}，今天 {on} 不收票。")


def _is_used(slip: Slip) -> bool:
    used = Urn.objects.values_list("used", flat=True).get(pk=slip.electorate_id)
    byte, bit = divmod(slip.place, 8)
    return bool(bytes(used)[byte] >> bit & 1)


def _ballot(poll: Poll, opinions: Sequence[Opinion]) -> Ballot:
    people = poll.subjects.count()
    try:
        return checked(opinions, people=people, fit=poll.asks_fit, words=poll.takes_words)
    except Malformed as wrong:
        raise NotABallot(str(wrong)) from None


def _refuse_late(slip: Slip) -> None:
    """The row of bits was not changed: another post of the code was faster, or the close was."""
    if Urn.objects.filter(pk=slip.electorate_id, is_open=True).exists():
        raise CodeUsed(USED)
    raise NotOpen(_CLOSED[PollState.CLOSED])
