"""Somebody at the pages of a running system, over the wire."""

from __future__ import annotations

from threading import Thread
from typing import Any

import requests
from django.conf import settings
from django.test import Client

from core.accounts.models import User
from tests.faults.forms import Form, forms_of

TIME = 120  # seconds until whoever waits gives up


class Visitor:
    """A browser without a screen; it follows no redirect, so that one sees where it was led."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.session = requests.Session()

    def enter(self, user: User) -> Visitor:
        """Be logged in."""
        browser = Client()
        browser.force_login(user, "core.accounts.backends.AccountBackend")
        name = settings.SESSION_COOKIE_NAME
        self.session.cookies.set(name, browser.cookies[name].value)
        return self

    def get(self, url: str, **headers: str) -> requests.Response:
        """Ask for a page."""
        return self.session.get(
            self.address + url, timeout=TIME, allow_redirects=False, headers=headers
        )

    def form(self, url: str, action: str = "") -> Form:
        """The form of a page, filled in; where there are several, the one that goes to `action`."""
        page = self.get(url)
        assert page.status_code == 200, page.text
        return next(form for form in forms_of(page.text, url) if action in form.url)

    def post(self, form: Form, files: dict[str, Any] | None = None, **values: str):
        """Send a form, with other values where they are given."""
        sent = form.values | {name: [value] for name, value in values.items()}
        return self.session.post(
            self.address + form.url, data=sent, files=files, timeout=TIME, allow_redirects=False,
            headers={"Referer": self.address + form.url},
        )  # fmt: skip

    def meanwhile(self, ask: Any) -> Meanwhile:
        """Ask in a thread: the answer is there when it has come."""
        return Meanwhile(ask)


class Meanwhile:
    """What somebody waits for while other things happen."""

    def __init__(self, ask: Any) -> None:
        self._answer: requests.Response | None = None
        self._thread = Thread(target=lambda: setattr(self, "_answer", ask()))
        self._thread.start()

    def answer(self) -> requests.Response:
        """Wait for it."""
        self._thread.join(TIME)
        assert self._answer is not None, "nobody answered"
        return self._answer
