"""People for programs: what is masked, who may have it whole, and what the log says of it."""

import pytest

from cadres.identity.number import masked
from cadres.identity.vault import lookup_hash, seal
from cadres.people.models import Cadre
from core.audit.models import Action, AuditEntry
from tests.api.walking import json_lines, streamed
from tests.clients.issuing import caller, issue

CADRES = "/api/v1/cadres/"
NUMBER = "990121199006150015"


@pytest.fixture
def numbered(world):
    """赵文博, with an ID number."""
    person = world.cadres["赵文博"]
    Cadre.objects.filter(pk=person.pk).update(
        id_sealed=seal(NUMBER), id_hash=lookup_hash(NUMBER), id_masked=masked(NUMBER)
    )
    return person


@pytest.fixture
def trusted(world):
    """A client that was granted the whole number."""
    return caller(issue(world, fields={"cadres": ["name", "id_no", "id_no_full"]})[1])


def rows(client, query=""):
    found = json_lines(client.get(f"{CADRES}?format=ndjson{query}"))
    return {row["name"]: row for row in found}


def test_a_number_is_masked_unless_the_whole_was_granted(world, numbered, trusted):
    plain = caller(issue(world, fields={"cadres": ["name", "id_no"]})[1])
    assert rows(plain)["赵文博"]["id_no"] == masked(NUMBER)
    assert NUMBER not in str(rows(plain))
    assert plain.get(f"{CADRES}?columns=id_no_full").status_code == 400
    assert rows(trusted)["赵文博"]["id_no_full"] == NUMBER
    assert rows(trusted)["李明朗"]["id_no_full"] is None
    record = trusted.get(f"{CADRES}{numbered.pk}/").json()
    assert record["id_no_full"] == NUMBER


@pytest.mark.parametrize("who", ["city", "county", "secretary", "clerk", "cadre"])
def test_people_get_no_whole_number_from_any_list(world, numbered, client_for, who):
    client = client_for(getattr(world, who))
    for form in ("json", "ndjson", "csv", "xlsx"):
        response = client.get(f"{CADRES}?format={form}")
        body = streamed(response) if response.streaming else response.content
        assert NUMBER.encode() not in body
    assert client.get(f"{CADRES}?columns=id_no_full").status_code == 400


@pytest.mark.parametrize("address", ["?format=json", "?format=ndjson", "?format=csv", "{pk}/"])
def test_a_pull_of_whole_numbers_is_called_so_in_the_log(world, numbered, trusted, address):
    response = trusted.get(CADRES + address.format(pk=numbered.pk))
    assert response.status_code == 200
    entry = AuditEntry.objects.filter(action=Action.PULL).latest("pk")
    assert "身份证号（完整）" in entry.subject_label
    trusted.get(f"{CADRES}?columns=name")
    entry = AuditEntry.objects.filter(action=Action.PULL).latest("pk")
    assert entry.subject_label == "干部"


def test_two_years_at_the_grassroots(world, program):
    found = rows(program, "&columns=name,grassroots_months,grassroots_2y")
    assert {row["grassroots_months"] >= 24 for row in found.values()} == {True, False}
    for row in found.values():
        assert row["grassroots_2y"] is (row["grassroots_months"] >= 24)


def test_who_is_out_of_scope_is_not_there(world, county_program):
    assert set(rows(county_program)) == {"马晓东", "赵文博", "罗天翊", "艾力·买买提"}
    outside = world.cadres["周雨晴"].pk
    assert county_program.get(f"{CADRES}{outside}/").status_code == 404
    assert county_program.get(f"{CADRES}?unit={world.named['市科技局'].pk}").status_code == 400
