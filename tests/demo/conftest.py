"""The demonstration for the length of a module."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings

from tests.demo.seeding import ON, seeded


@pytest.fixture(scope="module")
def demonstration(request, django_db_setup, django_db_blocker) -> Iterator[None]:
    """Seeded once, late in a quarter, of the size that `SEEDED` of the module says."""
    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        seeded(ON, **getattr(request.module, "SEEDED", {}))
        yield
        transaction.set_rollback(True)
