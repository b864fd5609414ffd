"""Every form of every page, drawn once for whoever works on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.test import Client
from django.urls import resolve, reverse

from core.accounts.models import User
from tests.access.test_strangers import FRAMELESS, Quick
from tests.browser.pages import PAGES
from tests.faults.forms import Form, forms_of
from tests.world import World

BUSY = ("city", "secretary", "cadre", "sysadmin", "secadmin", "clerk")  # who works on forms


@dataclass(frozen=True)
class Drawn:
    """A form as it was drawn on a page for somebody, and its place among the page's forms."""

    role: str
    page: str
    place: int
    form: Form

    @property
    def act(self) -> str:
        """The name of what it does."""
        return resolve(self.form.url.partition("?")[0]).view_name


def every_form(world: World, records: dict[str, int]) -> Iterator[Drawn]:
    """One form for each act; of two pages that have it, the first."""
    looked_at: set[str] = set()
    acts: set[str] = set()
    for role in BUSY:
        browser = at_work(getattr(world, role))
        for page in PAGES[role]:
            place = re.split(r"\s|\?", page)[0]
            if place in looked_at:
                continue
            looked_at.add(place)
            for drawn in forms_on(browser, role, address(page, records)):
                if drawn.act not in acts:
                    acts.add(drawn.act)
                    yield drawn


def at_work(user: User) -> Client:
    """The browser of somebody who is logged in."""
    browser = Quick(raise_request_exception=False)
    browser.force_login(user, "core.accounts.backends.AccountBackend")
    return browser


def forms_on(browser: Client, role: str, page: str) -> Iterator[Drawn]:
    """The forms of one page as it is now; none where it has become something else."""
    answer = browser.get(page, headers=FRAMELESS)
    if answer.status_code != 200 or answer.streaming or "html" not in answer["Content-Type"]:
        return
    for place, form in enumerate(forms_of(answer.content.decode(), page)):
        yield Drawn(role, page, place, form)


def address(page: str, records: dict[str, int]) -> str:
    """`name argument?query` as an address."""
    named, _, query = page.format(**records).partition("?")
    name, *arguments = re.split(r"\s+", named)
    return reverse(name, args=arguments) + (f"?{query}" if query else "")
