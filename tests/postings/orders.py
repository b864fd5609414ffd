"""Postings in the test world, in one line, and a file as it can be compared."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cadres.formats.resume_text import Line, write
from cadres.people.models import Cadre
from cadres.people.services import replace_resume
from cadres.people.services.rows import resume_of
from rotation.choices import AWAY
from rotation.postings import services
from rotation.postings.effects import FIELDS
from rotation.postings.models import Posting
from rotation.postings.orders import Order
from tests.world import World
from tests.world_people import TODAY

RESUME = (
    (date(2010, 9, 1), date(2014, 7, 1), "云州大学交通工程专业学习", "study"),
    (date(2014, 7, 1), date(2020, 3, 1), "清河市交通运输局办公室科员", "work"),
    (date(2020, 3, 1), None, "清河市交通运输局公路管理科副科长", "work"),
)


def order(world: World, who: str, unit: str, title: str, since: date, **more: Any) -> Order:
    """An order by names."""
    given = {"kind": "appointment"} | more
    if given["kind"] in AWAY:
        given = {"until": date(since.year + 1, since.month, 1)} | given
    return Order(
        cadre=world.cadres[who].pk, unit=world.named[unit].pk, title=title, since=since, **given
    )


def up(world: World, who: str, unit: str, title: str, since: date, **more: Any) -> Posting:
    """A post by names, by the city."""
    on = more.pop("on", TODAY)
    actor = more.pop("actor", world.city)
    asked = order(world, who, unit, title, since, **more)
    return services.take_up(actor=actor, order=asked, on=on)


def out(world: World, who: str, unit: str, title: str, since: date, **more: Any) -> Posting:
    """A secondment by names, by the city."""
    on = more.pop("on", TODAY)
    actor = more.pop("actor", world.city)
    asked = order(world, who, unit, title, since, **({"kind": "secondment"} | more))
    return services.send_out(actor=actor, orders=[asked], on=on)[0]


def end(world: World, made: Posting, ended_on: date, reason: str = "dismissed", **more: Any):
    """Its end, by the city."""
    given = {"actor": world.city, "seen": made.version, "on": TODAY} | more
    return services.end(posting=made, ended_on=ended_on, reason=reason, **given)


def with_resume(world: World, who: str, lines: Sequence[tuple] = RESUME) -> Cadre:
    """A résumé on file, replaced as a whole."""
    cadre = Cadre.objects.get(pk=world.cadres[who].pk)
    found = [Line(since, until, text, kind) for since, until, text, kind in lines]
    replace_resume(actor=None, cadre=cadre, seen=None, on=TODAY, lines=found)
    return cadre


def file_of(cadre: Cadre | int) -> tuple[dict[str, Any], list[Line]]:
    """The file as it can be compared: the columns of the present post, and the lines."""
    found = Cadre.objects.get(pk=getattr(cadre, "pk", cadre))
    return {name: getattr(found, name) for name in FIELDS}, resume_of(found)


def text_of(cadre: Cadre | int) -> str:
    """The résumé as the form prints it."""
    return write(file_of(cadre)[1])
