"""What answers tell a browser: what it may keep, where from it may load, what it may lend."""

import os
import subprocess
import sys

import pytest
from django.test import Client

from config.env import PROJECT

SETTINGS = {"QINGLAN_ENV_FILE": "", "DJANGO_SETTINGS_MODULE": "config.settings"}
CODE = """
from django.conf import settings
print(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
"""


@pytest.mark.parametrize("address", ["/", "/roster/", "/search/?q=zwb", "/nothing/", "/account/"])
def test_a_page_is_not_stored(world, client_for, address: str) -> None:
    answer = client_for(world.city).get(address)
    assert answer["Cache-Control"] == "private, no-store"


def test_the_door_is_not_stored_and_a_static_file_is(world) -> None:
    assert "no-store" in Client().get("/login/")["Cache-Control"]
    file = Client().get("/static/css/look.css")
    assert file.status_code == 200
    assert "no-store" not in file["Cache-Control"]
    b"".join(file.streaming_content)


@pytest.mark.parametrize("address", ["/", "/login/", "/nothing/", "/healthz", "/api/v1/units/"])
def test_every_answer_holds_back_what_it_can(world, client_for, address: str) -> None:
    answer = client_for(world.city).get(address)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("https", "names"),
    [("1", "__Host-sessionid __Host-csrftoken"), ("0", "sessionid csrftoken")],
)
def test_under_https_cookies_are_bound_to_the_host(https: str, names: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", CODE],
        cwd=PROJECT,
        env=os.environ | SETTINGS | {"HTTPS": https},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == names.split()
