"""Positions, postings and what goes on at the front line, after the people were loaded."""

from typing import NamedTuple

from django.db import connection, transaction

from cadres.demo.loading import UNIT_FACTS
from cadres.demo.offices import offices
from core.units.models import Unit
from rotation.demo.careers import load_careers

TABLES = ("rotation_position", "rotation_posting")


class Loaded(NamedTuple):
    """How many positions and postings there are."""

    positions: int
    postings: int


@transaction.atomic
def load_postings() -> Loaded:
    """The same for the same people."""
    made = load_careers(offices(Unit.objects.values_list(*UNIT_FACTS)))
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ANALYZE {table}")
    return Loaded(*made)
