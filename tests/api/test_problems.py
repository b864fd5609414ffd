"""Every error is a problem document, and no input is a fault of ours."""

import base64
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest
from django.conf import settings
from django.db import DataError, OperationalError
from django.test import Client

from core.api.resources import EntityList
from tests.clients.issuing import caller, issue

UNITS = "/api/v1/units/"
JOBS = "/api/v1/jobs/"
KNOWN = {"type", "title", "status", "detail", "request_id", "errors"}


def check(response, status: int, *fields: str) -> dict:
    """The document, after its shape was looked at."""
    assert response.status_code == status, response.content
    assert response["Content-Type"].startswith("application/problem+json")
    document = orjson.loads(response.content)
    assert set(document) <= KNOWN
    assert document["status"] == status
    assert document["type"].startswith("/api/docs/#problem-")
    assert document["title"]
    assert document["detail"].endswith("。")
    assert any("\u4e00" <= sign <= "\u9fff" for sign in document["detail"])
    assert document["request_id"] == response["X-Request-Id"]
    assert [error["field"] for error in document.get("errors", [])] == list(fields)
    return document


def post(client: Client, body, address: str = JOBS, content_type: str = "application/json"):
    data = body if isinstance(body, bytes) else orjson.dumps(body)
    return client.post(address, data, content_type=content_type)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("nonsense=1", "nonsense"),
        ("view=3", "view"),
        ("size=0", "size"),
        ("size=201", "size"),
        ("size=ten", "size"),
        ("size=²", "size"),
        ("size=" + "9" * 5000, "size"),
        ("order=nonsense", "order"),
        ("columns=name,nonsense", "columns"),
        ("format=xml", "format"),
        ("count=yes", "count"),
        ("kind=nonsense", "kind"),
        ("kind=%00", "kind"),
        ("name=%00", "name"),
        ("%00=1", "�"),
        ("cursor=%00", "cursor"),
        ("columns=%00", "columns"),
        ("unit=abc", "unit"),
        ("unit=" + "9" * 40, "unit"),
        ("unit=999999", "unit"),
        ("established_on_after=2026-13-01", "established_on_after"),
        ("established_on_before=yesterday", "established_on_before"),
        ("name=" + "长" * 61, "name"),
        ("cursor=abc", "cursor"),
        ("cursor=!!", "cursor"),
    ],
)
def test_bad_queries_name_the_parameter(world, program, query, field):
    check(program.get(f"{UNITS}?{query}"), 400, field)


def test_an_unknown_parameter_is_answered_with_the_known_ones(world, program):
    document = check(program.get(f"{UNITS}?nonsense=1"), 400, "nonsense")
    for name in ("kind", "established_on_after", "columns", "order", "format", "cursor"):
        assert name in document["detail"]


def test_a_cursor_is_good_for_its_own_ordering_alone(world, program):
    following = program.get(f"{UNITS}?size=2").json()["next"]
    cursor = parse_qs(urlsplit(following).query)["cursor"][0]
    assert program.get(f"{UNITS}?cursor={cursor}&size=3&kind=county").status_code == 200
    for other in ("&order=code", "&order=-established_on"):
        check(program.get(f"{UNITS}?cursor={cursor}{other}"), 400, "cursor")


def test_a_forged_cursor_is_refused(world, program):
    text = base64.urlsafe_b64encode(orjson.dumps([["\x00", 1], False, 0])).decode().rstrip("=")
    for forged in (text, f"{text}.{'A' * 43}", "."):
        check(program.get(f"{UNITS}?cursor={forged}"), 400, "cursor")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_no_fault(world, program, day):
    for name in ("established_on", "changed_at"):
        for end in ("after", "before"):
            assert program.get(f"{UNITS}?{name}_{end}={day}").status_code in (200, 400)


def test_without_identity_401_says_how(world):
    response = Client().get(UNITS)
    check(response, 401)
    assert response["WWW-Authenticate"] == 'Bearer realm="qinglan"'


def test_methods_that_are_not_there_405(world, program):
    response = program.put(UNITS, b"{}", content_type="application/json")
    check(response, 405)
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_addresses_that_are_not_there_404(world, program):
    for address in ("/api/v1/nonsense/", "/api/v2/units/", f"{UNITS}abc/", "/api/v1/units/1%00/"):
        check(program.get(address), 404)


def test_bodies_that_are_not_json(world, program):
    for body in (b"{", b"\xff", b'{"kind": "\\ud800"}', b"[" * 5000, b"NaN"):
        check(post(program, body), 400)
    check(post(program, b"kind=x", content_type="application/x-www-form-urlencoded"), 415)
    check(post(program, b"<a/>", content_type="text/xml"), 415)


@pytest.mark.parametrize(
    "body", [[], 1, "text", None, {}, {"kind": 7}, {"kind": "core.audit.seal"}]
)
def test_bodies_that_start_nothing(world, program, body):
    check(post(program, body), 400, "kind")


def test_a_body_that_is_too_large_413(world, program):
    body = b'{"kind": "' + b"x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE + b'"}'
    check(post(program, body), 413)


def test_too_many_parameters_400(world, program):
    many = "&".join(f"p{number}=1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    check(program.get(f"{UNITS}?{many}"), 400)


def test_a_page_of_another_site_cannot_write_with_a_session(world):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.city, backend="core.accounts.backends.AccountBackend")
    check(post(browser, {"kind": "core.export"}), 403)


def test_the_limit_of_a_caller_429_says_when(world, monkeypatch):
    monkeypatch.setattr("core.clients.throttling.PerViewer.THROTTLE_RATES", {"viewer": "3/min"})
    _, first = issue(world)
    _, second = issue(world)
    for _ in range(3):
        assert caller(first).get(UNITS).status_code == 200
    response = caller(first).get(UNITS)
    document = check(response, 429)
    assert 1 <= int(response["Retry-After"]) <= 60
    assert response["Retry-After"] in document["detail"]
    assert caller(second).get(UNITS).status_code == 200


@pytest.mark.parametrize(("error", "status"), [(DataError("x"), 400), (OperationalError("x"), 503)])
def test_what_the_database_refuses_is_told_in_words(world, program, monkeypatch, error, status):
    def fail(*args):
        raise error

    monkeypatch.setattr(EntityList, "page", fail)
    check(program.get(UNITS), status)


@pytest.mark.parametrize("address", [UNITS, "/api/v1/units/?nonsense=1", "/api/v1/jobs/"])
def test_json_is_offered_as_a_file(world, client_for, address):
    answer = client_for(world.city).get(address)
    assert answer["Content-Disposition"] == 'attachment; filename="answer.json"'
