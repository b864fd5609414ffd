"""A visit to a ballot reads and writes no session, sets no cookie, and leaves no line in a log."""

import logging

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from assessments.polls.codes import draw
from core.accounts.sessions import LoginSession
from core.audit.models import AuditEntry
from core.audit.origin import Origin, origin
from tests.polls.making import opened
from tests.voting.voting import ENTER, VOTE, plain, posted, vote
from tests.world import World


def visits(code: str) -> list[tuple[str, str, dict]]:
    """Everything that a voter, a curious one and a clumsy one can do."""
    return [
        ("get", "/ballot", {}),
        ("get", ENTER, {}),
        ("post", ENTER, {"code": "x"}),
        ("post", ENTER, {"code": draw(1)[0]}),
        ("post", ENTER, {"code": code}),
        ("post", VOTE, posted(code, plain(1))),
        ("post", VOTE, posted(code, plain(), **{"7-fit": "y"})),
        ("post", VOTE, posted(code, plain())),
        ("post", VOTE, posted(code, plain())),
        ("get", VOTE, {}),
        ("get", "/ballot/nothing/", {}),
        ("get", "/ballot/done/x/", {}),
        ("put", VOTE, {}),
    ]


@pytest.fixture
def code(world: World) -> str:
    """Of an open poll about two people."""
    return opened(world, on=localdate(), voters={"A": 6}).codes["A"][0]


def test_no_line_is_logged_and_no_cookie_set(world: World, code: str, caplog):
    caplog.set_level(logging.DEBUG)
    client = Client()
    statuses = []
    for method, address, data in visits(code):
        answer = getattr(client, method)(address, data)
        statuses.append(answer.status_code)
        assert not answer.cookies, address
        if address != "/ballot":
            assert answer["Cache-Control"] == "no-store"
            assert answer["Referrer-Policy"] == "same-origin"
    assert statuses == [301, 200, 400, 404, 200, 400, 400, 302, 409, 302, 404, 404, 405]
    assert caplog.records == []


def test_whoever_is_logged_in_votes_as_nobody(world: World, code: str, client_for):
    client = client_for(world.secretary)
    client.cookies["messages"] = "x"
    before = list(LoginSession.objects.values()), AuditEntry.objects.count()
    for method, address, data in visits(code):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            getattr(client, method)(address, data)
        touched = " ".join(query["sql"] for query in queries)
        assert "core_loginsession" not in touched, address
        assert "core_user" not in touched, address
    assert (list(LoginSession.objects.values()), AuditEntry.objects.count()) == before
    assert client.get("/").status_code == 200  # and is still logged in


def test_other_pages_are_logged_as_ever(world: World, caplog):
    client = Client()
    client.get("/ballots/")
    assert "Not Found: /ballots/" in caplog.text


def test_a_fault_is_logged_without_an_address(world: World, code: str, caplog, monkeypatch):
    seen = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.append(origin.get())

    def fails(**_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("assessments.voting.views.cast", fails)
    listener = Listener()
    logging.getLogger().addHandler(listener)
    try:
        client = Client(raise_request_exception=False)
        answer = client.post(VOTE, posted(code, plain()))
    finally:
        logging.getLogger().removeHandler(listener)
    assert answer.status_code == 500
    assert seen == [Origin()]
    assert code not in caplog.text


def test_the_address_of_a_vote_has_no_code(world: World, code: str):
    answer = vote(code, plain())
    assert code not in answer["Location"]
    assert answer["Location"].startswith("/ballot/done/")
