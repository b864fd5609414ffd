"""A poll waits on the workbench of whoever has the next step."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from assessments.holding.entities import POLLS
from assessments.holding.standing import next_step
from assessments.holding.turnout import lines_of
from assessments.polls.models import Poll
from assessments.workbench.polls import papers, steps
from tests.polls.making import closed, enter, opened, tally
from tests.world import World


def test_a_department_is_told_of_what_it_has_to_do_now(world: World) -> None:
    on = timezone.localdate()
    assert steps(world.city) is None
    first = opened(world, on=on)
    assert steps(world.city) is None  # people vote
    Poll.objects.update(opens_on=on - timedelta(days=3), closes_on=on - timedelta(days=1))
    line = steps(world.city)
    assert line and line.url == reverse("polls:detail", args=[first.poll.pk])
    closed(world, on=on, title="又一次测评")
    line = steps(world.city)
    assert line and (line.count, line.url) == (2, reverse("polls:list"))
    assert steps(world.users["secretary"]) is None


def test_paper_waits_for_those_who_have_not_entered_it(world: World) -> None:
    secretary, clerk = world.users["secretary"], world.users["clerk"]
    held = opened(world, on=timezone.localdate(), paper="C")
    page = reverse("polls:paper", args=[held.poll.pk])
    assert [getattr(papers(one), "url", "") for one in (secretary, clerk)] == [page, page]
    enter(world, held, "C", tally(12), "secretary")
    assert papers(secretary) is None
    assert papers(clerk) is not None
    enter(world, held, "C", tally(12), "clerk")
    assert papers(clerk) is None
    assert papers(world.city) is None  # a department has a list of its own


def test_the_list_counts_paper_as_the_page_does(world: World) -> None:
    on = timezone.localdate()
    held = opened(world, on=on, paper="C")
    enter(world, held, "C", tally(12), "secretary")
    enter(world, held, "C", tally(12, overall={"1": 1, "2": 11}), "clerk")
    for back in (0, 12):  # they differ in a mark, not in what came back
        row = POLLS.rows(world.city, on).get(pk=held.poll.pk)
        assert row.returned == lines_of(held.fresh())[-1].returned == back
        enter(world, held, "C", tally(12), "clerk")
    shared = Poll(state="counted", shared_on=on, unit=held.poll.unit, pk=1)
    assert next_step(shared, (), on, lacks_paper=False).is_over
