"""Sending digests: in batches, each claimed once, so that nobody gets one twice.

A batch is claimed by one guarded update; while it is sent its process holds an advisory lock of its
number, which PostgreSQL drops when the process dies. Whoever finds a batch without its process
settles it by the marks it left (`marks.py`). Statements are counted per batch, not per person.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from smtplib import (
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
)
from typing import Any, Final

from django.core.mail import get_connection
from django.db import connection
from django.utils import timezone
from redis.exceptions import RedisError

from core.mailing import refusal
from policy.notices import marks
from policy.notices.content import letters
from policy.notices.letter import Letter, message
from policy.notices.models import DigestState

log = logging.getLogger(__name__)

LOCKS: Final = 7_313
BATCH: Final = 200
TRIES: Final = 4  # again after ten minutes, one hour, six hours
AWAY: Final = "连不上邮件服务器"
FRESH: Final = timedelta(days=7)  # what is older is not sent any more: the inbox has it

CLAIM: Final = """
UPDATE policy_digest SET state = 'sending', batch = %(batch)s, attempts = attempts + 1,
    retry_at = NULL
WHERE id IN (
    SELECT id FROM policy_digest
    WHERE (state = 'queued' OR state = 'failed' AND retry_at <= %(now)s) AND "on" > %(stale)s
    ORDER BY id LIMIT %(size)s FOR UPDATE SKIP LOCKED
)
RETURNING id, attempts
"""
SETTLE: Final = """
UPDATE policy_digest d SET state = s.state, address = s.address, fault = s.fault,
    retry_at = CASE WHEN s.again
        THEN %(now)s::timestamptz + interval '10 minutes' * power(6, d.attempts - 1) END,
    sent_at = CASE WHEN s.state = 'sent' THEN %(now)s::timestamptz END, batch = NULL,
    attempts = CASE WHEN s.state = 'queued' THEN d.attempts - 1 ELSE d.attempts END
FROM unnest(%(ids)s::bigint[], %(states)s::text[], %(addresses)s::text[], %(faults)s::text[],
    %(again)s::bool[]) AS s (id, state, address, fault, again)
WHERE d.id = s.id AND d.state = 'sending' AND d.batch = %(batch)s
"""
GIVE_UP: Final = """
UPDATE policy_digest SET state = 'failed', retry_at = NULL,
    fault = CASE WHEN fault = '' THEN '过了日子，没有发送' ELSE fault END
WHERE "on" <= %(stale)s AND (state = 'queued' OR retry_at IS NOT NULL)
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one digest; `again` when it is worth another try."""

    state: str
    address: str = ""
    fault: str = ""
    again: bool = False


@dataclass(slots=True)
class Sent:
    """How many of a run were sent, kept for the inbox, failed, or are uncertain."""

    sent: int = 0
    kept: int = 0
    failed: int = 0
    unsure: int = 0
    queued: int = 0
    batches: int = 0

    def add(self, outcomes: Sequence[Outcome]) -> None:
        """The outcomes of one batch."""
        self.batches += 1
        for outcome in outcomes:
            setattr(self, outcome.state, getattr(self, outcome.state) + 1)

    def sentence(self) -> str:
        """In words."""
        text = f"邮件发出 {self.sent:,} 封"
        for count, words in (
            (self.kept, "不再需要"),
            (self.failed, "发送失败"),
            (self.unsure, "不能确定是否送达"),
            (self.queued, "等待再发"),
        ):
            text += f"，{words} {count:,} 封" if count else ""
        return text + "。"


def deliver(
    *, on: date, size: int = BATCH, told: Callable[[Sent], None] = lambda sent: None
) -> Sent:
    """Send what is queued and what is worth another try, batch by batch."""
    done = Sent()
    recover(on=on, done=done)
    with connection.cursor() as cursor:
        cursor.execute(GIVE_UP, {"stale": on - FRESH})
    while _batch(on, size, done):
        told(done)
    return done


def recover(*, on: date, done: Sent) -> None:
    """Settle the batches whose process died: nothing goes out twice, the uncertain is said."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT batch FROM policy_digest WHERE state = 'sending'")
        batches = [batch for (batch,) in cursor.fetchall()]
    for batch in batches:
        with _lock(batch) as nobody_works:
            if nobody_works:
                _settle_by_marks(batch, done)


def _settle_by_marks(batch: int, done: Sent) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM policy_digest WHERE state = 'sending' AND batch = %s", [batch]
        )
        ids = [pk for (pk,) in cursor.fetchall()]
    left = marks.found(batch, ids)
    outcomes = {pk: _outcome_of(left, pk) for pk in ids}
    _settle(batch, outcomes)
    done.add(list(outcomes.values()))
    log.warning("batch of a dead process settled", extra={"batch": batch, "digests": len(ids)})


def _outcome_of(left: dict[int, str] | None, pk: int) -> Outcome:
    if left is None:
        return Outcome(DigestState.UNSURE, fault="发送中断，又失去了进度记录，没有再发")
    match left.get(pk):
        case marks.SENT:
            return Outcome(DigestState.SENT)
        case marks.BEGUN:
            return Outcome(DigestState.UNSURE, fault="发送到一半时程序中断，为免重复没有再发")
    return Outcome(DigestState.QUEUED)


