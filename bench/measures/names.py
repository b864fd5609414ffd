"""Looking for a name among a million people: the statement alone, as PostgreSQL explains it."""

import re
from collections.abc import Iterator

from django.db import connection

from bench.report import Row, explained
from bench.scene import Scene
from cadres.people.search import called
from core.shell.searches import MOST_HITS

ASKED = {
    "two Chinese characters": "明朗",
    "a whole name": "李明朗",
    "pinyin": "liming",
    "two initials": "lm",
    "three initials": "lml",
    "nobody's name": "xxyyzz",
}
MOST = 5.0  # milliseconds
EXECUTED = re.compile(r"Execution Time: ([0-9.]+) ms")


def names(scene: Scene) -> Iterator[Row]:
    """The search box of the department; the plan is printed below the table."""
    crowd = scene.crowd.enter()
    for what, text in ASKED.items():
        plans = [_explained(crowd.viewer, text) for _ in range(5)]
        plan = min(plans, key=_milliseconds)
        seconds = _milliseconds(plan) / 1e3
        label = f"name search over {crowd.units:,}: {what} ({text})"
        yield explained(label, seconds, MOST / 1e3, plan)


def _explained(viewer, text: str) -> str:
    found = called(viewer, text).values_list("pk", "name", "title", "unit__short_name")
    statement, params = found[: MOST_HITS + 1].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {statement}", params)
        return "\n".join(row[0] for row in cursor.fetchall())


def _milliseconds(plan: str) -> float:
    found = EXECUTED.search(plan)
    return float(found[1]) if found else float("inf")
