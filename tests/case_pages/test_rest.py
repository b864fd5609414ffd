"""Cases for programs: what is a column, and nothing that the departments keep for themselves."""

from django.urls import reverse

from assessments.cases.entities import CASES
from core.listing.entity import grantable_of
from tests.case_pages.making import SECRET, TOLD, found, nominated, opined
from tests.clients.issuing import caller, issue


def test_a_program_reads_cases_of_its_units_without_what_is_kept(world):
    case = opined(world, found(world, "陈思远"))
    found(world, "罗天翊", "4")
    nominated(world, "单文静")
    names = [column.name for column in grantable_of(CASES)]
    _, token = issue(world, at="市交通运输局", fields={"cases": names})
    answer = caller(token).get("/api/v1/cases/")
    assert answer.status_code == 200, answer.content
    (row,) = answer.json()["results"]
    assert (row["id"], row["verdict"], row["state"]["code"]) == (case.pk, TOLD, "opened")
    assert row["opinion"]["code"] == "later"
    for words in (SECRET, case.digest, "班子意见不一", "信访举报"):
        assert words not in answer.content.decode()


def test_the_person_reads_his_own_by_rest_without_the_opinion(world, client_for):
    case = opined(world, found(world, "陈思远"))
    answer = client_for(world.cadre).get(f"{reverse('api:cases-list')}{case.pk}/")
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "缓定" not in said
    assert "later" not in said
    assert SECRET not in said
