"""The roster for programs: its fields, and what it was on a day, against rows counted by hand."""

import pytest

from cadres.choices import RosterStatus
from tests.api.walking import json_lines
from tests.clients.issuing import caller, issue

ROSTER = "/api/v1/roster/"
ASKED = "columns=name,age,tier,pool_status&format=ndjson"

# Name, age, tier and status of everybody on the roster on that day, by the stays that
# tests/world_people.py enters. 陈思远 left on 2025-01-15 and came back on 2026-04-01; 周雨晴 was
# restated on 2025-09-01; 曾可欣 and 马晓东 left in 2026.
CULTIVATED, CONSIDERED = RosterStatus.CULTIVATED, RosterStatus.CONSIDERED
ON = {
    "2024-02-29": set(),
    "2024-06-30": {
        ("周雨晴", 32, "2", CULTIVATED),
        ("李明朗", 34, "2", CULTIVATED),
        ("赵文博", 34, "2", CULTIVATED),
        ("曾可欣", 33, "2", CULTIVATED),
        ("陈思远", 30, "1", CULTIVATED),
    },
    "2025-12-31": {
        ("周雨晴", 33, "3", CONSIDERED),
        ("李明朗", 35, "2", CULTIVATED),
        ("赵文博", 35, "2", CULTIVATED),
        ("曾可欣", 34, "2", CULTIVATED),
        ("罗天翊", 31, "1", CULTIVATED),
        ("马晓东", 41, "1", CULTIVATED),
    },
    "2026-06-01": {
        ("周雨晴", 34, "3", CONSIDERED),
        ("李明朗", 36, "2", CULTIVATED),
        ("赵文博", 36, "2", CULTIVATED),
        ("罗天翊", 31, "1", CULTIVATED),
        ("陈思远", 32, "2", CULTIVATED),
    },
}


def pulled(client, query):
    return json_lines(client.get(f"{ROSTER}?{ASKED}&{query}"))


def names(client, query):
    return {row["name"] for row in pulled(client, query)}


@pytest.mark.parametrize("day", ON)
def test_the_roster_of_a_day_is_what_was_counted_by_hand(world, program, day):
    found = {
        (row["name"], row["age"], row["pool"]["tier"]["code"], row["pool"]["status"]["code"])
        for row in pulled(program, f"as_of={day}")
    }
    assert found == ON[day]


@pytest.mark.parametrize(
    ("day", "name", "listed"),
    [
        ("2024-02-29", "李明朗", False),
        ("2024-03-01", "李明朗", True),
        ("2025-01-14", "陈思远", True),
        ("2025-01-15", "陈思远", False),
        ("2026-03-31", "陈思远", False),
        ("2026-04-01", "陈思远", True),
        ("2026-05-19", "曾可欣", True),
        ("2026-05-20", "曾可欣", False),
    ],
)
def test_the_day_of_entry_counts_and_that_of_leaving_does_not(world, program, day, name, listed):
    assert (name in names(program, f"as_of={day}")) is listed


@pytest.mark.parametrize(
    ("day", "age"), [("2026-05-31", 35), ("2026-06-01", 36), ("2026-06-30", 36), ("2025-06-30", 35)]
)
def test_an_age_changes_on_the_first_of_the_month_of_birth(world, program, day, age):
    row = next(r for r in pulled(program, f"as_of={day}") if r["name"] == "赵文博")
    assert row["age"] == age
    assert "赵文博" in names(program, f"as_of={day}&age_min={age}&age_max={age}")
    assert "赵文博" not in names(program, f"as_of={day}&age_min={age + 1}")


@pytest.mark.parametrize(("day", "tier"), [("2025-08-31", "2"), ("2025-09-01", "3")])
def test_a_filter_speaks_of_the_standing_of_the_day(world, program, day, tier):
    assert "周雨晴" in names(program, f"as_of={day}&tier={tier}")
    assert "周雨晴" not in names(program, f"as_of={day}&tier={5 - int(tier)}")


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        ("considered", {"周雨晴"}),
        ("used", {"马晓东"}),
        ("removed", {"曾可欣", "陈思远"}),
        ("paused", set()),
    ],
)
def test_other_standings_of_a_day(world, program, standing, expected):
    assert names(program, f"as_of=2026-06-01&standing={standing}") == expected
    assert expected <= names(program, "as_of=2026-06-01&standing=all")


def test_a_stay_has_its_person_its_unit_and_its_standing(world, program):
    rows = json_lines(program.get(f"{ROSTER}?format=ndjson&standing=used"))
    assert [row["name"] for row in rows] == ["马晓东"]
    row = rows[0]
    unit = world.named["青川县"]
    assert row["cadre"] == world.cadres["马晓东"].pk
    assert row["unit"]["id"] == unit.pk
    assert row["unit"]["path"] == unit.path
    assert row["unit"]["name"] == unit.name
    assert row["edu_fulltime"]["level"] == {"code": "4", "name": "大学本科"}
    assert row["edu_inservice"] == {
        **dict.fromkeys(("level", "education", "degree")),
        **dict.fromkeys(("school", "major"), ""),
    }
    assert row["pool"]["entered_on"] == "2025-06-10"
    assert row["pool"]["level_held"] == {"code": "county", "name": "县级掌握"}
    assert row["pool"]["exit"]["date"] == "2026-02-01"
    assert row["pool"]["exit"]["reason"]["code"] == "9"
    assert row["birth"] == "1984-08"


def test_parts_of_an_object_are_granted_and_asked_for_by_their_own_names(world):
    client = caller(issue(world, fields={"roster": ["name", "unit_code", "left_on"]})[1])
    row = client.get(ROSTER).json()["results"][0]
    assert set(row) == {"id", "name", "unit", "pool"}
    assert set(row["unit"]) == {"code"}
    assert row["pool"] == {"exit": {"date": None}}
    assert client.get(f"{ROSTER}?tier=2").status_code == 400
    assert client.get(f"{ROSTER}?columns=unit").status_code == 400


def test_a_days_record_is_that_of_the_day(world, program):
    pk = next(r["id"] for r in pulled(program, "standing=considered"))
    assert program.get(f"{ROSTER}{pk}/?as_of=2025-08-31").json()["pool"]["tier"]["code"] == "2"
    assert program.get(f"{ROSTER}{pk}/").json()["pool"]["tier"]["code"] == "3"
    assert program.get(f"{ROSTER}{pk}/?as_of=2024-02-29").status_code == 404


def test_a_stay_that_had_ended_says_what_was_last(world, program):
    rows = pulled(program, "as_of=2026-03-31&standing=removed&columns=level_held,exit_reason")
    assert {row["name"] for row in rows} == {"陈思远"}
    pool = rows[0]["pool"]
    assert (pool["tier"]["code"], pool["status"]["code"]) == ("1", RosterStatus.REMOVED)
    assert pool["level_held"]["code"] == "city"
    assert pool["exit"]["reason"]["code"] == "7"
