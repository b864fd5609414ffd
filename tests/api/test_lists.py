"""Lists: scope, granted fields, walking by cursor, and one statement for the rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.audit.models import Action, AuditEntry
from core.units import services
from core.units.models import Unit
from tests.api.walking import last_address, pages, streamed
from tests.clients.issuing import caller, issue

UNITS = "/api/v1/units/"


def ids(rows):
    return [row["id"] for row in rows]


def everything(client, address=UNITS):
    return [row for page in pages(client, address) for row in page]


def test_a_list_has_the_rows_in_scope_and_no_others(world, program, county_program):
    county = world.named["青川县"]
    inside = Unit.objects.filter(path__startswith=county.path)
    assert set(ids(everything(program))) == set(Unit.objects.values_list("pk", flat=True))
    assert set(ids(everything(county_program))) == set(inside.values_list("pk", flat=True))


@pytest.mark.parametrize("who", ["city", "county", "secretary", "cadre", "auditor", "nobody"])
def test_people_see_by_session_what_their_pages_show(world, client_for, who):
    user = getattr(world, who)
    seen = Unit.objects.visible_to(user).values_list("pk", flat=True)
    assert set(ids(everything(client_for(user)))) == set(seen)


def test_a_choice_travels_with_its_name_and_absent_values_are_null(world, program):
    row = program.get(f"{UNITS}{world.named['清河市'].pk}/").json()
    assert row["kind"] == {"code": "city", "name": "市"}
    assert row["parent"] is None
    assert row["abolished_on"] is None


def test_a_field_that_was_not_granted_is_absent_and_cannot_be_asked_about(world):
    _, token = issue(world, fields={"units": ["name", "code"]})
    client = caller(token)
    row = client.get(UNITS).json()["results"][0]
    assert set(row) == {"id", "name", "code"}
    for query in (
        "kind=county",
        "order=level",
        "columns=kind",
        "unit=1",
        "changed_at_after=2026-01-01",
    ):
        refused = client.get(f"{UNITS}?{query}")
        assert refused.status_code == 400, query
        assert refused.json()["errors"]


def test_an_entity_without_granted_fields_is_refused(world):
    _, token = issue(world, fields={"codes": ["code"]})
    client = caller(token)
    for address in (UNITS, f"{UNITS}1/", "/api/v1/jobs/"):
        refused = client.get(address)
        assert refused.status_code == 403
        assert "没有" in refused.json()["detail"]


@pytest.mark.parametrize("order", ["", "order=abolished_on", "order=-abolished_on", "order=parent"])
def test_walking_forth_and_back_gives_every_row_once(world, program, order):
    few = Unit.objects.filter(depth=4)[:3] or Unit.objects.filter(depth=3)[:3]
    for number, unit in enumerate(few):
        Unit.objects.filter(pk=unit.pk).update(abolished_on=f"2026-0{number + 2}-01")
    address = f"{UNITS}?size=7&{order}"
    forth = pages(program, address)
    walked = [pk for page in forth for pk in ids(page)]
    assert sorted(walked) == sorted(Unit.objects.values_list("pk", flat=True))
    assert len(forth) > 3
    back = pages(program, last_address(program, address), "previous")
    assert [ids(page) for page in reversed(back)] == [ids(page) for page in forth]


def test_rows_that_come_between_pages_disturb_no_other_row(world, program):
    before = ids(everything(program))
    first = program.get(f"{UNITS}?size=5").json()
    day = world.named["清河市"].established_on
    values = {"short_name": "市新局", "kind": "city_department", "level": "107"}
    parent = Unit.objects.get(pk=first["results"][2]["id"])
    services.add(
        actor=world.city,
        parent=parent,
        on=max(day, parent.established_on),
        name="清河市新局",
        code="999",
        **values,
    )
    rest = [
        row
        for page in pages(program, first["next"].removeprefix("http://testserver"))
        for row in page
    ]
    walked = ids(first["results"]) + ids(rest)
    assert len(walked) == len(set(walked))
    assert set(before) <= set(walked)


def test_filters_order_and_columns_are_those_of_the_page(world, program):
    rows = everything(program, f"{UNITS}?kind=county&columns=name&order=-name")
    assert rows
    names = [row["name"] for row in rows]
    assert names == [u.name for u in Unit.objects.filter(kind="county").order_by("-name")]
    assert all(set(row) <= {"id", "name", "short_name"} for row in rows)


def test_a_subtree_is_filtered_by_its_unit_and_only_by_one_in_reach(world, county_program):
    county = world.named["青川县"]
    assert everything(county_program, f"{UNITS}?unit={county.pk}")
    outside = world.named["市交通运输局"]
    refused = county_program.get(f"{UNITS}?unit={outside.pk}")
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"] == "unit"


def test_the_count_is_exact_and_given_when_asked_for(world, program):
    assert program.get(f"{UNITS}?size=1&count=true").json()["count"] == Unit.objects.count()
    assert "count" not in program.get(UNITS).json()


def test_the_rows_of_a_list_are_one_statement(world, program):
    program.get(UNITS)  # the first call notes that the token was used
    statements = {}
    for size in (1, 30):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            program.get(f"{UNITS}?size={size}")
        statements[size] = [query["sql"] for query in captured if "core_unit" in query["sql"]]
    # The client is found with its unit; everything else about units is the one list.
    assert [len(found) for found in statements.values()] == [2, 2]


def test_a_pull_is_in_the_log_with_filter_and_count(world, program):
    program.get(f"{UNITS}?kind=county")
    entry = AuditEntry.objects.filter(action=Action.PULL).latest("pk")
    assert entry.actor_kind == "client"
    assert entry.subject == "units"
    assert entry.rows == Unit.objects.filter(kind="county").count()
    assert entry.detail["query"] == "kind=county"
    assert "name" in entry.detail["columns"]


def test_head_reads_nothing_and_options_names_the_methods(world, program):
    head = program.head(UNITS)
    assert (head.status_code, streamed(head)) == (200, b"")
    assert "Content-Length" not in head
    assert not AuditEntry.objects.filter(action=Action.PULL).exists()
    assert program.head(f"{UNITS}?nonsense=1").status_code == 400
    options = program.options(UNITS)
    assert options.status_code == 204
    assert options["Allow"] == "GET, HEAD, OPTIONS"
