"""Somebody of whom there is something to say."""

import pytest
from django.utils import timezone

from cadres.checks.refreshing import refresh_all
from cadres.checks.tallying import tally
from cadres.people.models import Cadre, Discipline
from tests.checks.drafts import by_hand


@pytest.fixture
def person(world) -> Cadre:
    """Somebody of the bureau with an error, a warning with a suggestion, and a sanction."""
    draft = by_hand(world.named["市交通运输局"])
    cadre = draft.change(native_place="云州", birth_place="云州省青川县").stored()
    Discipline.objects.create(cadre=cadre, kind="party", measure="警告", decided_on="2026-01-01")
    on = timezone.localdate()
    refresh_all(on=on)
    tally(on=on)
    return cadre
