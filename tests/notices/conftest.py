"""Duties of the world's bureau and county, with days that tests count with."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from core.accounts.models import Grant, User
from core.choices import Role
from policy.duties.models import Duty
from tests.world import World
from tests.world_people import TODAY

OWED = "talk.quarterly"  # the unit secretary's


def owe(world: World, name: str, due: date, *, period: str = "2026Q4", **values) -> Duty:
    """One duty about somebody, owed by his unit."""
    cadre = world.cadres[name]
    values = {"opened_on": due - timedelta(days=91), "yellow_from": due - timedelta(30)} | values
    return Duty.objects.create(
        rule=OWED,
        subject=cadre.pk,
        cadre=cadre,
        unit=cadre.unit,
        period=period,
        due_on=due,
        **values,
    )


def holder(world: World, username: str, role: Role, unit: str, **during) -> User:
    """An account with one grant, since the beginning of the year unless said otherwise."""
    user = User.objects.create(
        username=username, name=username, unit=world.named[unit], must_change_password=False
    )
    Grant.objects.create(
        user=user,
        account_kind=user.kind,
        role=role,
        unit=world.named[unit],
        during=(during.get("since", date(2026, 1, 1)), during.get("until")),
    )
    return user


@pytest.fixture
def mailing(settings) -> None:
    """Mail goes out, and stays in the test's own box."""
    settings.MAILS = True
    settings.BASE_URL = "http://qinglan.test"


@pytest.fixture
def addressed(world, mailing) -> Callable[[], World]:
    """Secretary and clerk have addresses."""
    give_addresses()
    return world


def give_addresses() -> None:
    for username in ("secretary", "clerk", "city", "county"):
        User.objects.filter(username=username).update(email=f"{username}@qinghe.test")


__all__ = ["OWED", "TODAY", "give_addresses", "holder", "owe"]
