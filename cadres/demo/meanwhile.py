"""What happened beside a job (其间): a course in service, a secondment."""

from typing import NamedTuple

from cadres.choices import LineKind
from cadres.demo.careers import Job
from cadres.demo.dice import Dice
from cadres.demo.education import GRADUATE, UNIVERSITY, Study, in_service
from cadres.demo.months import NOW, Month, month
from cadres.demo.openings import Openings
from cadres.demo.schools import Field
from cadres.demo.seats import CLERK, Seat

ROOM = 30  # months that a job must last for something beside it
SECONDMENTS_BEGIN = month(2012, 1)
SECONDMENT = 12
SHARES = {UNIVERSITY: 0.35, GRADUATE: 0.0}  # by full-time education; the others 0.75


class Meanwhile(NamedTuple):
    """A line below that of job number `job`, within its months."""

    job: int
    since: Month
    until: Month
    text: str
    kind: str


def meanwhile(
    dice: Dice, jobs: list[Job], study: Study, field: Field, openings: Openings, seat: Seat
) -> tuple[Study | None, list[Meanwhile]]:
    """The course in service, if any, and the lines."""
    roomy = [number for number, job in enumerate(jobs) if job.months >= ROOM]
    if not roomy:
        return None, []
    lines = []
    course = None
    if dice.happens(SHARES.get(study.education, 0.75)):
        number = dice.one_of(roomy)
        job = jobs[number]
        high = study.education == UNIVERSITY
        until = NOW if job.until is None else job.until
        course = in_service(dice, study.major, field, job.since, until, high=high)
        if course:
            name = "在职研究生" if high else "在职大学"
            text = f"{course.place}{name}学习"
            lines.append(Meanwhile(number, course.since, course.until, text, LineKind.STUDY.value))
    sent = 0.3 if seat.stay is not None else 0.06
    if seat.office.is_organ and openings.has_towns and dice.happens(sent):
        number = roomy[-1]
        job = jobs[number]
        since = max(job.since + dice.between(3, 12), SECONDMENTS_BEGIN)
        if since + SECONDMENT < job.since + job.months:
            town = dice.one_of(openings.towns(seat.office.county))
            if town == job.office:  # nobody is sent to where he is
                return course, lines
            group = "党工委" if town.kind == "street" else "党委"
            post = "党建办公室副主任" if seat.step == CLERK else f"{group}副书记"
            text = f"挂任{town.name}{post}"
            lines.append(Meanwhile(number, since, since + SECONDMENT, text, LineKind.WORK.value))
    return course, sorted(lines)
