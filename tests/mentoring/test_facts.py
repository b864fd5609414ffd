"""The roster says who the mentor is: list, REST, official sheet; only where it is asked for."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cadres.exchange.roster_rows import roster_columns, roster_rows
from cadres.roster.models import RosterEntry
from tests.mentoring.pairs import pair
from training.mentoring import services

SINCE = date(2026, 4, 10)


def told(world, on: date) -> dict[str, str]:
    names = [column.name for column in roster_columns(world.city)]
    rows = roster_rows(RosterEntry.objects.on_roster(on), world.city, on)
    found = [dict(zip(names, row, strict=True)) for row in rows]
    return {row["name"]: row["mentor"] for row in found}


def test_the_mentor_of_a_day(world, client_for):
    made = pair(world, "陈思远", "周雨晴", SINCE, exception="结对")
    services.end(
        actor=world.secretary,
        mentorship=made,
        seen=1,
        ended_on=date(2026, 9, 1),
        reason="mentor_moved",
        on=date(2026, 11, 23),
    )
    pair(world, "陈思远", "曾可欣", date(2026, 9, 1), exception="结对")
    listed = client_for(world.city)
    for on, name in (
        (date(2026, 4, 9), ""),
        (SINCE, "周雨晴"),
        (date(2026, 8, 31), "周雨晴"),
        (date(2026, 9, 1), "曾可欣"),
        (timezone.localdate(), "曾可欣"),
    ):
        assert told(world, on)["陈思远"] == name
        page = listed.get("/roster/", {"columns": "name,mentor", "as_of": on.isoformat()})
        assert {row.texts for row in page.context["rows"]} >= {("陈思远", name)}
        answer = listed.get("/api/v1/roster/", {"columns": "name,mentor", "as_of": on.isoformat()})
        mentors = {one["name"]: one["mentor"] for one in answer.json()["results"]}
        assert (mentors["陈思远"] or "") == name
    assert told(world, SINCE)["周雨晴"] == ""


def test_a_list_that_does_not_ask_for_it_does_not_look_for_it(world, client_for):
    client = client_for(world.city)
    for columns, asked in (("name", False), ("name,mentor", True)):
        with CaptureQueriesContext(
            connection,
        ) as said:
            client.get("/roster/", {"columns": columns})
        looked = [one["sql"] for one in said if "training_mentorship" in one["sql"]]
        assert len(looked) == asked


def test_a_program_hears_of_a_new_mentor(world):
    before = world.stay("陈思远").touched_at
    pair(world, "陈思远", "周雨晴", SINCE, exception="结对")
    assert world.stay("陈思远").touched_at >= before
    assert world.stay("陈思远").version == 1
