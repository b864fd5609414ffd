"""Postings away and their sheets in the test world, written directly."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

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


def every_state(world: World) -> dict[str, int]:
    """A sheet in every state, of people who are soon back today, and a posting without one."""
    on = timezone.localdate()
    days = on - timedelta(days=340), on + timedelta(days=26)
    judged = JUDGED | {"host_on": on}
    made = {
        "begun": sheet(away(world, "陈思远", "柳河镇", *days), state="draft"),
        "sheet": sheet(away(world, "周雨晴", "马渡镇", *days)),
        "heard": sheet(away(world, "罗天翊", "清溪镇", *days), state="sender", **judged),
        "read": sheet(away(world, "李明朗", "柳河镇", *days), state="department", **judged),
        "closed": sheet(away(world, "赵文博", "清溪镇", *days), state="concluded", **judged),
    }
    keys = {name: one.pk for name, one in made.items()}
    long = on - timedelta(days=340), on + timedelta(days=60)
    return keys | {"out": away(world, "单文静", "柳河镇", *long).pk}
