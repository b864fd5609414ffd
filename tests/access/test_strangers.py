"""Nobody, whoever was somebody, and a program whose token ended: at every address, refused."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cadres.people.models import Cadre
from core.accounts.models import Grant, User
from core.audit.models import Action, AuditEntry
from core.units.models import Unit
from tests.access.addresses import patterns
from tests.access.open_to import EVERYBODY, LEADING_ON, ONES_OWN
from tests.clients.issuing import expire, issue

REFUSED = (403, 404, 405)
METHODS = ("get", "post")
# As htmx asks for a page out of the history: the whole page, with nothing counted for its frame.
FRAMELESS = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
REST_METHODS = (*METHODS, "put", "patch", "delete")
# Kinds of units, and an example: our own sentences have these words.
SPOKEN = {"市直机关", "县（区）", "市委组织部", "李明朗"}

Asking = Callable[[str, str], HttpResponseBase]


class Quick(Client):
    """A browser that keeps no templates and contexts of what it is shown."""

    def request(self, **request: Any) -> HttpResponseBase:
        """The answer alone; a fault is a 500, as it is for people."""
        return self.handler(self._base_environ(**request))


def names_of(*, apart_from: User) -> re.Pattern[str]:
    """The names of all people and units, but one's own."""
    root, own = Unit.objects.get(depth=1), apart_from.unit
    units = Unit.objects.exclude(pk__in=(root.pk, own.pk)).values_list("name", "short_name")
    names = {name for pair in units for name in pair}
    names |= set(Cadre.objects.values_list("name", flat=True))
    names |= set(User.objects.values_list("name", flat=True))
    names -= {apart_from.name, *SPOKEN, own.name, own.short_name, root.name, root.short_name}
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))


def text_of(answer: HttpResponseBase) -> str:
    """Everything that was sent."""
    streamed = getattr(answer, "streaming_content", None)
    content = answer.content if streamed is None else b"".join(streamed)
    return content.decode("utf-8", "replace")


def faults(
    found: dict[str, list[str]], ask: Asking, is_right: Callable[..., bool], methods=METHODS
) -> Iterator[str]:
    """Every answer that is not as it should be."""
    for method in methods:
        for name, urls in found.items():
            for url in urls:
                answer = ask(method, url)
                if not is_right(name, answer, text_of(answer)):
                    yield f"{method} {name} {url}: {answer.status_code}"


def asking(browser: Client) -> Asking:
    return lambda method, url: getattr(browser, method)(url)


def one_each(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """Of addresses that differ by their record alone, the first."""
    return {name: urls[:1] for name, urls in found.items()}


def in_as(viewer: User, client_for) -> Client:
    """A browser in which somebody is logged in."""
    browser = Quick(headers=FRAMELESS)
    browser.cookies = client_for(viewer).cookies
    return browser


def shows_nothing(names: re.Pattern[str], name: str, answer: HttpResponseBase, text: str) -> bool:
    """Refused, or a page without a name: an empty list, a form that nothing can be chosen in."""
    status = answer.status_code
    if name in EVERYBODY:
        return status < 500 or name == "readyz"
    if status == 302:
        return name in ONES_OWN or name in LEADING_ON
    if status in (200, 400, 409):
        plain = answer.headers["Content-Type"].startswith(("text/html", "application/json"))
        return (plain or status != 200) and not names.search(text)
    return status in (*REFUSED, 415) and not names.search(text)


def test_every_address_is_asked(found) -> None:
    assert [name for name, urls in found.items() if not urls] == [], "addresses.ROWS names a row"
    assert len(found) + 1 == len(patterns()), "two addresses have one name"
    assert {*EVERYBODY, *ONES_OWN, *LEADING_ON} - set(found) == {"logout"}


def test_an_account_whose_grants_ended_sees_and_does_nothing(found, world, client_for) -> None:
    """The city's department: it began most of what there is, and is nothing any more."""
    viewer, today = world.city, timezone.localdate()
    Grant.objects.filter(user=viewer).update(during=(date(2026, 1, 1), today))
    begun = AuditEntry.objects.latest("pk").pk
    right = partial(shows_nothing, names_of(apart_from=viewer))
    asked = asking(in_as(viewer, client_for))
    assert list(faults(found, asked, right, ["get"])) == []
    assert list(faults(one_each(found), asked, right, ["post"])) == []
    done = AuditEntry.objects.filter(pk__gt=begun, actor_id=viewer.pk)
    done = done.exclude(action__in=(Action.READ, Action.PULL))
    assert set(done.values_list("subject", flat=True)) <= {"job", "user", "savedview"}


def test_an_account_without_any_grant_sees_and_does_nothing(found, world, client_for) -> None:
    viewer = world.nobody
    begun = AuditEntry.objects.latest("pk").pk
    asked = asking(in_as(viewer, client_for))
    right = partial(shows_nothing, names_of(apart_from=viewer))
    assert list(faults(one_each(found), asked, right)) == []
    done = AuditEntry.objects.filter(pk__gt=begun, actor_id=viewer.pk)
    done = done.exclude(action__in=(Action.READ, Action.PULL))
    assert set(done.values_list("subject", flat=True)) <= {"user"}


def test_a_visitor_is_led_to_the_door(found) -> None:
    door = reverse("login")

    def is_right(name: str, answer: HttpResponseBase, text: str) -> bool:
        if name in EVERYBODY:
            return answer.status_code < 500 or name == "readyz"
        if name.startswith("api:") or name == "schema":
            return answer.status_code == 401
        return answer.status_code == 405 or answer.headers.get("Location", "").startswith(door)

    assert list(faults(found, asking(Quick()), is_right)) == []


@pytest.mark.parametrize("how", ["expired", "revoked", "made up"])
def test_a_program_whose_token_ended_is_nobody(found, world, how: str) -> None:
    client, token = issue(world)
    if how == "expired":
        expire(client, timezone.localdate())
    elif how == "revoked":
        type(client).objects.filter(pk=client.pk).update(revoked_at=timezone.now())
    else:
        token = token[:-1] + ("A" if token[-1] != "A" else "B")
    program = Quick(headers={"Authorization": f"Bearer {token}"})
    rest = {name: urls for name, urls in found.items() if name.startswith("api:")}
    refused = list(
        faults(rest, asking(program), lambda _, answer, __: answer.status_code == 401, REST_METHODS)
    )
    assert refused == []
