"""The polls of the demonstration: one told, one to be counted, one to go through."""

from django.utils import timezone

from assessments.demo.polls import HALVES, load_polls
from assessments.polls import services
from assessments.polls.choices import PollState
from assessments.polls.models import Poll, PollResult
from assessments.polls.paper import standing
from tests.world import World


def test_the_closed_one_can_be_counted_once_its_paper_agrees(world: World) -> None:
    on = timezone.localdate()
    assert load_polls(on=on) == 3
    states = list(Poll.objects.order_by("opens_on").values_list("state", flat=True))
    assert states == [PollState.COUNTED, PollState.CLOSED, PollState.DRAFT]
    told = Poll.objects.get(state=PollState.COUNTED)
    assert told.shared_on and PollResult.objects.filter(poll=told, is_shown=True).exists()
    poll = Poll.objects.get(state=PollState.CLOSED)
    paper = poll.electorates.get(mode="paper")
    found = standing(paper)
    assert len(found.counters) == 2 and len(found.differences) == 2
    numbers = dict(
        paper.paper_counts.filter(counted_by=world.secretary).values_list("subject", "numbers")
    )
    services.enter_paper(actor=world.clerk, electorate=paper, numbers=numbers)
    poll.refresh_from_db()
    counted = services.count(actor=world.city, poll=poll, halves=HALVES, seen=poll.version, on=on)
    assert counted.state == PollState.COUNTED
