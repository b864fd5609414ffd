"""Positions, postings and what goes on at the front line, after the people were loaded."""

from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

from cadres.demo.dice import Dice
from cadres.demo.loading import UNIT_FACTS
from cadres.demo.offices import offices
from core.accounts.models import User
from core.units.models import Unit
from rotation.demo.appraisals import load_appraisals
from rotation.demo.batches import Scene, load_batches
from rotation.demo.careers import load_careers
from rotation.demo.dispatch import dispatch
from rotation.demo.people import Places, pool
from rotation.demo.plans import load_plans

TABLES = ("rotation_position", "rotation_posting", "rotation_rise")
SALT = 31  # dice of their own, so that nothing else depends on them


class Held(NamedTuple):
    """How many positions and postings there are."""

    positions: int
    postings: int


class AtTheFront(NamedTuple):
    """How many batches there are, people who were sent, appraisals and planned moves."""

    batches: int
    sent: int
    appraisals: int
    moves: int


@transaction.atomic
def load_postings() -> Held:
    """The posts that people hold and held; the same for the same people."""
    made = load_careers(offices(Unit.objects.values_list(*UNIT_FACTS)))
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ANALYZE {table}")
    return Held(*made)


@transaction.atomic
def load_front_line(*, on: date, seed: int = 2026) -> AtTheFront:
    """Programmes, appraisals and plans as of a day; the same for the same people, day and seed."""
    dice = Dice(seed * 7_919 + SALT)
    actor = User.objects.filter(username="city").first()
    if not Unit.objects.exists():
        return AtTheFront(0, 0, 0, 0)
    scene = Scene(on, dice, pool(on, seed + SALT), Places(), actor)
    batches = load_batches(scene)
    sent = dispatch(scene)
    appraisals = load_appraisals(sent, dice, on, actor)
    return AtTheFront(len(batches), len(sent), appraisals, load_plans(scene))
