"""Codes on the page and over REST."""

import pytest

from core.codes.models import Code, CodeRelease, CodeTable
from tests.clients.issuing import caller, issue

TABLES = "/api/v1/code-tables/"
CODES = "/api/v1/codes/"


@pytest.fixture
def program(world):
    """A client with every field; the suite's database has the bundled tables."""
    _, token = issue(world)
    return caller(token)


def test_one_table_in_its_own_order(program):
    rows = program.get(f"{CODES}?table=GB2261.1_gender&current=true").json()["results"]
    assert [(row["code"], row["name"]) for row in rows] == [
        ("0", "未知的性别"),
        ("1", "男"),
        ("2", "女"),
        ("9", "未说明的性别"),
    ]
    assert rows[0]["table"] == {"code": "GB2261.1_gender", "name": "性别"}
    assert rows[0]["current"] is True


def test_withdrawn_codes_are_marked(program):
    release = CodeRelease.objects.create(number=2, digest="2")
    Code.objects.filter(table="GB2261.1_gender", code="9").update(withdrawn_in=release)
    rows = program.get(f"{CODES}?table=GB2261.1_gender&current=false").json()["results"]
    assert [(row["code"], row["current"], row["withdrawn_in"]) for row in rows] == [("9", False, 2)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("introduced_in_min=1&introduced_in_max=1", True),
        ("introduced_in_min=2&introduced_in_max=3", False),
        ("introduced_in_min=1", True),
        ("introduced_in_max=0", False),
        ("withdrawn_in_min=1&withdrawn_in_max=9", False),
        ("order=withdrawn_in", True),
        ("order=-introduced_in", True),
    ],
)
def test_releases_are_a_range_with_two_ends(world, program, client_for, query, found):
    assert bool(program.get(f"{CODES}?size=1&{query}").json()["results"]) == found
    page = client_for(world.clerk).get(f"/codes/?size=20&{query}")
    assert page.status_code == 200
    assert bool(page.context["rows"]) == found
    following = program.get(f"{CODES}?size=1&{query}").json()["next"]
    assert following is None or program.get(following).status_code == 200


def test_an_unknown_table_is_refused(program):
    response = program.get(f"{CODES}?table=nonsense")
    assert response.status_code == 400
    assert "nonsense" in response.json()["detail"]


def test_the_tables_and_their_release(program):
    response = program.get(TABLES)
    body = response.json()
    assert body["release"] == 1
    assert len(body["tables"]) == 46
    nation = next(table for table in body["tables"] if table["key"] == "GB3304_nation")
    assert nation == {
        "key": "GB3304_nation",
        "label": "民族",
        "standard": "GB/T 3304",
        "count": 58,
    }
    again = program.get(TABLES, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_before_the_first_load_there_is_no_release(world):
    for model in (Code, CodeTable, CodeRelease):
        model.objects.all().delete()
    _, token = issue(world)
    body = caller(token).get(TABLES).json()
    assert body["release"] is None
    assert body["tables"] == []


def test_who_was_granted_no_codes_has_no_tables(world, client_for):
    _, token = issue(world, fields={"units": ["name"]})
    assert caller(token).get(TABLES).status_code == 403
    assert client_for(world.nobody).get(TABLES).status_code == 403
    assert client_for(world.cadre).get(TABLES).status_code == 200


def test_the_page_lists_codes_of_a_table(world, client_for):
    page = client_for(world.clerk).get("/codes/?table=GB3304_nation")
    text = page.content.decode()
    assert page.status_code == 200
    assert "蒙古族" in text
    assert "第 1 版" in text
