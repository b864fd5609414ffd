"""A poll waits on the workbench of whoever has the next step."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from assessments.holding.entities import POLLS
from assessments.holding.standing import next_step
from assessments.holding.turnout import lines_of
from assessments.polls.models import Poll
from assessments.workbench.polls import papers, steps
from core.shell.pending import lines
from tests.polls.making import closed, enter, opened, tally
from tests.world import World


def test_a_department_is_told_of_what_it_has_to_do_now(world: World) -> None:
    on = timezone.localdate()
    assert lines(world.city, [steps]) == []
    first = opened(world, on=on)
    assert lines(world.city, [steps]) == []  # people vote
    Poll.objects.update(opens_on=on - timedelta(days=3), closes_on=on - timedelta(days=1))
    (line,) = lines(world.city, [steps])
    assert line.url == reverse("polls:detail", args=[first.poll.pk])
    closed(world, on=on, title="又一次测评")
    (line,) = lines(world.city, [steps])
    assert (line.count, line.url) == (2, reverse("polls:list"))
    assert lines(world.users["secretary"], [steps]) == []


def test_paper_waits_for_those_who_have_not_entered_it(world: World) -> None:
    secretary, clerk = world.users["secretary"], world.users["clerk"]
    held = opened(world, on=timezone.localdate(), paper="C")
    page = reverse("polls:paper", args=[held.poll.pk])
    assert [line.url for one in (secretary, clerk) for line in lines(one, [papers])] == [page, page]
    enter(world, held, "C", tally(12), "secretary")
    assert lines(secretary, [papers]) == []
    assert len(lines(clerk, [papers])) == 1
    enter(world, held, "C", tally(12), "clerk")
    assert lines(clerk, [papers]) == []
    assert lines(world.city, [papers]) == []  # a department has a list of its own


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
