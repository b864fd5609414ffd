"""Statistics for programs: of their scope, by their fields, described, logged."""

import pytest
from django.test import Client
from drf_spectacular.validation import validate_schema

from cadres.roster.entities import ROSTER
from core.audit.models import Action, AuditEntry
from core.listing.entity import grantable_of
from policy.duties.entities import DUTIES
from tests.clients.issuing import caller, issue
from tests.structure.lives import lives

BASE = "/api/v1/statistics/"
NAMES = ("structure", "targets", "coverage")
EVERYTHING = {
    entity.name: [column.name for column in grantable_of(entity) if not column.secret]
    for entity in (ROSTER, DUTIES)
}


def program(world, place="清河市", fields=None) -> Client:
    _, token = issue(world, fields=fields or EVERYTHING, at=place)
    return caller(token)


@pytest.mark.parametrize("name", NAMES)
def test_a_program_gets_what_the_page_says(world, name):
    lives(world, 30, seed=9)
    answer = program(world).get(f"{BASE}{name}/", {"as_of": "2026-03-31"})
    assert answer.status_code == 200, answer.content
    assert answer.json()["as_of"] == "2026-03-31"
    entry = AuditEntry.objects.filter(action=Action.PULL, subject="statistics").get()
    assert entry.detail["as_of"] == "2026-03-31"


def test_numbers_are_of_the_scope(world):
    whole = program(world).get(f"{BASE}structure/", {"rows": "gender", "columns": "none"}).json()
    part = program(world, "青川县").get(f"{BASE}structure/", {"rows": "gender", "columns": "none"})
    assert whole["total"]["total"]["number"] == 5
    assert part.json()["total"]["total"]["number"] == 2


@pytest.mark.parametrize("name", NAMES)
def test_a_unit_out_of_scope_is_unknown(world, name):
    asked = {"unit": world.named["市科技局"].pk}
    answer = program(world, "青川县").get(f"{BASE}{name}/", asked)
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("application/problem+json")
    assert answer.json()["errors"][0]["field"] == "unit"


@pytest.mark.parametrize("name", NAMES)
def test_without_the_fields_there_are_no_figures(world, name):
    client = program(world, fields={"roster": ["name", "gender"], "duties": ["rule"]})
    answer = client.get(f"{BASE}{name}/")
    assert answer.status_code == 403
    assert "可取字段" in answer.json()["detail"]
    assert program(world, fields={"units": ["name"]}).get(f"{BASE}{name}/").status_code == 403


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "query", [{"as_of": "x"}, {"unit": "x"}, {"shoe": "1"}, {"unit": "9" * 40}]
)
def test_nonsense_is_a_problem_document(world, name, query):
    answer = program(world).get(f"{BASE}{name}/", query)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] in query


@pytest.mark.parametrize("name", NAMES)
def test_offices_read_it_by_their_session_and_others_do_not(world, client_for, name):
    assert client_for(world.county).get(f"{BASE}{name}/").status_code == 200
    for who in ("cadre", "auditor", "nobody"):
        assert client_for(world.users[who]).get(f"{BASE}{name}/").status_code == 403
    assert Client().get(f"{BASE}{name}/").status_code == 401


def test_the_document_tells_them_to_whoever_may_ask(world):
    document = program(world).get("/api/schema/").json()
    validate_schema(document)
    for name in NAMES:
        described = document["paths"][f"{BASE}{name}/"]["get"]
        shape = described["responses"]["200"]["content"]["application/json"]["schema"]
        answer = program(world).get(f"{BASE}{name}/").json()
        assert set(answer) == set(shape["properties"])
    other = program(world, fields={"units": ["name"]}).get("/api/schema/").json()
    assert not [path for path in other["paths"] if path.startswith(BASE)]
