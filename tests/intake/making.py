"""Batches at each stage, and people who may apply, made by the verbs themselves."""

from datetime import date
from decimal import Decimal

from cadres.choices import EducationLevel
from cadres.intake.models import Applicant, IntakeBatch
from cadres.intake.services import batches, proposals, results
from cadres.intake.services.results import Finding, Mark
from cadres.people.models import Cadre
from cadres.people.prepare import prepared
from tests.world import World
from tests.world_people import TODAY

AGE_ON = date(2026, 6, 30)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"


def newcomer(
    world: World, name: str, unit: str = "市科技局", birth: date = date(1995, 1, 1), **more
) -> Cadre:
    """Somebody who is on no list yet, a full-time graduate."""
    values = {
        "gender": "1",
        "title": f"{unit}干部",
        "fulltime_education": "21",
        "work_start": date(2017, 7, 1),
    }
    return Cadre.objects.create(
        name=name, unit=world.named[unit], birth=birth, **(values | more), **prepared(name)
    )


def crowd(world: World, number: int, unit: str = "市科技局") -> list[Cadre]:
    """So many newcomers, with names of their own."""
    return [newcomer(world, f"{SURNAMES[index]}新人", unit) for index in range(number)]


def draft(world: World, unit: str = "清河市", who: str = "city", **changed) -> IntakeBatch:
    """A batch of the city with the first figures of clause 2.0, or others."""
    values = {
        "name": "2026年选拔储备",
        "age_on": AGE_ON,
        "max_age": 35,
        "min_level": EducationLevel.BACHELOR,
        "fulltime": True,
        "quota": 2,
        "test_weight": Decimal("0.5"),
    }
    actor = world.users[who]
    return batches.create(actor=actor, unit=world.named[unit], **(values | changed))


def opened(world: World, unit: str = "清河市", who: str = "city", **changed) -> IntakeBatch:
    """Announced, with nobody in it."""
    batch = draft(world, unit, who, **changed)
    return batches.announce(
        actor=world.users[who], batch=batch, seen=batch.version, on=TODAY, today=TODAY
    )


def examined(world: World, people: list[Cadre], marks: list[str | None], **changed) -> IntakeBatch:
    """The examination is on and marked; None is a mark that is missing."""
    batch = opened(world, **changed)
    proposals.propose(actor=world.city, batch=batch, people=people)
    batch = batches.start_test(actor=world.city, batch=batch, seen=batch.version)
    mark_all(world, batch, dict(zip(people, marks, strict=True)))
    return batch


def mark_all(world: World, batch: IntakeBatch, marks: dict[Cadre, str | None]) -> None:
    """Enter marks of the examination."""
    entered = [
        Mark(row.pk, row.version, Decimal(marks[row.cadre]))
        for row in applicants(batch)
        if row.cadre in marks and marks[row.cadre] is not None
    ]
    results.enter_marks(actor=world.city, batch=batch, marks=entered)


def inspecting(
    world: World,
    people: list[Cadre],
    marks: list[str | None],
    shortlist: int | None = None,
    **changed,
) -> IntakeBatch:
    """The short list is made."""
    batch = examined(world, people, marks, **changed)
    return batches.start_inspection(
        actor=world.city, batch=batch, seen=batch.version, shortlist=shortlist
    )


def ranking(
    world: World, people: list[Cadre], marks: list[str], inspections: list[str | None], **changed
) -> IntakeBatch:
    """Ranked; None is a person who failed the inspection."""
    batch = inspecting(world, people, marks, **changed)
    found = dict(zip(people, inspections, strict=True))
    findings = []
    for row in applicants(batch):
        mark = found[row.cadre]
        findings.append(
            Finding(row.pk, row.version, mark is not None, None if mark is None else Decimal(mark))
        )
    results.enter_findings(actor=world.city, batch=batch, findings=findings)
    return results.rank(actor=world.city, batch=batch, seen=batch.version)


def every_stage(world: World) -> dict[str, int]:
    """A batch at each stage that has pages of its own, by stage; and one `applicant`."""
    one, two, *_ = crowd(world, 2)
    both, marks = [one, two], ["90", "80"]
    made = {
        "draft": draft(world, name="起草的批次"),
        "open": opened(world, name="报名的批次"),
        "testing": examined(world, both, marks, name="考试的批次"),
        "inspecting": inspecting(world, both, marks, name="考察的批次"),
        "ranking": ranking(world, both, marks, marks, name="拟定的批次", quota=1),
    }
    proposals.propose(actor=world.city, batch=made["open"], people=[world.cadres["欧阳雪"], one])
    row = applicant(made["ranking"], one)
    return {stage: batch.pk for stage, batch in made.items()} | {"applicant": row.pk}


def applicants(batch: IntakeBatch) -> list[Applicant]:
    """Everybody in the batch, by key."""
    return list(batch.applicants.select_related("cadre", "batch").order_by("pk"))


def applicant(batch: IntakeBatch, person: Cadre) -> Applicant:
    """Somebody's application, as it is now."""
    return Applicant.objects.select_related("cadre", "batch").get(batch=batch, cadre=person)


def states(batch: IntakeBatch) -> dict[str, str]:
    """Where everybody stands, by name."""
    return {row.cadre.name: row.state for row in applicants(batch)}
