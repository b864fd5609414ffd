"""Records of a quarter, made as rows, and checks read to their end by the verbs themselves."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from assessments.choices import Answer, ItemResult
from assessments.spot_checks.checklist import KEYS
from assessments.spot_checks.models import Rectification, SpotCheck, SpotItem
from assessments.spot_checks.services import drawing, reading, reporting
from assessments.talks.models import Talk
from cadres.people.models import Cadre
from cadres.people.prepare import prepared
from policy.periods import Quarter
from tests.spot_checks import corpus
from tests.world import World

Q3 = Quarter(2026, 3)
ON = date(2026, 11, 2)  # the third quarter's records were sealed on 30 October
ALL_YES = dict.fromkeys(KEYS, Answer.YES)


def people(world: World, unit: str, number: int) -> list[Cadre]:
    """So many people of a unit, with names of their own."""
    dice = Random(f"{unit}{number}")
    return Cadre.objects.bulk_create(
        Cadre(
            name=name,
            unit=world.named[unit],
            unit_path=world.named[unit].path,
            gender="1",
            birth=date(1992, 5, 1),
            title=f"{unit}干部",
            **prepared(name),
        )
        for name in [corpus.name(dice) for _ in range(number)]
    )


def talk(cadre: Cadre, held_on: date = date(2026, 8, 11), seed: int = 0, **changed) -> Talk:
    """One record with honest text of its own."""
    said = corpus.points(Random(f"{cadre.pk}{held_on}{seed}"))
    entered = datetime.combine(held_on + timedelta(days=1), time(10), corpus.CITY)
    values = {
        "cadre": cadre,
        "unit": cadre.unit,
        "held_on": held_on,
        "place": "会议室",
        "led_by": "马建国",
        "on_thought": said[0],
        "on_work": said[1],
        "on_style": said[2],
        "on_life": said[3],
        "advice": said[4],
        "entered_at": entered,
    }
    return Talk.objects.create(**values | changed)


def talks(world: World, **numbers: int) -> dict[str, list[Talk]]:
    """So many records of the third quarter by unit, one per person."""
    return {
        unit: [
            talk(cadre, date(2026, 7, 1) + timedelta(days=n % 90))
            for n, cadre in enumerate(people(world, unit, number))
        ]
        for unit, number in numbers.items()
    }


def draw(world: World, who: str = "city", unit: str = "清河市", **changed) -> SpotCheck:
    """A draw of the third quarter."""
    values = {"quarter": Q3, "seed": "清河2026", "on": ON, "unit": world.named[unit]}
    return drawing.draw(actor=world.users[who], **values | changed)


def read_all(world: World, check: SpotCheck, *faulty: SpotItem, who: str = "city") -> None:
    """Every record is read; those in `faulty` have too little in them."""
    for item in SpotItem.objects.filter(check_of=check):
        bad = item in faulty
        reading.read(
            actor=world.users[who],
            item=item,
            seen=item.version,
            answers=ALL_YES | ({"concrete": Answer.NO} if bad else {}),
            result=ItemResult.FAULTY if bad else ItemResult.GOOD,
            note="内容空泛，没有谈到本人实际。" if bad else "",
        )


def reported(
    world: World, check: SpotCheck, on: date = ON, who: str = "city"
) -> list[Rectification]:
    """The findings go back, with a demand for each unit."""
    check.refresh_from_db()
    return reporting.report(
        actor=world.users[who],
        check=check,
        seen=check.version,
        demands={unit.pk: "请改正。" for unit in reporting.faulty_units(check)},
        on=on,
        answer_by=reporting.answer_by(check, on),
        summary="总体较好。",
    )


def asked_of(world: World, unit: str = "市交通运输局") -> Rectification:
    """What one unit has to put right, after a whole check."""
    talks(world, **{unit: 3})
    check = draw(world, percent=100)
    read_all(world, check, check.items.first())
    (one,) = reported(world, check)
    return one


def today() -> date:
    return timezone.localdate()
