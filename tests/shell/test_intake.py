"""What is refused by the headers alone: charsets that are not UTF-8, bodies without measure."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.test.client import ClientHandler

from core.shell.gateway import guarded
from core.shell.intake import BESIDE_THE_FILE
from tests.clients.issuing import caller, issue

TOO_LARGE = settings.UPLOAD_MAX_BYTES + BESIDE_THE_FILE + 1


class Behind(ClientHandler):
    """The test client's handler behind the gateway, as gunicorn serves the application."""

    def __call__(self, environ):
        return guarded(lambda environ, _start: super(Behind, self).__call__(environ))(environ, None)


@pytest.fixture
def served() -> Callable[[Client], Client]:
    """A client whose requests come through the gateway."""

    def through_the_gateway(client: Client) -> Client:
        client.handler = Behind(enforce_csrf_checks=False)
        return client

    return through_the_gateway


@pytest.mark.parametrize(
    "parameter",
    [
        *("charset=rot13", "charset=base64", "charset=punycode", "charset=unicode_escape"),
        *("charset=gbk", "charset=utf-16", "charset=x", "charset=", "charset=utf-8; charset=rot13"),
        *("charset*=utf-8''%00", "charset*=nope''%41", "a*=nope''%41"),
    ],
)
def test_another_charset_is_refused_before_anything_is_decoded(
    world, client_for, served, parameter
):
    headers = {"Content-Type": f"application/x-www-form-urlencoded; {parameter}"}
    for browser in (served(Client()), served(client_for(world.city))):
        for address in ("/login/?next=%2F", "/search/?q=%5Cud800", "/units/?name=%5Cud800"):
            response = browser.get(address, headers=headers)
            assert response.status_code == 400
            text = response.content.decode()
            assert "不受支持" in text
            assert "请改用 UTF-8。" in text
            assert "script-src 'self'" in response["Content-Security-Policy"]
        form = {"username": "city", "password": "x"}
        assert browser.post("/login/", form, headers=headers).status_code == 400


def test_without_a_query_the_middleware_alone_refuses(db):
    headers = {"Content-Type": "text/plain; charset=rot13"}
    response = Client().get("/login/", headers=headers)
    assert response.status_code == 400
    assert "字符编码“rot13”不受支持" in response.content.decode()


def test_below_api_it_is_a_problem_document(world, served):
    _, token = issue(world)
    headers = {"Content-Type": "application/json; charset=unicode_escape"}
    program = served(caller(token))
    response = program.get("/api/v1/units/?name=%5Cud800", headers=headers)
    assert response.status_code == 400
    assert response["Content-Type"].startswith("application/problem+json")
    assert "unicode_escape" in response.json()["detail"]


@pytest.mark.parametrize("charset", ["UTF-8", "utf8", '"utf-8"', "Utf_8"])
def test_utf8_has_many_names(served, charset):
    browser = served(Client())
    response = browser.get(
        "/healthz?a=1", headers={"Content-Type": f"text/plain; charset={charset}"}
    )
    assert response.status_code == 200


def send(address: str, length: object):
    """A request that declares a length; its body would be an error to read."""

    class Unread:
        def read(self, *args):
            raise AssertionError("the body was read")

        readline = read

    return Client().generic(
        "POST", address, **{"wsgi.input": Unread(), "CONTENT_LENGTH": str(length)}
    )


def test_a_body_without_measure_is_refused_unread(world):
    page = send("/login/", TOO_LARGE)
    assert page.status_code == 413
    assert "最多 10 MB" in page.content.decode()
    document = send("/api/v1/jobs/", TOO_LARGE)
    assert document.status_code == 413
    assert document["Content-Type"].startswith("application/problem+json")
    assert document.json()["detail"].endswith("。")


@pytest.mark.parametrize("length", [TOO_LARGE - 1, "", "many"])
def test_up_to_the_limit_it_passes(length):
    assert send("/healthz", length).status_code == 200


def test_a_form_beyond_what_is_parsed_is_told_its_limit(db):
    body = b"username=" + b"x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    response = Client().generic("POST", "/login/", body, "application/x-www-form-urlencoded")
    assert response.status_code == 413
    assert "最多 5 MB" in response.content.decode()
