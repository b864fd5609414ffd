"""The dashboard and the statistics over 100,000 people: one page each, its figures kept."""

from collections.abc import Iterator

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.asking import asker
from bench.cities import City
from bench.duty_facts import ON, fill
from bench.report import Row, counted, slower
from bench.rotation_facts import post
from bench.scene import Scene
from bench.timing import medians
from core.accounts.models import User
from policy.duties.models import Duty
from policy.duties.refreshing import refresh

MOST, STATEMENTS = 0.3, 12  # seconds; beyond who asks, and what stands around every page
# Whoever asks is known by these, whatever the page.
WHO = ('"django_session"', '"core_user"', '"core_grant"')
AROUND = "/password/"  # a page with nothing in it but what stands around every page
ASKED = (
    ("city", "/dashboard/", "dashboard"),
    ("county", "/dashboard/", "dashboard"),
    ("secretary", "/dashboard/", "dashboard"),
    ("city", "/dashboard/?as_of=2026-06-30", "dashboard of a past day"),
    ("city", "/statistics/", "structure, level by age"),
    ("city", "/statistics/?rows=unit&columns=gender", "structure, unit by gender"),
    ("city", "/statistics/targets/", "targets"),
)


def dashboard(scene: Scene) -> Iterator[Row]:
    """Whole pages through Django; the dashboard's figures are counted at the first look alone."""
    many, few = scene.many, scene.few
    for roll in (few, many):
        roll.enter()
        fill()
        post()
        if not Duty.objects.exists():
            refresh(on=ON)
        roll.tidy()
    for who, address, what in ASKED:
        [seconds] = medians(asker(many, _browser(many, who), address), rounds=5)
        said = f"{who}: {what}, {many.units:,} people"
        yield slower(said, seconds, MOST, "allowed", at_most=1)
    most = _own(many, "city", "/dashboard/")
    yield counted("dashboard: its own statements", most, STATEMENTS, "allowed", at_most=1)
    fewer = _own(few, "city", "/dashboard/")
    said = f"with {few.units:,} people"
    yield counted("dashboard: its own statements", most, fewer, said, at_most=1)


def _browser(roll: City, who: str):
    return roll.enter().browser(User.objects.get(username=who))


def _own(roll: City, who: str, address: str) -> int:
    """The statements of a page that an empty page does not make."""
    return _statements(roll, who, address) - _statements(roll, who, AROUND)


def _statements(roll: City, who: str, address: str) -> int:
    browser = _browser(roll, who)
    browser.get(address)
    with CaptureQueriesContext(connection) as statements:
        browser.get(address)
    return sum(1 for found in statements if not any(part in found["sql"] for part in WHO))
