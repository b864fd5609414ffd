"""Postings of the test world in one line each."""

from __future__ import annotations

from datetime import date
from typing import Any

from rotation.postings.models import Posting
from tests.world import World

ON = date(2026, 11, 23)


def held(world: World, name: str, place: str, since: date, **more: Any) -> Posting:
    """A post that somebody holds or held."""
    given: dict[str, Any] = {"kind": "appointment", "title": "科长"} | more
    if given.get("ended_on"):
        given.setdefault("end_reason", "moved")
    return Posting.objects.create(
        cadre=world.cadres[name], unit=world.named[place], since=since, **given
    )


def away(world: World, name: str, place: str, since: date, until: date, **more: Any) -> Posting:
    """A time away."""
    usual = {
        "kind": "secondment",
        "title": "党委副书记",
        "is_main": False,
        "sending_unit": world.cadres[name].unit,
        "grassroots": "2",
    }
    return held(world, name, place, since, until=until, **(usual | more))
