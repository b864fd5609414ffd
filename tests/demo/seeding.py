"""The demonstration on a day, in place of the world."""

from datetime import date
from io import StringIO

from django.core.management import call_command
from django.db import connection

ON = date(2026, 11, 23)
EMPTIED = "core_unit, core_user, policy_parametervalue, policy_settlement"


def seeded(
    on: date,
    people: int = 900,
    roster: int = 240,
    units: int | None = None,
    *,
    reports: bool = False,
) -> None:
    """An empty system, seeded on a day; annual reports where they are asked for."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {EMPTIED} CASCADE")
    call_command(
        "seed_demo",
        *("--on", on.isoformat()),
        cadres=people,
        roster=roster,
        units=units,
        reports=reports,
        stdout=StringIO(),
    )
