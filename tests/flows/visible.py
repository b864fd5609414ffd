"""Who sees which movements, for the visibility matrix: told row by row, in plain Python."""

from datetime import date

from rotation.choices import AWAY
from rotation.postings.models import Posting
from tests.world import World

HOSTS = ("county", "secretary", "clerk")


def of(people: set[int], hosts: set[int]) -> set[int]:
    """Of these people, and of whoever was sent to these units: main posts after another, and away.

    Today: what is still to come is no movement.
    """
    rows = [
        row
        for row in Posting.objects.all()
        if row.since <= date.today() and (row.ended_on is None or row.ended_on > row.since)  # noqa: DTZ011
    ]
    found = set()
    for row in rows:
        if row.kind in AWAY:
            if row.cadre_id in people or row.unit_id in hosts:
                found.add(row.pk)
            continue
        before = [
            one
            for one in rows
            if one.is_main and one.cadre_id == row.cadre_id and one.since < row.since
        ]
        if row.is_main and before and row.cadre_id in people:
            found.add(row.pk)
    return found


def fill(world: World) -> None:
    """Of the bureau somebody who went on, of the county somebody who was sent to the bureau."""
    bureau, town = world.named["市交通运输局"], world.named["柳河镇"]
    for name, unit in (("周雨晴", bureau), ("陈思远", bureau), ("罗天翊", town)):
        person = {"cadre": world.cadres[name], "unit": unit, "kind": "appointment"}
        Posting.objects.create(
            since="2011-01-01", ended_on="2012-01-01", end_reason="moved", title="科员", **person
        )
        Posting.objects.create(
            since="2012-01-01", ended_on="2013-01-01", end_reason="moved", title="副科长", **person
        )
    Posting.objects.create(
        cadre=world.cadres["赵文博"],
        kind="shadow",
        is_main=False,
        unit=bureau,
        sending_unit=town,
        title="跟班学习",
        since="2011-03-01",
        until="2011-06-01",
        ended_on="2011-06-01",
        end_reason="completed",
    )
