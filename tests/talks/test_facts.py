"""What the roster says of talks (domain §9.3: talks{quarter,count})."""

from datetime import date

from django.utils import timezone

from policy.periods import Quarter
from tests.clients.issuing import caller, issue
from tests.world import World


def test_the_roster_tells_how_many_talks_count_for_the_quarter(record, owing: World) -> None:
    today = timezone.localdate()
    quarter = Quarter.of(date(2026, 11, 23))
    record(held_on=date(2026, 10, 9))
    record(held_on=date(2026, 11, 20), kind="reminder")
    record("周雨晴", makes_up_for=quarter.previous)  # held now, counts for the quarter before
    program = caller(issue(owing, fields={"roster": ["name", "talks_quarter", "talks_count"]})[1])

    def told(on: date) -> dict[str, dict]:
        found = program.get("/api/v1/roster/", {"as_of": on.isoformat()}).json()
        return {row["name"]: row["talks"] for row in found["results"]}

    assert told(date(2026, 11, 23))["陈思远"] == {"quarter": "2026Q4", "count": 2}
    assert told(date(2026, 11, 19))["陈思远"] == {"quarter": "2026Q4", "count": 1}
    assert told(date(2026, 11, 23))["周雨晴"] == {"quarter": "2026Q4", "count": 0}
    assert told(today)["李明朗"]["count"] == 0
