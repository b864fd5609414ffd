"""A preview and a confirmation that meet, with real commits: one waits for the other."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from policy.duties.refreshing import refresh
from policy.parameters.models import Parameter, ParameterValue
from policy.plan import effects as module
from policy.plan.services import confirm
from tests.duties.test_meeting import Call, waiting_backend
from tests.world import World

TODAY = date(2026, 11, 23)
CHANGE = {"key": "talk.per_quarter", "unit": None, "text": "2", "since": TODAY, "on": TODAY}
WHY = {"reason": "会议决定", "document": "清组〔2026〕1号"}


def test_a_preview_waits_for_who_confirms_the_same_figure(committed_world: World) -> None:
    city = committed_world.city
    refresh(on=TODAY)
    with transaction.atomic():
        # Where `confirm` stands when it has set the value and not yet come to the duties.
        Parameter.objects.select_for_update().get(key="talk.per_quarter")
        looking = Call(lambda: module.effects(actor=city, **CHANGE, **WHY))
        waiting_backend("FOR UPDATE")
        confirm(actor=city, **CHANGE, **WHY)
    looking.ended()
    value = ParameterValue.objects.in_force(TODAY).get(parameter__key=CHANGE["key"], unit=None)
    assert value.value == 2
