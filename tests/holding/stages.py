"""A poll at every stage, for the tests that open every page."""

from django.utils import timezone

from assessments.polls.models import PollResult
from tests.polls.making import closed, counted, enter, opened, poll, tally, with_codes
from tests.world import World


def polls_of(world: World) -> dict[str, int]:
    """A draft, one whose slips are printed, an open one, a closed one with paper, a counted one."""
    on = timezone.localdate()
    draft = poll(world, on=on, title="准备中的测评")
    printed = with_codes(world, on=on, title="印好票的测评")
    open_one = opened(world, on=on, title="投票中的测评", paper="C")
    ended = closed(world, on=on, title="已截止的测评", paper="C")
    enter(world, ended, "C", tally(12), "city")
    enter(world, ended, "C", tally(12, invalid=1), "secretary")
    done = counted(world, on=on, title="已封存的测评")
    result = PollResult.objects.filter(poll=done.poll).first()
    assert result is not None
    return {
        "poll_draft": draft.pk,
        "poll_printed": printed.poll.pk,
        "poll_open": open_one.poll.pk,
        "poll_closed": ended.poll.pk,
        "paper": ended.electorate("C").pk,
        "poll_counted": done.poll.pk,
        "poll_person": result.pk,
    }
