"""Lines of the application's log belong to a request, but for a ballot's."""

import logging

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from assessments.voting.middleware import Unrecorded
from core.shell.logs import RequestFields


def test_a_refusal_is_logged_with_the_number_of_its_request(world, client_for, caplog) -> None:
    client_for(world.nobody).get("/nothing/", headers={"X-Request-Id": "abc-12345"})
    (record,) = [one for one in caplog.records if one.name == "django.request"]
    assert RequestFields().filter(record)
    assert record.request_id == "abc-12345"


@pytest.mark.parametrize(("path", "number"), [("/ballot/", ""), ("/units/", "abc-12345")])
def test_a_ballot_has_no_number(path: str, number: str) -> None:
    request = RequestFactory().get(path)
    request.request_id = "abc-12345"
    Unrecorded(lambda _request: HttpResponse())(request)
    record = logging.makeLogRecord({"request": request})
    RequestFields().filter(record)
    assert record.request_id == number


def test_a_refused_form_leaves_its_fields_and_nothing_typed(world, client_for, caplog) -> None:
    typed = {"old": "Jiu-Mima-2026", "new": "duan-Mima", "again": "bie-de-Mima"}
    with caplog.at_level(logging.INFO, logger="core.pages"):
        assert client_for(world.city).post("/password/", typed).status_code == 400
    (record,) = [one for one in caplog.records if one.name == "core.pages"]
    assert (record.form, record.status) == ("ChangePassword", 400)
    assert record.fields == ["new"]
    assert not any(text in str(record.__dict__) for text in typed.values())
