"""Part four: the yearly assessment (clause 3.3.4), rewards and discipline, and 附表 4.

The grades are those of the year, whenever they were decided: they are when the year is over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from assessments.polls.models import PollResult
from assessments.polls.rates import percent
from assessments.rounds.choices import Outcome
from assessments.rounds.models import Assessment
from reporting.gathering.asking import Place, Told
from reporting.gathering.conduct import disciplines_of, rewards_of
from reporting.gathering.content import Behind, Row
from reporting.gathering.crowd import Crowd
from reporting.gathering.ledger import Ledger

KEY_OF = {
    Outcome.EXCELLENT.value: "assessed.excellent",
    Outcome.COMPETENT.value: "assessed.competent",
    Outcome.BASIC.value: "assessed.basic",
    Outcome.INCOMPETENT.value: "assessed.incompetent",
    Outcome.UNGRADED.value: "assessed.none",
}
LABELS = {"": "", **{one.value: str(one.label) for one in Outcome}}


def enter(ledger: Ledger, crowd: Crowd) -> None:
    """Grades, polls, rewards and sanctions, and a row of each person of the year. Four statements.

    Everybody has a row, so that nobody hears by one that there is something to be told.
    """
    grades, rates = _grades(crowd), _rates(crowd)
    rewards, disciplines = rewards_of(crowd), disciplines_of(crowd)
    for cadre, person in crowd.people.items():
        outcome = grades.get(cadre, "")
        if key := KEY_OF.get(outcome):
            ledger.count(cadre, "assessed.total")
            ledger.count(cadre, key)
        for figure, given in (("conduct.rewards", rewards), ("conduct.disciplines", disciplines)):
            if cadre in given:
                ledger.count(cadre, figure, len(given[cadre]))
        cells = (
            person.name,
            LABELS[outcome],
            *rates.get(cadre, ("", "")),
            "；".join(rewards.get(cadre, ())),
            "；".join(disciplines.get(cadre, ())),
        )
        ledger.tell("assessed", cadre, Row(cadre, cells))


def _grades(crowd: Crowd) -> Mapping[int, str]:
    """Person to what his year ended with."""
    rows = Assessment.objects.settled().filter(crowd.within("cadre__"), year=crowd.span.year)
    return dict(rows.order_by().values_list("cadre_id", "outcome"))


def _rates(crowd: Crowd) -> Mapping[int, tuple[str, str]]:
    """Person to the rates of 优秀, and of 基本称职和不称职, in the last poll of the year.

    Only of what the unit was told (反馈): the report is the unit's. A poll of which too few ballots
    came back tells nothing, nor does the one before it.
    """
    rows = PollResult.objects.counted().filter(
        crowd.within("cadre__"), poll__year=crowd.span.year, poll__shared_on__isnull=False
    )
    paths = ("cadre_id", "is_shown", "counted", "excellent", "basic", "incompetent")
    found: dict[int, tuple[str, str]] = defaultdict(lambda: ("", ""))
    for cadre, is_shown, base, best, basic, worst in rows.order_by(
        "poll__counted_on", "pk"
    ).values_list(*paths):
        shown = is_shown and base
        found[cadre] = (_rate(best, base), _rate(basic + worst, base)) if shown else ("", "")
    return found


@cache
def _rate(votes: int, base: int) -> str:
    return str(percent(votes, base))


def _sheets(place: Place, *outcomes: Outcome) -> Behind:
    asked = {"year": str(place.span.year), "rostered": place.rostered}
    grade = [outcome.value for outcome in outcomes]
    return place.list("rounds:sheets", dated=False, grade=grade, **asked)


def total(place: Place) -> Behind:
    """Clause 3.3.4: people of the year whose assessment of it is decided, but for those who took no
    part (不参加考核)."""
    return _sheets(place, *map(Outcome, KEY_OF))


def excellent(place: Place) -> Behind:
    """Clause 3.3.4: of those assessed, 优秀."""
    return _sheets(place, Outcome.EXCELLENT)


def competent(place: Place) -> Behind:
    """Clause 3.3.4: of those assessed, 称职."""
    return _sheets(place, Outcome.COMPETENT)


def basic(place: Place) -> Behind:
    """Clause 3.3.4: of those assessed, 基本称职."""
    return _sheets(place, Outcome.BASIC)


def incompetent(place: Place) -> Behind:
    """Clause 3.3.4: of those assessed, 不称职."""
    return _sheets(place, Outcome.INCOMPETENT)


def ungraded(place: Place) -> Behind:
    """Clause 3.3.4: of those assessed, 不定等次."""
    return _sheets(place, Outcome.UNGRADED)


FIGURES: dict[str, Told] = {
    "assessed.total": total,
    "assessed.excellent": excellent,
    "assessed.competent": competent,
    "assessed.basic": basic,
    "assessed.incompetent": incompetent,
    "assessed.none": ungraded,
}
