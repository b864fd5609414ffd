"""What somebody studied: full time from school on, in service beside the work."""

import re
from functools import lru_cache
from typing import NamedTuple

from cadres.demo.dice import Dice
from cadres.demo.months import NOW, Month, month
from cadres.demo.schools import EVERYWHERE, MAJORS, NEEDS, SCHOOLS, Field, Major

GRADUATE, UNIVERSITY, ASSOCIATE, VOCATIONAL = "11", "21", "31", "35"  # ZB64, domain §3.5 c
UNIVERSITY_LEVEL = (GRADUATE, UNIVERSITY)
PROVINCE_PARTY_GRADUATE, PROVINCE_PARTY_UNIVERSITY = "1B", "23"

AUTUMN, SUMMER = 9, 7  # months in which schools begin and end
YEARS = {GRADUATE: 3, UNIVERSITY: 4, ASSOCIATE: 3, VOCATIONAL: 3}

# Shares of (研究生, 大学, 大专) by the year of birth; the rest has 中专.
OLDER, MIDDLE, YOUNGER, ROSTER = (
    (0.02, 0.25, 0.40),
    (0.07, 0.55, 0.30),
    (0.17, 0.75, 0.08),
    (0.20, 0.80, 0.0),  # 全日制大学本科 or higher, clause 2.0
)


class Study(NamedTuple):
    """One course of study: codes of ZB64 and GB/T 6864, and its months, half-open."""

    education: str
    degree: str
    school: str
    major: str
    since: Month
    until: Month

    @property
    def place(self) -> str:
        """School and major as forms have them, ending in 专业 (domain §2.3)."""
        return f"{self.school}{self.major}专业"


@lru_cache(20_000)
def field_of(unit_name: str) -> Field:
    """What a unit mostly needs."""
    for needle, field in NEEDS:
        if re.search(needle, unit_name):
            return field
    return Field.ADMINISTRATION


def full_time(
    dice: Dice, birth: Month, field: Field, *, on_roster: bool, graduate: bool
) -> list[Study]:
    """From school to the first job: one course, or two for a graduate; `graduate` allows these."""
    if not dice.happens(0.7):
        field = dice.one_of(tuple(MAJORS))
    education = _education(dice, birth, on_roster)
    if education == GRADUATE and not graduate:
        education = UNIVERSITY
    major = dice.one_of(MAJORS[field])
    first = UNIVERSITY if education == GRADUATE else education
    studies = [_course(dice, birth, field, major, first)]
    if education == GRADUATE:
        before = studies[0]
        began = before.until + AUTUMN - SUMMER
        school = dice.one_of(EVERYWHERE) + major.college if dice.happens(0.5) else before.school
        ended = _end(began, YEARS[GRADUATE])
        studies.append(Study(GRADUATE, major.master, school, major.name, began, ended))
    return studies


def in_service(dice: Dice, major: str, field: Field, since: Month, until: Month, *, high: bool):
    """A course beside the work within the given months, or None: nobody had the time.

    `high` is for whoever has a university course already.
    """
    years = 3 if high else 2
    first_year = since // 12 + (1 if since % 12 >= AUTUMN else 0)
    last_year = (until - SUMMER) // 12 - years
    if last_year < first_year:
        return None
    began = month(dice.between(first_year, last_year), AUTUMN)
    ended = _end(began, years)
    if ended > NOW:
        return None
    if dice.happens(0.45):
        education = PROVINCE_PARTY_GRADUATE if high else PROVINCE_PARTY_UNIVERSITY
        subject = dice.one_of(("公共管理", "法学理论", "经济管理", "党的建设"))
        return Study(education, "", "中共云州省委党校", subject, began, ended)
    if high:
        return Study(GRADUATE, "349", "云州大学公共管理学院", "公共管理", began, ended)
    chosen = dice.one_of(MAJORS[field])
    subject = chosen.name if chosen.name != major else "行政管理"
    degree = chosen.bachelor if subject == chosen.name and dice.happens(0.5) else ""
    return Study(UNIVERSITY, degree, dice.one_of(EVERYWHERE), subject, began, ended)


def _education(dice: Dice, birth: Month, on_roster: bool) -> str:
    year = birth // 12
    shares = OLDER if year <= 1975 else MIDDLE if year <= 1985 else YOUNGER
    if on_roster:
        shares = ROSTER
    thrown = dice.random()
    for education, share in zip((GRADUATE, UNIVERSITY, ASSOCIATE), shares, strict=True):
        thrown -= share
        if thrown < 0:
            return education
    return VOCATIONAL


def _course(dice: Dice, birth: Month, field: Field, major: Major, education: str) -> Study:
    schools = SCHOOLS[field]
    degree = ""
    match education:
        case "21":
            school = dice.one_of(EVERYWHERE if dice.happens(0.5) else schools.universities)
            school, degree = school + major.college, major.bachelor
        case "31":
            school = dice.one_of(schools.associate)
        case _:
            school = dice.one_of(schools.vocational)
    # School begins at six, in the autumn: whoever is born later in the year waits for the next.
    leaves_school = 15 if education == VOCATIONAL else 18
    year = birth // 12 + leaves_school + (1 if birth % 12 + 1 >= AUTUMN else 0)
    began = month(year, AUTUMN)
    ended = _end(began, YEARS[education])
    return Study(education, degree, school, major.name, began, ended)


def _end(began: Month, years: int) -> Month:
    """The summer in which a course ends."""
    return began + years * 12 - (AUTUMN - SUMMER)
