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
from typing import Any, Final

from django.db import connection

from assessments.polls.ballots import Ballot, Malformed, Opinion, checked
from assessments.polls.boxes import sealed
from assessments.polls.choices import PollState
from assessments.polls.models import Poll, Urn
from assessments.polls.refusals import CodeUsed, NotABallot, NotOpen
from assessments.polls.services.admitting import CLOSED, Admission, Asked

USED: Final = "这个测评码已经投过票，每个测评码只能用一次；您的这一次没有计入。"
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


def cast(*, admission: Admission, opinions: Sequence[Opinion]) -> None:
    """Count what somebody says of everybody in the poll that his code has let him in to, once.

    The row of bits has the last word, whatever was true at the door. Raises NotOpen, CodeUsed,
    NotABallot.
    """
    box = sealed(_ballot(admission.asked, opinions), *lid_of(admission.poll))
    electorate = admission.electorate.pk
    values: dict[str, Any] = {"place": admission.place, "electorate": electorate, "box": box}
    with connection.cursor() as cursor:
        cursor.execute(_CAST, values)
        if not cursor.rowcount:
            _refuse_late(electorate)
        cursor.execute(_ON_DISK)


def lid_of(poll: Poll) -> tuple[bytes, int]:
    """The key and the size of an open poll's boxes; the database has both for sure."""
    return bytes(poll.public_key or b""), poll.box_size or 0


def _ballot(asked: Asked, opinions: Sequence[Opinion]) -> Ballot:
    poll, people = asked.poll, len(asked.subjects)
    try:
        return checked(opinions, people=people, fit=poll.asks_fit, words=poll.takes_words)
    except Malformed as wrong:
        raise NotABallot(str(wrong)) from None


def _refuse_late(electorate: int) -> None:
    """The row of bits was not changed: another post of the code was faster, or the close was."""
    if Urn.objects.filter(pk=electorate, is_open=True).exists():
        raise CodeUsed(USED)
    raise NotOpen(CLOSED[PollState.CLOSED])
