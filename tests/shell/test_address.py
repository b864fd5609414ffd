"""The caller's address as our own proxy wrote it, in whatever form."""

import pytest
from django.test import RequestFactory

from core.shell.address import client_address


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("1.2.3.4", "1.2.3.4"),
        ("9.9.9.9, 1.2.3.4", "1.2.3.4"),
        ("1.2.3.4:5678", "1.2.3.4"),
        ("2001:db8::1", "2001:db8::1"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("[::1]", "::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("", "10.0.0.1"),
        ("1.2.3.4, ", "10.0.0.1"),
        ("unknown", "10.0.0.1"),
        ("1.2.3.400", "10.0.0.1"),
        ("x" * 5000, "10.0.0.1"),
    ],
)
def test_the_proxys_word(settings, forwarded, address):
    settings.PROXY = True
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address


def test_without_a_proxy_it_is_the_callers_own_claim(settings):
    settings.PROXY = False
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="1.2.3.4")
    assert client_address(request) == "10.0.0.1"


def test_a_failed_login_with_a_port_in_the_address_is_no_fault(world, client, settings):
    settings.PROXY = True
    form = {"username": "city", "password": "wrong"}
    response = client.post("/login/", form, headers={"X-Forwarded-For": "1.2.3.4:5678"})
    assert response.status_code == 400
