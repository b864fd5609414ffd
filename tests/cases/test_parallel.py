"""Two sweeps at once, on real connections: each event opens one case, and both end."""

from threading import Barrier, Thread

from django.db import connection

from assessments.cases.models import CaseStep, RosterCase
from assessments.cases.opening import sweep
from tests.cases.making import finding, rated, sanction
from tests.world import World
from tests.world_people import TODAY

SWEEPS = 4


def test_sweeps_at_once_open_each_case_once(committed_world: World):
    for name in ("周雨晴", "李明朗", "赵文博", "陈思远"):
        finding(committed_world, name)
        sanction(committed_world, name)
        rated(committed_world, name, 31)
    start, counts, failures = Barrier(SWEEPS), [], []

    def run() -> None:
        try:
            start.wait()
            counts.append(sweep(on=TODAY))
        except Exception as failure:  # told below, in the thread of the test
            failures.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(SWEEPS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)
    assert failures == []
    assert sum(counts) == RosterCase.objects.count() == 12
    assert CaseStep.objects.filter(verb="open").count() == 12
