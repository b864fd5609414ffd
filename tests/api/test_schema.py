"""The OpenAPI document says what the interface does, and no more than the reader may know."""

from datetime import date, datetime

import pytest
from django.http import QueryDict
from django.test import Client
from drf_spectacular.validation import validate_schema

from core.choices import Role
from core.listing.entity import all_entities
from core.listing.filters import parameter_names
from core.listing.page import Listing
from tests.clients.issuing import caller, issue

SCHEMA = "/api/schema/"
DOCS = "/api/docs/"
UNITS = "/api/v1/units/"
PYTHON = {"string": str, "integer": int, "number": (int, float), "boolean": bool}


@pytest.fixture
def document(program) -> dict:
    """The document as a client with every field gets it."""
    return program.get(SCHEMA).json()


def names(document, path, where="query"):
    return {
        one["name"] for one in document["paths"][path]["get"]["parameters"] if one["in"] == where
    }


def test_the_document_is_valid_openapi(world, document):
    validate_schema(document)
    assert document["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_every_rest_entity_has_its_two_addresses(world, document):
    for entity in all_entities():
        if entity.rest:
            assert f"/api/v1/{entity.name}/" in document["paths"]
            assert f"/api/v1/{entity.name}/{{id}}/" in document["paths"]


def test_the_parameters_are_those_that_the_list_reads(world, document):
    controls = {"columns", "order", "format", "size", "cursor", "count"}
    for entity in all_entities():
        if entity.rest:
            listing = Listing(entity, world.city, QueryDict())
            offered = [c for c in listing.available if c.only is None or Role.API_CLIENT in c.only]
            read = parameter_names(offered, listing.conditions) | controls
            known = names(document, f"/api/v1/{entity.name}/")
            read |= {"as_of"} if entity.dated else set()
            read |= {"updated_since"} if entity.name in ("cadres", "roster") else set()
            assert known == read, entity


@pytest.mark.parametrize("name", ["units", "codes"])
def test_rows_are_what_the_document_says(world, program, document, name):
    schema = document["components"]["schemas"][name.title()]
    rows = program.get(f"/api/v1/{name}/?size=200").json()["results"]
    for row in rows:
        assert set(row) == set(schema["properties"])
        for field, value in row.items():
            _check(schema["properties"][field], value)


def _check(schema, value):
    if value is None:
        assert schema.get("nullable"), schema
        return
    match schema:
        case {"type": "object"}:
            assert value["code"] in schema["properties"]["code"]["enum"]
        case {"format": "date"}:
            date.fromisoformat(value)
        case {"format": "date-time"}:
            assert datetime.fromisoformat(value).utcoffset() is not None
        case {"type": kind}:
            assert isinstance(value, PYTHON[kind])


def test_a_client_reads_of_its_own_fields_alone(world):
    _, token = issue(world, fields={"units": ["name"]})
    document = caller(token).get(SCHEMA).json()
    validate_schema(document)
    assert set(document["components"]["schemas"]["Units"]["properties"]) == {"id", "name"}
    assert names(document, UNITS) >= {"name"}
    assert "kind" not in names(document, UNITS)
    assert "/api/v1/codes/" not in document["paths"]
    assert "/api/v1/jobs/" not in document["paths"]


def test_the_document_needs_an_identity_and_has_a_tag(world, program):
    assert Client().get(SCHEMA).status_code == 401
    etag = program.get(SCHEMA)["ETag"]
    assert program.get(SCHEMA, headers={"If-None-Match": etag}).status_code == 304


def test_the_page_shows_every_address_and_needs_nothing_from_elsewhere(world, client_for):
    page = client_for(world.city).get(DOCS)
    text = page.content.decode()
    for path in ("/api/v1/units/", "/api/v1/jobs/{id}/run-again/", "/api/v1/code-tables/"):
        assert path in text
    for status in (400, 401, 403, 404, 405, 409, 413, 415, 429):
        assert f'<th scope="row">{status}</th>' in text
    assert 'id="problem-invalid"' in text
    assert "style=" not in text
    assert "https://" not in text


def test_the_page_sends_strangers_to_the_entrance(world):
    response = Client().get(DOCS)
    assert response.status_code == 302
    assert response["Location"].startswith("/login/")


def test_listings_of_the_documented_default_columns(world):
    """A list gives every granted column when none was asked for."""
    for entity in all_entities():
        if entity.rest:
            listing = Listing(entity, world.city, QueryDict(), strict=True)
            granted = [column.name for column in entity.columns_for(world.city)]
            assert [column.name for column in listing.columns] == granted
