"""Faults of ours and of the database: the last pages, which need nothing to work."""

import json
import os
import subprocess
import sys

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client

from config.env import PROJECT
from core.shell import views

# Asks with a session, a token and a form, of a copy whose database is not there.
ASK = """
import json
import django
django.setup()
from django.conf import settings
from django.test import Client
browser = Client(raise_request_exception=False)
browser.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
program = Client(raise_request_exception=False, headers={"Authorization": "Bearer ql_%s_%s" % ("0" * 8, "A" * 43)})
form = {"username": "city", "password": "x"}
answers = {
    "page": browser.get("/units/"),
    "missing": browser.get("/nothing/"),
    "login": Client(raise_request_exception=False).post("/login/", form),
    "session": browser.get("/api/v1/units/"),
    "token": program.get("/api/v1/units/"),
    "ready": browser.get("/readyz"),
    "alive": browser.get("/healthz"),
}
print(json.dumps({name: [a.status_code, a["Content-Type"], a.content.decode()] for name, a in answers.items()}))
"""  # noqa: E501


def test_with_the_database_away_every_surface_says_so(tmp_path):
    nowhere = "postgresql://qinglan@127.0.0.1:1/qinglan?connect_timeout=2"
    environ = os.environ | {
        "DATABASE_URL": nowhere,
        "ALLOWED_HOSTS": "testserver",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    told = subprocess.run(
        [sys.executable, "-c", ASK], cwd=PROJECT, env=environ, capture_output=True, check=True
    )
    answers = json.loads(told.stdout)
    for name in ("page", "missing", "login"):
        status, content_type, text = answers[name]
        assert (name, status, content_type) == (name, 503, "text/html; charset=utf-8")
        assert "数据库暂时连不上" in text
    for name in ("session", "token"):
        status, content_type, text = answers[name]
        assert (name, status) == (name, 503)
        assert content_type.startswith("application/problem+json")
        assert json.loads(text)["detail"] == "数据库暂时不能使用，请稍后再试。"
    assert answers["ready"][0] == 503
    assert json.loads(answers["ready"][2])["database"] == "missing"
    assert answers["alive"][0] == 200


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (RuntimeError("x"), 500, "错误已经记入日志"),
        (OperationalError("x"), 503, "数据库暂时连不上"),
        (InterfaceError("x"), 503, "数据库暂时连不上"),
    ],
)
def test_the_last_pages_ask_nothing(world, client_for, monkeypatch, error, status, sentence):
    def fail(*_asked):
        raise error

    monkeypatch.setattr(views, "shown", fail)
    browser = client_for(world.city)
    browser.raise_request_exception = False
    monkeypatch.setattr("core.shell.context.groups_for", fail)
    response = browser.get("/")
    assert response.status_code == status
    assert sentence in response.content.decode()
    assert response.context is None or "shell" not in response.context
    assert ("Retry-After" in response) == (status == 503)


def test_a_fault_inside_an_error_page_is_told_too(db, client_for, monkeypatch):
    def fail(request):
        raise OperationalError("gone in between")

    monkeypatch.setattr("core.shell.errors.render", fail)
    response = Client(raise_request_exception=False).get("/nothing/")
    assert response.status_code in (500, 503)
