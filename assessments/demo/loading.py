"""Talks, spot checks and assessments of the demonstration, after its people were loaded."""

from datetime import date

from assessments.demo.open_rounds import load_open_rounds
from assessments.demo.rounds import load_past_rounds
from assessments.demo.spot_checks import load_spot_checks
from assessments.demo.talks import Writer
from core.accounts.models import User
from policy.demo.figures import first_duties

SALT = 43  # dice of their own for last year's talks, so that this year's stay as they are


def load_talks(*, on: date, seed: int = 2026) -> int:
    """Talks up to the day before `on`; the same for the same people, day and seed. How many."""
    return _writer(on, seed).write()


def load_last_year(*, on: date, seed: int = 2026) -> int:
    """Talks of the year that last year's reports tell of; no duty is counted so early. How many."""
    first, until = date(on.year - 1, 1, 1), first_duties(on)
    return _writer(on, seed + SALT, first, until).write() if first < until else 0


def _writer(on: date, seed: int, since: date | None = None, until: date | None = None) -> Writer:
    clerk = User.objects.filter(username="clerk").values_list("pk", flat=True).first()
    return Writer(since or first_duties(on), on, seed, clerk, until)


def load_checks(*, on: date) -> int:
    """Spot checks of the quarters that were sealed by then. How many."""
    return load_spot_checks(since=first_duties(on), on=on)


def load_rounds(*, on: date) -> int:
    """Yearly assessments as of a day; the same for the same people and day. How many sheets."""
    actor = User.objects.filter(username="city").first()
    return load_past_rounds(on=on, actor=actor) + load_open_rounds(on=on, actor=actor)
