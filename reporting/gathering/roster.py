"""Part one of a report: who is on the roster, who came and who went (clause 2.0)."""

from __future__ import annotations

from collections import Counter

from cadres.choices import (
    HAN,
    NATION,
    PARTY_MEMBERS,
    POLITICAL,
    EducationLevel,
    ExitGround,
    Gender,
)
from cadres.people.columns import GRASSROOTS_MONTHS
from core.codes.vocabulary import vocabulary
from core.months import full_years
from reporting.gathering.asking import Place, Told, Worked, ratio
from reporting.gathering.content import Behind
from reporting.gathering.crowd import Crowd, Stay
from reporting.gathering.ledger import Ledger

MINORITIES = frozenset(vocabulary(NATION)) - {HAN}
NON_PARTY = frozenset(vocabulary(POLITICAL)) - frozenset(PARTY_MEMBERS)
YEARS = "roster.years"  # of everybody together; no figure of its own


def enter(ledger: Ledger, crowd: Crowd) -> None:
    """Everybody's stays, as they were read already. No statement."""
    span = crowd.span
    for stay in crowd.stays:
        if stay.lasts(span.before):
            ledger.count(stay.cadre, "roster.open_before")
        if span.first <= stay.entered_on:
            ledger.count(stay.cadre, "roster.entered")
        if stay.left_on is not None and stay.left_on <= span.on:
            ledger.count(stay.cadre, "roster.left")
            if stay.exit_ground == ExitGround.PROMOTED:
                ledger.count(stay.cadre, "roster.used")
    # Those who are alike are counted together: there are few kinds of people at a place.
    years: Counter[str] = Counter()
    alike: Counter[tuple[str, tuple[bool, ...]]] = Counter()
    for cadre, stay in crowd.here.items():
        path = crowd.people[cadre].path
        years[path] += full_years(stay.birth, span.on)
        alike[path, tuple([counts(stay) for counts in KINDS.values()])] += 1
    for path, number in years.items():
        ledger.count_at(path, YEARS, number)
    for (path, flags), number in alike.items():
        ledger.count_at(path, "roster.open", number)
        for key, holds in zip(KINDS, flags, strict=True):
            if holds:
                ledger.count_at(path, key, number)


def is_woman(stay: Stay) -> bool:
    """女."""
    return stay.gender == Gender.WOMAN


def is_minority(stay: Stay) -> bool:
    """Of a nation other than the Han; one that the file does not tell does not count."""
    return stay.nation in MINORITIES


def is_non_party(stay: Stay) -> bool:
    """Neither a member of the Party nor a probationary one; unknown does not count."""
    return stay.political_status in NON_PARTY


def is_graduate(stay: Stay) -> bool:
    """研究生 by full-time study."""
    return stay.fulltime_level == EducationLevel.GRADUATE


def is_bachelor(stay: Stay) -> bool:
    """大学本科 and more by full-time study."""
    return (stay.fulltime_level or 0) >= EducationLevel.BACHELOR


def has_grassroots(stay: Stay) -> bool:
    """Two years at the grassroots by the months that the file tells."""
    return stay.grassroots_months >= GRASSROOTS_MONTHS


KINDS = {
    "roster.women": is_woman,
    "roster.minority": is_minority,
    "roster.non_party": is_non_party,
    "roster.graduate": is_graduate,
    "roster.bachelor": is_bachelor,
    "roster.grassroots": has_grassroots,
}


def on_the_roster(place: Place) -> Behind:
    """Clause 2.0: whoever is on the roster on the day, of whatever status; the day of leaving is
    no part of a stay."""
    return place.list("roster:list")


def on_it_before(place: Place) -> Behind:
    """Clause 2.0: whoever was on the roster on 31 December of the year before."""
    day = place.span.before.isoformat()
    return place.list("roster:list", dated=False, as_of=day)


def women(place: Place) -> Behind:
    """Clause 2.0: women among those on the roster on the day."""
    return place.list("roster:list", gender=Gender.WOMAN.value)


def minority(place: Place) -> Behind:
    """Clause 2.0: those on the roster on the day of a nation other than the Han."""
    return place.list("roster:list", nation=sorted(MINORITIES))


def non_party(place: Place) -> Behind:
    """Clause 2.0: those on the roster on the day who are no members of the Party, probationary
    ones included; nobody counts whose file does not tell."""
    return place.list("roster:list", political_status=sorted(NON_PARTY))


def average_age(place: Place) -> Behind:
    """Clause 2.0: the mean of full years by month on the day, to one place; "" of nobody."""
    return place.list("roster:list")


def graduate(place: Place) -> Behind:
    """Clause 2.0: those on the roster on the day whose full-time education is 研究生."""
    return place.list("roster:list", edu_fulltime_level=str(EducationLevel.GRADUATE.value))


def bachelor(place: Place) -> Behind:
    """Clause 2.0: those on the roster on the day whose full-time education is 大学本科 or more."""
    levels = (EducationLevel.BACHELOR, EducationLevel.GRADUATE)
    return place.list("roster:list", edu_fulltime_level=[str(one.value) for one in levels])


def grassroots(place: Place) -> Behind:
    """Clause 2.0: those on the roster on the day whose file tells of 24 months at the grassroots
    or more."""
    return place.list("roster:list", grassroots_months_min=str(GRASSROOTS_MONTHS))


def entered(place: Place) -> Behind:
    """Clause 3.3.3: stays that began in the year; who came twice counts twice, so that the number
    before, plus these, less those who left, is the number of the day."""
    return place.list("roster:list", standing="all", **place.since("entered_on"))


def left(place: Place) -> Behind:
    """Clause 3.3.3: stays that ended in the year; who left on 1 January left in this year."""
    return place.list("roster:list", standing="all", **place.since("left_on"))


def used(place: Place) -> Behind:
    """Clauses 2.1–2.4: of those who left in the year, who were promoted or put into a pool."""
    return place.list("roster:list", standing="used", **place.since("left_on"))


FIGURES: dict[str, Told] = {
    "roster.open": on_the_roster,
    "roster.open_before": on_it_before,
    "roster.women": women,
    "roster.minority": minority,
    "roster.non_party": non_party,
    "roster.average_age": average_age,
    "roster.graduate": graduate,
    "roster.bachelor": bachelor,
    "roster.grassroots": grassroots,
    "roster.entered": entered,
    "roster.left": left,
    "roster.used": used,
}


def mean_age(counted: Counter[str]) -> str:
    """Years of everybody by how many they are."""
    return ratio(counted[YEARS], counted["roster.open"])


WORKED: dict[str, Worked] = {"roster.average_age": mean_age}
