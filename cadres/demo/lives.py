"""A whole life: everything that the file of one invented person says, as plain data."""

from dataclasses import dataclass, field

from cadres.choices import RANK
from cadres.demo import education, ladder
from cadres.demo.careers import Entry, Job, career
from cadres.demo.conduct import DISCIPLINED, Award, Sanction, awards, sanction
from cadres.demo.dice import Dice
from cadres.demo.education import Study
from cadres.demo.families import Relative, family
from cadres.demo.id_numbers import id_number
from cadres.demo.ladder import Reached
from cadres.demo.meanwhile import Meanwhile, meanwhile
from cadres.demo.months import NOW, Month
from cadres.demo.offices import Office, region
from cadres.demo.openings import Openings
from cadres.demo.places import AT_HOME, ELSEWHERE, FAR, HOME_SHARE, NATIONS, PROVINCE_SHARE
from cadres.demo.politics import Politics, politics
from cadres.demo.qualities import professional_title
from cadres.demo.schools import MAJORS
from cadres.demo.seats import RETURNER, Role, Seat
from core.codes.vocabulary import vocabulary
from core.demo.people import Name

# Years of age by step of the ladder (0 the highest); those of the roster are young.
AGES = ((48, 59), (46, 59), (42, 59), (38, 59), (32, 58), (29, 58), (23, 59))
YOUNG_AGES = {3: (36, 42), 4: (31, 40), 5: (28, 37), 6: (25, 34)}
RETURNER_AGE = 32  # years that coming twice takes
LATEST_GRADUATION = 26 * 12  # months of age at which a master's course has ended
ON_PROBATION = "试用期公务员"
KNOWS = {major.name: major.knows for majors in MAJORS.values() for major in majors}


@dataclass(slots=True)
class Life:
    """One person; months are counts (`cadres.demo.months`), codes those of the standards."""

    number: int
    name: Name
    seat: Seat
    birth: Month
    nation: str
    native_place: str
    birth_place: str
    health: str
    id_number: str
    phone: str
    politics: Politics
    studies: list[Study]
    jobs: list[Job]
    entry: Entry
    levels: list[Reached]
    ranks: list[Reached]
    pro_title: str
    specialty: str
    relatives: list[Relative]
    awards: list[Award]
    beside: list[Meanwhile] = field(default_factory=list)
    inservice: Study | None = None
    sanctions: list[Sanction] = field(default_factory=list)

    @property
    def office(self) -> Office:
        """Where the person works now."""
        return self.seat.office

    @property
    def work_start(self) -> Month:
        """The month of the first job."""
        return self.jobs[0].since

    @property
    def present(self) -> Job:
        """The job of today."""
        return self.jobs[-1]

    @property
    def grassroots_months(self) -> int:
        """Months in counties and below (domain §3.4: 基层)."""
        return sum(job.months for job in self.jobs if job.office.county)


def live(dice: Dice, number: int, name: Name, seat: Seat, openings: Openings) -> Life:
    """The life that leads person `number` (from 0) to the seat."""
    birth = _birth(dice, *_ages(seat))
    field_of_work = education.field_of(seat.office.name)
    room = NOW - birth - LATEST_GRADUATION - ladder.least_months(seat.step)
    studies = education.full_time(
        dice, birth, field_of_work, on_roster=seat.stay is not None, graduate=room >= 24
    )
    work_start = studies[-1].until
    steps = ladder.climb(dice, seat.step, work_start)
    held, ranks = _standing(dice, seat, steps, studies)
    belongs = politics(
        dice, birth, work_start, must=_leads_for_the_party(seat), on_roster=seat.stay is not None
    )
    rank = vocabulary(RANK)[ranks[-1].code] if ranks else ON_PROBATION
    jobs, entry = career(
        dice,
        seat,
        steps,
        openings,
        party=belongs.in_party,
        rank=rank,
        university=studies[-1].education in (education.GRADUATE, education.UNIVERSITY),
    )
    native, born_at = _places(dice)
    life = Life(
        number=number,
        name=name,
        seat=seat,
        birth=birth,
        nation=dice.weighted(NATIONS),
        native_place=native,
        birth_place=born_at,
        health="1" if dice.happens(0.985) else "3",
        id_number=id_number(number, birth, name.gender),
        phone=f"199{dice.between(0, 99_999_999):08d}",
        politics=belongs,
        studies=studies,
        jobs=jobs,
        entry=entry,
        levels=held,
        ranks=ranks,
        pro_title=professional_title(dice, seat.office, studies[-1].major, work_start),
        specialty=KNOWS[studies[-1].major] if dice.happens(0.8) else "",
        relatives=family(dice, name.surname, name.gender, birth),
        awards=awards(dice, work_start // 12, region(seat.office), party=belongs.in_party),
    )
    life.inservice, life.beside = meanwhile(dice, jobs, studies[-1], field_of_work, openings, seat)
    if dice.happens(DISCIPLINED) and NOW - work_start > 60:
        life.sanctions.append(sanction(dice, party=belongs.in_party))
    return life


def _ages(seat: Seat) -> tuple[int, int]:
    if seat.stay is None:
        return AGES[seat.step]
    least, most = YOUNG_AGES.get(seat.step, AGES[seat.step])
    return (max(least, RETURNER_AGE), most) if seat.stay == RETURNER else (least, most)


def _birth(dice: Dice, least: int, most: int) -> Month:
    """Younger years are somewhat more frequent."""
    span = (most - least + 1) * 12
    return NOW - least * 12 - int(dice.random() ** 1.25 * span)


def _standing(
    dice: Dice, seat: Seat, steps: list[Month], studies: list[Study]
) -> tuple[list[Reached], list[Reached]]:
    """Levels and ranks; only civil servants have a probation and ranks."""
    organ = seat.office.is_organ
    held = ladder.levels(steps, probation=organ)
    if not organ:
        return held, []
    education_code = studies[-1].education
    return held, ladder.ranks(
        dice,
        steps,
        graduate=education_code == education.GRADUATE,
        high=education_code == education.UNIVERSITY,
    )


def _leads_for_the_party(seat: Seat) -> bool:
    leads = seat.role in (Role.PRINCIPAL, Role.DEPUTY)
    return seat.role == Role.PRINCIPAL or (leads and seat.office.name.startswith("中共"))


def _places(dice: Dice) -> tuple[str, str]:
    """籍贯 and 出生地, mostly the same."""
    thrown = dice.random()
    pool = AT_HOME if thrown < HOME_SHARE else ELSEWHERE
    if thrown > HOME_SHARE + PROVINCE_SHARE:
        pool = FAR
    native = dice.one_of(pool)
    return native, native if dice.happens(0.85) else dice.one_of(AT_HOME)
