"""The dashboard and the statistics over 100,000 people: one page each.

A dashboard is measured twice: with its figures kept, as it is while nothing changes, and counted
anew, as it is at the first look after a change.
"""

from collections.abc import Callable, Iterator

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
from core.audit.models import Action
from core.audit.services import record
from policy.duties.models import Duty
from policy.duties.refreshing import refresh

MOST, STATEMENTS = 0.3, 12  # seconds; beyond who asks, and what stands around every page
# Whoever asks is known by these, whatever the page.
WHO = ('"core_loginsession"', '"core_user"', '"core_grant"')
DASHBOARD = "/dashboard/"
AROUND = "/password/"  # a page with nothing in it but what stands around every page
DASHBOARDS = (
    ("city", DASHBOARD, "dashboard"),
    ("county", DASHBOARD, "dashboard"),
    ("secretary", DASHBOARD, "dashboard"),
    ("city", f"{DASHBOARD}?as_of=2026-06-30", "dashboard of a past day"),
)
OTHERS = (
    ("city", "/statistics/", "structure, level by age"),
    ("city", "/statistics/?rows=unit&columns=gender", "structure, unit by gender"),
    ("city", "/statistics/targets/", "targets"),
)


def dashboard(scene: Scene) -> Iterator[Row]:
    """Whole pages through Django."""
    many, few = scene.many, scene.few
    for roll in (few, many):
        roll.enter()
        fill()
        post()
        if not Duty.objects.exists():
            refresh(on=ON)
        roll.tidy()
    for who, address, what in (*DASHBOARDS, *OTHERS):
        ask = asker(many, _browser(many, who), address)
        said = f"{who}: {what}, {many.units:,} people"
        if (who, address, what) in DASHBOARDS:
            kept, anew = medians(ask, _after_a_change(many, ask), rounds=5)
            yield slower(f"{said}, kept", kept, MOST, "allowed", at_most=1)
            yield slower(f"{said}, counted anew", anew, MOST, "allowed", at_most=1)
        else:
            [seconds] = medians(ask, rounds=5)
            yield slower(said, seconds, MOST, "allowed", at_most=1)
    yield from _statements_of(many, few)


def _statements_of(many: City, few: City) -> Iterator[Row]:
    """How many statements a dashboard makes of its own, kept and counted anew."""
    for who, address, _ in DASHBOARDS[:3]:
        for how, changed in (("kept", False), ("counted anew", True)):
            most = _own(many, who, address, changed=changed)
            said = f"{who}: dashboard, its own statements, {how}"
            yield counted(said, most, STATEMENTS, "allowed", at_most=1)
    most, fewer = (_own(roll, "city", DASHBOARD, changed=True) for roll in (many, few))
    said = f"with {few.units:,} people"
    yield counted("dashboard: its own statements", most, fewer, said, at_most=1)


def _after_a_change(roll: City, ask: Callable[[], None]) -> Callable[[], None]:
    """The same when something has changed, so that nothing that is kept holds."""

    def change_and_ask() -> None:
        _change(roll)
        ask()

    return change_and_ask


def _change(roll: City) -> None:
    roll.enter()
    record(Action.CHANGE, actor=None, subject="bench")


def _browser(roll: City, who: str):
    return roll.enter().browser(User.objects.get(username=who))


def _own(roll: City, who: str, address: str, *, changed: bool) -> int:
    """The statements of a page that an empty page does not make."""
    around = _statements(roll, who, AROUND, changed=changed)
    return _statements(roll, who, address, changed=changed) - around


def _statements(roll: City, who: str, address: str, *, changed: bool) -> int:
    browser = _browser(roll, who)
    browser.get(address)
    if changed:
        _change(roll)
    with CaptureQueriesContext(connection) as statements:
        browser.get(address)
    return sum(1 for found in statements if not any(part in found["sql"] for part in WHO))
