"""Programs read what stands, never what is still proposed, and nothing of interviews."""

from datetime import date

import pytest

from assessments.rounds.models import Assessment
from tests.clients.issuing import caller, issue
from tests.rounds.stages import COMMENT, rounds_of

PATH = "/api/v1/assessments/?size=200"
NEVER = ("interview", "proposed", "summary", "objection", "review", "person_opinion", "returned")


@pytest.fixture
def made(world) -> dict[str, int]:
    return rounds_of(world)


def test_a_program_reads_a_grade_and_a_comment_once_they_stand(world, made):
    rows = caller(issue(world)[1]).get(PATH).json()["results"]
    assert len(rows) == Assessment.objects.count()
    for row in rows:
        one = Assessment.objects.get(pk=row["id"])
        stands = one.state in ("decided", "objected", "final")
        assert bool(row["grade"]) == stands
        assert (row["decided_on"] is not None) == stands
        assert not set(NEVER) & set(row)
        if not stands:
            assert COMMENT not in str(row)
    assert any(COMMENT in str(row) for row in rows)


def test_nothing_that_is_proposed_is_found_by_asking(world, made):
    program = caller(issue(world)[1])
    rows = program.get(f"{PATH}&grade=1").json()["results"]
    assert {row["id"] for row in rows} == {made["year_own_decided"]}
    assert program.get(f"{PATH}&proposed=1").status_code == 400
    after = date(2000, 1, 1).isoformat()
    rows = program.get(f"{PATH}&decided_on_after={after}").json()["results"]
    assert made["year_proposed"] not in {row["id"] for row in rows}


def test_a_program_of_another_region_reads_none(world, made):
    assert caller(issue(world, at="青川县")[1]).get(PATH).json()["results"] == []


def test_comments_are_granted_apart(world, made):
    client = issue(world, fields={"assessments": ["name", "year", "grade"]})[1]
    row = caller(client).get(PATH).json()["results"][0]
    assert set(row) == {"id", "name", "year", "grade"}
