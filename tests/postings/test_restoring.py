"""Whatever was done to a file is undone exactly: random lives, taken back in any order."""

from datetime import date, timedelta
from random import Random

import pytest
from django.core.exceptions import ValidationError

from core.errors import DomainError
from rotation.postings import services
from rotation.postings.models import Posting
from tests.postings.orders import RESUME, end, file_of, out, up, with_resume
from tests.postings.test_rises import kept, said
from tests.world_people import TODAY

pytestmark = pytest.mark.django_db
REFUSALS = (DomainError, ValidationError)
PLACES = ("市科技局", "柳河镇", "清溪镇", "马渡镇", "市交通运输局")
TITLES = ("副局长", "科长", "副镇长")
SHORTER = RESUME[:2]  # no line goes on


class Life:
    """One person's random life, with what undoes each step."""

    def __init__(self, world, seed: int) -> None:
        self.world, self.dice, self.day = world, Random(seed), date(2021, 1, 1)  # noqa: S311
        self.who = "陈思远"
        self.undo: list = []
        self.cadre = with_resume(world, self.who, self.dice.choice((RESUME, SHORTER, ())))

    def later(self) -> date:
        """A day some days to half a year later, often on the border of a month."""
        day = self.day + timedelta(days=self.dice.choice((1, 9, 31, 60, 181)))
        self.day = min(self.dice.choice((day, day.replace(day=1), day)), TODAY)
        return self.day

    def step(self) -> None:
        """One verb; what undoes it is kept. Refusals are part of life."""
        dice, running = self.dice, list(Posting.objects.filter(ended_on=None))
        verb = dice.choice((self.up, self.out, self.end, self.correct, self.beside))
        before = file_of(self.cadre)
        try:
            undo = verb(running)
        except REFUSALS:
            assert file_of(self.cadre) == before
            return
        if undo:
            self.undo.append((before, undo))

    def up(self, _running):
        level = self.dice.choice(("", "1A41", "1A42"))
        made = up(self.world, self.who, self.dice.choice(PLACES), self.dice.choice(TITLES),
                  self.later(), level=level)  # fmt: skip
        return lambda: self.take_back(made)

    def beside(self, _running):
        made = up(self.world, self.who, self.dice.choice(PLACES), self.dice.choice(TITLES),
                  self.later(), is_main=False)  # fmt: skip
        return lambda: self.take_back(made)

    def out(self, _running):
        made = out(self.world, self.who, self.dice.choice(PLACES), self.dice.choice(TITLES),
                   self.later(), noted=self.dice.random() < 0.5)  # fmt: skip
        return lambda: self.take_back(made)

    def end(self, running):
        if not running:
            return None
        made = end(self.world, self.dice.choice(running), self.later(), "dismissed")
        return lambda: services.reopen(
            actor=self.world.city, posting=made, seen=self.fresh(made).version, on=TODAY
        )

    def correct(self, running):
        if not running:
            return None
        made = self.dice.choice(running)
        was = {"title": made.title, "since": made.since}
        new = {"title": self.dice.choice(TITLES), "since": made.since + timedelta(days=20)}
        self.change(made, new)
        return lambda: self.change(made, was)

    def change(self, made, values):
        services.correct(
            actor=self.world.city, posting=made, seen=self.fresh(made).version, on=TODAY, **values
        )

    def take_back(self, made):
        services.take_back(
            actor=self.world.city, posting=made, seen=self.fresh(made).version, on=TODAY
        )

    def fresh(self, made) -> Posting:
        return Posting.objects.get(pk=made.pk)


@pytest.mark.parametrize("seed", (0, 1, 2, 4, 6, 7))
def test_the_last_step_undone_is_the_file_before_it(world, seed):
    life = Life(world, seed)
    for _ in range(14):
        life.step()
        assert kept() == said()
    assert life.undo
    while life.undo:
        before, undo = life.undo.pop()
        undo()
        assert file_of(life.cadre) == before
        assert kept() == said()
    assert not Posting.objects.real().exists()


@pytest.mark.parametrize("seed", (8, 9, 10))
def test_in_any_order_that_is_allowed_the_file_is_as_at_first(world, seed):
    life = Life(world, seed)
    first = file_of(life.cadre)
    for _ in range(12):
        life.step()
    steps = [undo for _, undo in life.undo]
    for _ in range(80):
        if not steps:
            break
        # Now and then out of order: refused, or done.
        place = life.dice.randrange(len(steps)) if life.dice.random() < 0.5 else len(steps) - 1
        standing = file_of(life.cadre)
        try:
            steps[place]()
            del steps[place]
        except REFUSALS:
            assert file_of(life.cadre) == standing
    if not Posting.objects.real().exists():
        assert file_of(life.cadre) == first
