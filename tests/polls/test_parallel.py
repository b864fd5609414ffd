"""Fifty posts of one code at the same moment, by threads with connections of their own."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from assessments.polls import services
from assessments.polls.models import SealedBallot, Urn
from assessments.polls.refusals import CodeUsed, NotOpen
from tests.polls import making
from tests.polls.making import TODAY, good, vote

POSTS = 50


def at_once(*posts):
    """What comes of each, begun together; None where it was taken."""
    barrier = Barrier(len(posts))

    def run(post):
        try:
            barrier.wait(30)
            post()
        except Exception as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(posts)) as pool:
        return list(pool.map(run, posts))


def bits():
    return sum(int.from_bytes(bytes(urn.used), "big").bit_count() for urn in Urn.objects.all())


def test_fifty_posts_of_one_code(committed_world):
    held = making.opened(committed_world, voters={"C": 6})
    code = held.codes["C"][0]
    came = at_once(*[lambda: vote(code, [good()] * 2)] * POSTS)
    assert Counter(came) == {None: 1, CodeUsed: POSTS - 1}
    assert (bits(), SealedBallot.objects.count()) == (1, 1)


def test_different_codes_at_once_and_the_close_among_them(committed_world):
    """Whoever was taken is in the urn, whoever was not is told; then it can be counted."""
    world = committed_world
    held = making.opened(world, voters={"B": 12, "C": 12})
    posts = [
        lambda code=code: vote(code, [good()] * 2)
        for codes in held.codes.values()
        for code in codes
    ]

    def close():
        services.close(actor=world.city, poll=held.poll, seen=held.poll.version, on=TODAY)

    came = Counter(at_once(*posts[:12], close, *posts[12:]))
    assert set(came) <= {None, NotOpen}
    taken = came[None] - 1  # the close itself
    assert SealedBallot.objects.count() == bits() == taken
    done = services.count(
        actor=world.city, poll=held.poll, halves=held.halves, seen=held.fresh().version, on=TODAY
    )
    assert sum(row["returned"] for row in done.result["turnout"]) == taken


def test_both_or_neither(committed_world, monkeypatch):
    """A box that cannot be stored leaves the code as it was."""
    held = making.opened(committed_world, voters={"C": 6})
    monkeypatch.setattr("assessments.polls.services.casting.sealed", lambda *_: None)
    with pytest.raises(IntegrityError):
        vote(held.codes["C"][0], [good()] * 2)
    assert (bits(), SealedBallot.objects.count()) == (0, 0)
    monkeypatch.undo()
    vote(held.codes["C"][0], [good()] * 2)
    assert (bits(), SealedBallot.objects.count()) == (1, 1)


def test_nobody_is_thanked_before_his_ballot_is_on_the_disk(committed_world):
    """The row is free before the disk has it; the answer waits, and so does all that follows."""
    held = making.opened(committed_world, voters={"C": 6})
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO on")
        cursor.execute("SELECT pg_current_wal_insert_lsn()")
        [before] = cursor.fetchone()
        vote(held.codes["C"][0], [good()] * 2)
        cursor.execute("SELECT pg_current_wal_flush_lsn() - %s::pg_lsn", [before])
        assert cursor.fetchone()[0] > held.poll.box_size
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)
        cursor.execute("SET synchronous_commit TO off")
