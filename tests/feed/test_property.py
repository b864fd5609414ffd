"""Whatever is done in whatever order: a first pull and deltas alone rebuild the exact lists."""

from collections.abc import Callable
from datetime import date

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadres.choices import ExitGround
from cadres.people.models import Cadre
from cadres.people.prepare import prepared
from cadres.roster import services
from cadres.roster.models import RosterEntry
from core.errors import DomainError
from core.units import services as unit_services
from core.units.models import Unit
from tests.clients.issuing import caller, issue
from tests.feed.pulling import CADRES, ROSTER, Copy

# What a step does, what it picks by, and what it sets; numbers are taken modulo what there is.
STEPS = st.tuples(st.integers(0, 9), st.integers(0, 99), st.integers(0, 99))
LIVES = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NAMES = ("石磊", "田园", "白雪", "江河", "林海")


class Nobody(Exception):
    """There is no row to do it to."""


def pick(rows, number):
    """One of the rows; raises Nobody."""
    rows = list(rows.order_by("pk"))
    if not rows:
        raise Nobody
    return rows[number % len(rows)]


def admit(actor, which, what):
    person = pick(Cadre.objects.all(), which)
    services.admit(actor=actor, people=[person], on=today(), today=today(), tier=what % 4 + 1)


def release(actor, which, what):
    entries = [pick(RosterEntry.objects.filter(left_on=None), which)]
    ground = (ExitGround.OTHER, ExitGround.PROMOTED)[what % 2]
    services.release(actor=actor, entries=entries, on=today(), today=today(), ground=ground)


def restate(actor, which, what):
    entries = [pick(RosterEntry.objects.filter(left_on=None), which)]
    services.restate(actor=actor, entries=entries, on=today(), today=today(), tier=what % 4 + 1)


def edit(actor, which, what):
    change(actor, which, gender=str(what % 2 + 1), title=f"第{what}号职务")


def transfer(actor, which, what):
    change(actor, which, unit=pick(Unit.objects.all(), what))


def hire(actor, which, what):
    name = NAMES[which % len(NAMES)]
    Cadre.objects.create(
        name=name,
        gender=str(which % 2 + 1),
        birth=date(1990, which % 12 + 1, 1),
        unit=pick(Unit.objects.all(), what),
        title="科员",
        **prepared(name),
    )


def delete_person(actor, which, what):
    pick(Cadre.objects.filter(entries=None), which).delete()


def delete_stay(actor, which, what):
    pick(RosterEntry.objects.all(), which).delete()


def rename_unit(actor, which, what):
    unit = pick(Unit.objects.filter(depth__gt=1), which)
    names = {"name": f"清河市第{what}局", "short_name": f"第{what}局"}
    unit_services.rename(actor=actor, unit=unit, seen=unit.version, on=today(), **names)


def move_unit(actor, which, what):
    unit, parent = pick(Unit.objects.filter(depth__gt=1), which), pick(Unit.objects.all(), what)
    unit_services.move(actor=actor, unit=unit, seen=unit.version, parent=parent, on=today())


VERBS: tuple[Callable, ...] = (
    *(admit, release, restate, edit, transfer),
    *(hire, delete_person, delete_stay, rename_unit, move_unit),
)


def change(actor, which, **values):
    person = pick(Cadre.objects.all(), which)
    person.change(actor=actor, seen=person.version, **values)


def today():
    return timezone.localdate()


@LIVES
@given(lives=st.lists(STEPS, min_size=3, max_size=12))
def test_a_first_pull_and_deltas_are_the_whole(committed_world, lives):
    copies = list(copies_of(committed_world))
    for number, (verb, which, what) in enumerate(lives):
        cache.clear()  # no limit of requests
        try:
            VERBS[verb](committed_world.city, which, what)
        except (DomainError, ValidationError, Nobody):  # a name that the new parent has already
            continue
        for copy in copies:
            copy.catch_up() if number % 2 else copy.catch_up_by_pages(3)
            assert copy.rows == copy.whole()[0], (copy.address, copy.filters)


def copies_of(world):
    """One of the city, one of a county, and filtered ones, of both lists."""
    city, county = (caller(issue(world, at=unit)[1]) for unit in ("清河市", "青川县"))
    for client in (city, county):
        yield Copy(client, ROSTER)
        yield Copy(client, CADRES)
    yield Copy(city, CADRES, gender="2")
    yield Copy(city, ROSTER, tier="1,2", standing="all")
