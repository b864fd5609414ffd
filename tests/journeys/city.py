"""The demonstration city in place of the world, of any size, for the length of a walk."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase, override_settings
from django.utils import timezone

from tests.demo.seeding import EMPTIED
from tests.keeping import put_back

SMALL, UNITS_OF_SMALL = 240, 40


def people() -> int:
    """How many people live in it; 100,000 for the walks that `docs/walks.md` tells of."""
    return int(os.environ.get("QINGLAN_JOURNEY_PEOPLE", SMALL))


@contextmanager
def demonstration(folder: Path) -> Iterator[None]:
    """Seeded up to today, everybody on the roster; a test finds what the one before it left."""
    as_left = patch.object(TransactionTestCase, "_fixture_teardown", lambda _self: None)
    try:
        with override_settings(DEMO=True, MEDIA_ROOT=folder), as_left:
            with connection.cursor() as cursor:
                cursor.execute(f"TRUNCATE {EMPTIED} CASCADE")
            call_command(
                "seed_demo",
                *("--on", timezone.localdate().isoformat()),
                cadres=people(),
                roster=people(),
                units=UNITS_OF_SMALL if people() <= SMALL else None,  # else as many as they need
                stdout=StringIO(),
            )
            yield
    finally:
        put_back()
