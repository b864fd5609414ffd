"""A poll is opened, closed, told to its unit, or called off."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from assessments.polls import guards
from assessments.polls.ballots import size_of
from assessments.polls.choices import PollVerb, VotingMode
from assessments.polls.keys import new_halves, public_key
from assessments.polls.models import Electorate, PaperCount, Poll, SealedBallot, Urn
from assessments.polls.services.steps import advance, held, note
from assessments.polls.sweeping import sweep
from core.errors import refuse_if

LONGEST: Final = 200
_SHAKE: Final = """
WITH taken AS (
    DELETE FROM assessments_sealedballot USING assessments_electorate e
    WHERE e.id = electorate_id AND e.poll_id = %s
    RETURNING electorate_id, box
), mixed AS (SELECT gen_random_uuid() AS id, electorate_id, box FROM taken)
INSERT INTO assessments_sealedballot (id, electorate_id, box)
SELECT id, electorate_id, box FROM mixed ORDER BY id
"""


@transaction.atomic
def open_poll(*, actor: Any, poll: Poll, seen: int, on: date) -> tuple[str, str]:
    """Begin to take ballots; the two halves of the key, which are told this once.

    From here on nothing of the poll is edited. Raises DomainError, Stale, NotAllowed.
    """
    one = held(poll, PollVerb.OPEN, actor=actor, seen=seen)
    electorates, people = list(one.electorates.all()), one.subjects.count()
    sentence = guards.why_not_open(one, electorates, people, on)
    refuse_if(sentence, sentence)
    halves = new_halves()
    advance(
        one,
        PollVerb.OPEN,
        actor=actor,
        opened_on=on,
        public_key=public_key(halves),
        box_size=size_of(people, words=one.takes_words),
    )
    for row in electorates:
        if row.mode == VotingMode.PAPER:  # handed out in the room, one to each
            Electorate.objects.filter(pk=row.pk).update(issued=row.expected)
    Urn.objects.filter(electorate__poll=one).update(is_open=True)
    note(PollVerb.OPEN, one, actor=actor)
    return halves


@transaction.atomic
def close(*, actor: Any, poll: Poll, seen: int, on: date) -> Poll:
    """Take no more ballots, and shake the boxes: the order in which they came in is gone."""
    one = held(poll, PollVerb.CLOSE, actor=actor, seen=seen)
    _shut(one)
    with connection.cursor() as cursor:
        cursor.execute(_SHAKE, [one.pk])
    advance(one, PollVerb.CLOSE, actor=actor, closed_on=on)
    note(PollVerb.CLOSE, one, actor=actor)
    transaction.on_commit(sweep, robust=True)
    return one


@transaction.atomic
def share(*, actor: Any, poll: Poll, seen: int, on: date) -> Poll:
    """The unit may read the result."""
    one = held(poll, PollVerb.SHARE, actor=actor, seen=seen)
    refuse_if(one.shared_on, f"结果已于 {one.shared_on} 反馈单位，不必再次反馈。")
    advance(one, PollVerb.SHARE, actor=actor, shared_on=on)
    note(PollVerb.SHARE, one, actor=actor)
    return one


@transaction.atomic
def cancel(*, actor: Any, poll: Poll, seen: int, reason: str) -> Poll:
    """Call it off: what was voted is thrown away unread."""
    one = held(poll, PollVerb.CANCEL, actor=actor, seen=seen)
    words = reason.strip()
    if not words:
        raise ValidationError({"reason": ["作废要写明原因，请填写。"]})
    if len(words) > LONGEST:
        raise ValidationError(
            {"reason": [f"原因最多 {LONGEST} 个字，现有 {len(words)} 个字，请缩短。"]}
        )
    _shut(one)
    throw_away(one)
    advance(one, PollVerb.CANCEL, actor=actor, cancelled=words)
    note(PollVerb.CANCEL, one, actor=actor, 原因=words)
    transaction.on_commit(sweep, robust=True)
    return one


def throw_away(poll: Poll) -> None:
    """Boxes, the bits of used codes, and what two people counted of paper.

    The hashes stay, so that whoever comes late is told that the poll is over; without the bits they
    say no more than how many slips there were.
    """
    SealedBallot.objects.filter(electorate__poll=poll).delete()
    for urn in Urn.objects.filter(electorate__poll=poll):
        # As long as before: a post that was on its way finds a bit to look at, and is refused.
        Urn.objects.filter(pk=urn.pk).update(used=bytes(len(urn.used)), is_open=False)
    PaperCount.objects.filter(electorate__poll=poll).delete()


def _shut(poll: Poll) -> None:
    """Waits for ballots that are being written; whoever comes after is told that it is closed."""
    Urn.objects.filter(electorate__poll=poll).update(is_open=False)
