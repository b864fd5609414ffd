"""Postings for tests, straight into the table."""

from datetime import date, timedelta
from typing import Any

from rotation.choices import AWAY
from rotation.postings.models import Posting
from tests.world import World


def held(world: World, name: str, since: date, ended: date | None = None, **values: Any) -> Posting:
    """Somebody holds (or is sent to) a post from one day to another; 科员 of his unit usually."""
    cadre = world.cadres[name]
    usual: dict[str, Any] = {"kind": "appointment", "unit": cadre.unit, "title": "科员"}
    usual |= {"ended_on": ended, "end_reason": "moved" if ended else ""} | values
    if usual["kind"] in AWAY:
        usual |= {
            "is_main": False,
            "sending_unit": cadre.unit,
            "until": max(ended or date(2030, 1, 1), since + timedelta(days=1)),
        }
    if isinstance(usual["unit"], str):
        usual["unit"] = world.named[usual["unit"]]
    return Posting.objects.create(cadre=cadre, since=since, **usual)
