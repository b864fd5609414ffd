"""Talks, spot checks and assessments of the demonstration, after its people were loaded."""

from datetime import date

from assessments.demo.open_rounds import load_open_rounds
from assessments.demo.rounds import load_past_rounds
from assessments.demo.spot_checks import load_spot_checks
from assessments.demo.talks import Writer
from core.accounts.models import User
from policy.demo.figures import first_duties


def load_talks(*, on: date, seed: int = 2026) -> int:
    """Talks up to the day before `on`; the same for the same people, day and seed. How many."""
    clerk = User.objects.filter(username="clerk").values_list("pk", flat=True).first()
    return Writer(first_duties(on), on, seed, clerk).write()


def load_checks(*, on: date) -> int:
    """Spot checks of the quarters that were sealed by then. How many."""
    return load_spot_checks(since=first_duties(on), on=on)


def load_rounds(*, on: date) -> int:
    """Yearly assessments as of a day; the same for the same people and day. How many sheets."""
    actor = User.objects.filter(username="city").first()
    return load_past_rounds(on=on, actor=actor) + load_open_rounds(on=on, actor=actor)
