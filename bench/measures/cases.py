"""The rules of exit over 100,000 people with polls, grades and sanctions, beside bare SQL."""

import sys
from collections.abc import Iterator
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.cases.models import RosterCase
from assessments.cases.opening import found, sweep
from bench.case_facts import happen
from bench.case_plain import insert
from bench.duty_facts import ON, fill
from bench.report import Row, counted, slower
from bench.scene import Scene
from bench.timing import medians, timed

ROUNDS = 3
MOST = 5  # seconds for everybody
MOST_ALONE = 0.1  # for one person, in a verb
STATEMENTS = 40  # of a run that finds nothing, whatever the number of people
CLEAR = (
    "TRUNCATE assessments_casestep, assessments_rostercase, policy_duty RESTART IDENTITY CASCADE"
)


def cases(scene: Scene) -> Iterator[Row]:
    """The first run, which opens what there is; the second, which opens none; one person."""
    roll = scene.many.enter()
    fill()
    happen()
    roll.tidy()
    first, look, again, plain, plain_again = _turns()
    opened = RosterCase.objects.count()
    size = f"{roll.units:,} people"
    yield slower(f"cases: {opened:,} opened among {size}", first, MOST, "allowed", at_most=1)
    yield slower("cases: again, none opened", again, MOST, "allowed", at_most=1)
    yield slower("cases: the same looked for", look, plain, "bare SQL", at_most=3)
    yield slower("cases: again, beside bare SQL", again, plain_again, "bare SQL", at_most=2)
    with CaptureQueriesContext(connection) as queries:
        none = sweep(on=ON)
    yield counted("cases: opened by a second run", 1 + none, 1, "and none", at_most=1)
    what = f"cases: statements of a run over {size}"
    yield counted(what, len(queries), STATEMENTS, "allowed", at_most=1)
    person = RosterCase.objects.order_by("pk").values_list("cadre", flat=True)[opened // 2]
    (alone,) = medians(lambda: sweep(on=ON, people=[person]), rounds=5)
    yield slower("cases: one person, in a verb", alone, MOST_ALONE, "allowed", at_most=1)


def _turns() -> list[float]:
    """Medians of ours first, of looking alone, of ours again, and of the plain ones."""
    found_in: list[list[float]] = [[] for _ in range(5)]
    for number in range(ROUNDS + 1):
        _clear()
        plain = [timed(insert), timed(insert)]
        theirs = _events()
        _clear()
        look = timed(lambda: found(on=ON))
        ours = [timed(lambda: sweep(on=ON)), look, timed(lambda: sweep(on=ON))]
        if theirs != _events():
            sys.stderr.write(f"个案不一致：{len(theirs)} {len(_events())}\n")
        if number:
            for one, value in zip(found_in, ours + plain, strict=True):
                one.append(value)
    return [median(one) for one in found_in]


def _events() -> set[tuple[int, str]]:
    """Both ways must come to the same."""
    return set(RosterCase.objects.filter(kind="exit").values_list("cadre", "event"))


def _clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute(CLEAR)