def _batch(on: date, size: int, done: Sent) -> bool:
    """Claim, read, send and settle one batch; False when there is none."""
    batch = secrets.randbelow(2**31)
    with _lock(batch) as locked, connection.cursor() as cursor:
        if not locked:
            return True
        now = timezone.now()
        cursor.execute(CLAIM, {"batch": batch, "now": now, "stale": on - FRESH, "size": size})
        claimed = dict(cursor.fetchall())
        if not claimed:
            return False
        found = letters(claimed, on)
        outcomes = {
            pk: Outcome(DigestState.KEPT, fault="发送前已办结，或不再需要邮件")
            for pk in claimed
            if pk not in found
        }
        outcomes |= _send(batch, list(found.values()), claimed, on)
        _settle(batch, outcomes)
    done.add(list(outcomes.values()))
    # Whatever stopped this batch (Redis or the mail server is away) would stop the next as well.
    return not any(
        one.state == DigestState.QUEUED or one.fault.startswith(AWAY) for one in outcomes.values()
    )


def _settle(batch: int, outcomes: dict[int, Outcome]) -> None:
    now = timezone.now()
    values: dict[str, Any] = {
        "batch": batch,
        "now": now,
        "ids": list(outcomes),
        "states": [str(one.state) for one in outcomes.values()],
        "addresses": [one.address for one in outcomes.values()],
        "faults": [one.fault[:200] for one in outcomes.values()],
        "again": [one.again for one in outcomes.values()],
    }
    with connection.cursor() as cursor:
        cursor.execute(SETTLE, values)


class _Wire:
    """One connection to the mail server, opened when it is needed and again when it broke."""

    def __init__(self) -> None:
        self.mail = get_connection(fail_silently=False)
        self.is_open = False

    def send(self, letter: Letter, on: date) -> None:
        """Raises OSError or SMTPException."""
        self.mail.send_messages([message(letter, on)])

    def open(self) -> None:
        """Raises OSError or SMTPException."""
        if not self.is_open:
            self.mail.open()
            self.is_open = True

    def close(self) -> None:
        """However broken it is."""
        self.is_open = False
        try:
            self.mail.close()
        except (OSError, SMTPException):
            log.info("the mail server had gone")


def _send(
    batch: int, batch_letters: list[Letter], tries: dict[int, int], on: date
) -> dict[int, Outcome]:
    """Each letter over one connection, with its marks; a bad one does not stop the rest."""
    outcomes: dict[int, Outcome] = {}
    wire, last = _Wire(), None
    try:
        marks.open_batch(batch)
        for letter in batch_letters:
            may_retry = tries[letter.digest] < TRIES
            try:
                wire.open()
            except (OSError, SMTPException) as error:
                outcomes[letter.digest] = _failed(letter, _reason(error), may_retry)
                break
            marks.mark(batch, sent=last, begun=letter.digest)
            outcome = _one(wire, letter, on, may_retry)
            outcomes[letter.digest] = outcome
            last = letter.digest if outcome.state == DigestState.SENT else None
            if outcome.state == DigestState.FAILED:
                marks.unmark(batch, letter.digest)
        marks.mark(batch, sent=last, begun=None)
    except (RedisError, OSError):
        log.exception("no marks can be left: the batch stops")
    finally:
        wire.close()
    return outcomes | _rest(batch_letters, outcomes, tries)


def _rest(
    batch_letters: list[Letter], outcomes: dict[int, Outcome], tries: dict[int, int]
) -> dict[int, Outcome]:
    """What was not begun: failed with the server when it is away, else queued as it was."""
    fault = next((one.fault for one in outcomes.values() if one.fault.startswith(AWAY)), "")
    rest = [letter for letter in batch_letters if letter.digest not in outcomes]
    if not fault:
        return {letter.digest: Outcome(DigestState.QUEUED) for letter in rest}
    return {one.digest: _failed(one, fault, tries[one.digest] < TRIES) for one in rest}


def _reason(error: Exception) -> str:
    return f"{AWAY}：{error}"


def _failed(letter: Letter, fault: str, again: bool) -> Outcome:
    return Outcome(DigestState.FAILED, letter.address, fault, again)


def _one(wire: _Wire, letter: Letter, on: date, may_retry: bool) -> Outcome:
    try:
        wire.send(letter, on)
    except SMTPRecipientsRefused as refused:
        fault, is_final = refusal(refused)
        return _failed(letter, fault, may_retry and not is_final)
    except SMTPServerDisconnected:
        wire.close()
        return Outcome(
            DigestState.UNSURE, letter.address, "发送到一半时邮件服务器断开，为免重复没有再发"
        )
    except SMTPResponseException as refused:
        fault, is_final = refusal(refused)
        wire.close()
        return _failed(letter, fault, may_retry and not is_final)
    except (TimeoutError, ConnectionError):
        wire.close()
        return Outcome(
            DigestState.UNSURE, letter.address, "发送到一半时邮件服务器没有回应，为免重复没有再发"
        )
    except (SMTPException, OSError, ValueError) as error:
        wire.close()
        return _failed(letter, f"没有发出：{error}", False)
    return Outcome(DigestState.SENT, letter.address)


@contextmanager
def _lock(batch: int) -> Iterator[bool]:
    """The lock of a batch, held by the session: it goes with the process."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCKS, batch])
        locked = cursor.fetchone()[0]
    try:
        yield locked
    finally:
        if locked and connection.connection is not None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCKS, batch])
