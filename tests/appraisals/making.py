"""Postings away and their sheets in the test world, written directly."""

from datetime import date
from typing import Any

from rotation.appraisals.models import Appraisal
from rotation.choices import PostingKind
from rotation.postings.models import Posting
from tests.world import World


def away(world: World, who: str, host: str, since: date, until: date, **more: Any) -> Posting:
    """Somebody who is out; sent by the unit where he is."""
    cadre = world.cadres[who]
    given = {
        "kind": PostingKind.SECONDMENT,
        "title": "副镇长（挂职）",
        "sending_unit": cadre.unit,
        "is_main": False,
        "duties": "协管乡村振兴",
    } | more
    made = Posting.objects.create(
        cadre=cadre, unit=world.named[host], since=since, until=until, **given
    )
    return Posting.objects.select_related("cadre", "unit", "sending_unit").get(pk=made.pk)


def sheet(posting: Posting, kind: str = "final", state: str = "host", **more: Any) -> Appraisal:
    """A sheet in a state."""
    given = {"summary": "一年来负责乡村振兴工作。"} | more
    return Appraisal.objects.create(posting=posting, kind=kind, state=state, **given)


JUDGED = {
    "host_opinion": "该同志扎实肯干。",
    "host_grade": "1",
    "host_on": date(2026, 11, 20),
    "host_signer": "赵文博",
    "poll": "参加 32 人，优秀 30 票",
}
