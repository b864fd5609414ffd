"""The workbench and the pages of the plan: with 100,000 people, their talks, mentors and duties."""

from collections.abc import Iterator

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.asking import asker
from bench.cities import City
from bench.duty_facts import ON, fill
from bench.report import Row, counted, slower
from bench.scene import Scene
from bench.timing import medians
from core.accounts.models import User
from policy.duties.models import Duty
from policy.duties.refreshing import refresh

MOST = 0.3  # seconds
ASKED = (
    ("city", "/", "workbench"),
    ("county", "/", "workbench"),
    ("secretary", "/", "workbench"),
    ("city", "/plan/", "the plan"),
    ("city", "/plan/clauses/3.3.2/units/", "a clause by unit"),
    ("city", "/duties/", "duties"),
    ("city", "/duties/?tab=all", "all duties"),
    ("secretary", "/duties/", "duties"),
    ("city", "/talks/", "talks"),
    ("city", "/talks/coverage/", "talks by quarter"),
    ("city", "/mentoring/", "mentoring"),
    ("secretary", "/mentoring/pairing/", "pairing"),
    ("city", "/roster/", "roster"),
)


def workbench(scene: Scene) -> Iterator[Row]:
    """Whole pages through the whole of Django; what is asked of the database does not grow."""
    many, few = scene.many, scene.few
    for roll in (few, many):
        roll.enter()
        if not Duty.objects.exists():
            fill()
            refresh(on=ON)
        roll.tidy()
    for who, address, what in ASKED:
        [seconds] = medians(asker(many, _browser(many, who), address), rounds=3)
        said = f"{who}: {what}, {many.units:,} people"
        yield slower(said, seconds, MOST, "allowed", at_most=1)
    more, fewer = (
        max(_statements(roll, who, address) for who, address, _ in ASKED) for roll in (many, few)
    )
    said = "pages of the plan: most statements of one"
    yield counted(said, more, fewer, f"with {few.units:,} people", at_most=1)


def _browser(roll: City, who: str):
    return roll.enter().browser(User.objects.get(username=who))


def _statements(roll: City, who: str, address: str) -> int:
    browser = _browser(roll, who)
    browser.get(address)
    with CaptureQueriesContext(connection) as statements:
        browser.get(address)
    return len(statements)
