"""A ballot is cast once with a code, while the poll is open; what is refused changes nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.polls import codes, services
from assessments.polls.ballots import Opinion
from assessments.polls.models import SealedBallot, Urn
from assessments.polls.refusals import CodeUsed, NoSuchCode, NotABallot, NotOpen
from assessments.polls.turnout import turnout_of
from core.audit.models import AuditEntry
from tests.polls import making
from tests.polls.making import TODAY, good, vote


@pytest.fixture
def held(world):
    return making.opened(world)


def used_bits():
    return sum(int.from_bytes(bytes(urn.used), "big").bit_count() for urn in Urn.objects.all())


def test_a_code_leads_to_its_poll(held):
    code = held.codes["B"][0]
    found = services.find_code(code=codes.shown(code).lower(), on=TODAY)
    assert (found.poll, found.electorate.category, found.is_used) == (held.poll, "B", False)
    vote(code, [good()] * 2)
    assert services.find_code(code=code, on=TODAY).is_used
    assert not services.find_code(code=held.codes["B"][1], on=TODAY).is_used


def test_a_vote_sets_one_bit_and_leaves_one_box(held):
    vote(held.codes["A"][0], [good("好"), Opinion()])
    assert used_bits() == 1
    box = SealedBallot.objects.get()
    assert box.electorate.category == "A"
    assert [row.returned for row in turnout_of(held.poll)] == [1, 0, 0]


def test_a_vote_leaves_no_row_of_the_log_and_no_version(held):
    before, version = AuditEntry.objects.count(), held.fresh().version
    vote(held.codes["A"][0], [good()] * 2)
    with pytest.raises(CodeUsed):
        vote(held.codes["A"][0], [good()] * 2)
    assert AuditEntry.objects.count() == before
    assert held.fresh().version == version


def test_all_voters_of_a_poll_ask_the_database_the_same_little(held):
    """The probe, the vote, the disk: what the poll asks is known since its first voter."""
    first, second, *_others = held.codes["C"]
    vote(first, [good()] * 2)
    with CaptureQueriesContext(connection) as queries:
        vote(second, [good()] * 2)
    assert len(queries) == 3


def test_a_code_votes_once(held):
    vote(held.codes["A"][0], [good()] * 2)
    with pytest.raises(CodeUsed, match="已经投过票"):
        vote(held.codes["A"][0], [making.poor()] * 2)
    assert (used_bits(), SealedBallot.objects.count()) == (1, 1)


def test_made_up_codes(held):
    for code in ("", "0000 0000 0000", "KMER WFDD 9X2P", "你好", "x" * 5000, "' OR 1=1 --"):
        with pytest.raises(NoSuchCode, match="没有这个测评码"):
            services.find_code(code=code, on=TODAY)
        with pytest.raises(NoSuchCode):
            vote(code, [good()] * 2)
    assert (used_bits(), SealedBallot.objects.count()) == (0, 0)


def test_before_it_opens(world):
    held = making.with_codes(world)
    with pytest.raises(NotOpen, match="还没有开始投票"):
        vote(held.codes["A"][0], [good()] * 2)


def test_only_on_its_days(held):
    code, last = held.codes["A"][0], held.poll.closes_on
    for day in (held.poll.opens_on - timedelta(days=1), last + timedelta(days=1)):
        with pytest.raises(NotOpen, match="不收票"):
            vote(code, [good()] * 2, on=day)
    vote(code, [good()] * 2, on=last)


def test_once_it_is_over_a_code_is_still_known(world):
    """Whoever comes late is not taken for somebody who tries codes."""
    held = making.closed(world, share=0.5)
    late = held.codes["C"][-1]
    with pytest.raises(NotOpen, match="已经截止"):
        vote(late, [good()] * 2)
    services.count(
        actor=world.city, poll=held.poll, halves=held.halves, seen=held.poll.version, on=TODAY
    )
    with pytest.raises(NotOpen, match="已经截止并计票"):
        services.find_code(code=late, on=TODAY)


def test_a_post_that_the_close_overtakes(held, monkeypatch):
    """It was asked while the poll was open; the row of bits says that it is not any more."""
    Urn.objects.update(is_open=False)
    with pytest.raises(NotOpen, match="已经截止"):
        vote(held.codes["A"][0], [good()] * 2)
    assert (used_bits(), SealedBallot.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "opinions",
    [
        [],
        [good()],
        [good()] * 3,
        [good(), Opinion(overall="7")],
        [good(), Opinion(words="好" * 201)],
    ],
)
def test_a_tampered_form(held, opinions):
    with pytest.raises(NotABallot):
        vote(held.codes["A"][0], opinions)
    assert (used_bits(), SealedBallot.objects.count()) == (0, 0)


def test_two_marks_or_none_are_taken_and_counted_as_invalid(world):
    held = making.opened(world, voters={"C": 6})
    marks = [Opinion(overall="x", aspects="11111"), Opinion(), *[good()] * 4]
    for code, opinion in zip(held.codes["C"], marks, strict=True):
        vote(code, [opinion, good()])
    services.close(actor=world.city, poll=held.poll, seen=held.fresh().version, on=TODAY)
    done = services.count(
        actor=world.city,
        poll=held.poll,
        halves=held.halves,
        seen=held.fresh().version,
        on=TODAY,
    )
    first, second = done.result["people"]
    assert first["total"] == {"too_few": True}  # 4 valid of 5 that are needed
    assert (second["total"]["returned"], second["total"]["valid"]) == (6, 6)
