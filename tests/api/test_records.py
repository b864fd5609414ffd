"""Records: scope, columns, ETag."""

from core.audit.models import Action, AuditEntry
from core.units import services
from tests.clients.issuing import caller, issue


def address(unit) -> str:
    return f"/api/v1/units/{unit.pk}/"


def test_out_of_scope_looks_like_not_there(world, county_program):
    outside = world.named["市交通运输局"]
    hidden = county_program.get(address(outside))
    absent = county_program.get("/api/v1/units/999999999/")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.json()["detail"] == absent.json()["detail"]
    assert hidden.json()["title"] == "没有找到"


def test_numbers_beyond_every_key_are_not_there(world, program):
    for number in ("0", "9" * 19, "9" * 40, "9" * 5000):
        assert program.get(f"/api/v1/units/{number}/").status_code == 404


def test_an_unchanged_record_is_not_sent_twice(world, program):
    unit = world.named["青川县"]
    first = program.get(address(unit))
    etag = first["ETag"]
    for known in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = program.get(address(unit), headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == etag
    unit.refresh_from_db()
    services.edit(actor=world.city, unit=unit, seen=unit.version, principal_quota=9)
    changed = program.get(address(unit), headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed["ETag"] != etag
    assert changed.json()["principal_quota"] == 9


def test_two_callers_with_other_fields_have_other_tags(world, program):
    unit = world.named["青川县"]
    _, token = issue(world, fields={"units": ["name"]})
    narrow = caller(token).get(address(unit))
    assert set(narrow.json()) == {"id", "name"}
    assert narrow["ETag"] != program.get(address(unit))["ETag"]
    assert "Authorization" in narrow["Vary"]


def test_a_record_pull_is_in_the_log_and_an_unchanged_one_is_none(world, program):
    unit = world.named["青川县"]
    etag = program.get(f"{address(unit)}?columns=name")["ETag"]
    program.get(f"{address(unit)}?columns=name", headers={"If-None-Match": etag})
    entry = AuditEntry.objects.get(action=Action.PULL)
    assert entry.rows == 1
    assert entry.detail["id"] == unit.pk


def test_unknown_parameters_are_refused(world, program):
    refused = program.get(f"{address(world.named['青川县'])}?fields=name")
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"] == "fields"
