"""A poll from its first day to its seal."""

from assessments.polls.counting import digest_of, recounted
from assessments.polls.models import PollResult, SealedBallot, Sheet
from tests.polls import making


def test_the_whole_way(world):
    held = making.counted(world)
    assert held.poll.state == "counted"
    assert recounted(held.poll) == held.poll.result
    assert digest_of(held.poll.result) == held.poll.digest
    assert not SealedBallot.objects.exists()
    assert Sheet.objects.count() == 2 * 25
    assert PollResult.objects.filter(poll=held.poll).count() == 2
