"""A form that is sent twice: done once, and the second is led to what came of the first."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from redis.exceptions import RedisError

from core.accounts.models import User
from core.shell import once
from core.units.models import Unit
from tests.faults.forms import Form, forms_of

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "市数据局"


@pytest.fixture
def browser(committed_world, client_for: Callable[..., Client]) -> Client:
    return client_for(committed_world.city)


def drawn(browser: Client) -> Form:
    """The form of a new unit, drawn for whoever looks at it now."""
    url = reverse("units:add")
    (form,) = forms_of(browser.get(url).content.decode(), url)
    form.values.update(name=[NAME], short_name=[NAME])
    return form


def test_two_clicks_at_once_make_one_unit(browser) -> None:
    form, start, places = drawn(browser), Barrier(2), []

    def click() -> None:
        again = Client()
        again.cookies = browser.cookies
        start.wait()
        try:
            places.append(form.post(again).headers["Location"])
        finally:
            connection.close()

    threads = [Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Unit.objects.filter(name=NAME).count() == 1
    assert len(places) == 2 and len(set(places)) == 1


def test_a_second_click_later_is_led_to_the_same_page_and_told(browser) -> None:
    form = drawn(browser)
    first, second = form.post(browser), form.post(browser)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert once.DONE in browser.get(second["Location"]).content.decode()


def test_what_was_refused_may_be_sent_again_and_a_new_page_is_a_new_form(browser) -> None:
    form = drawn(browser)
    form.values["name"] = [""]
    assert [form.post(browser).status_code for _ in range(2)] == [400, 400]
    form, other = drawn(browser), drawn(browser)
    assert form.post(browser).status_code == 302
    assert other.post(browser).status_code in (400, 409), "the same name, and not the same form"


def test_a_form_that_is_still_under_way_is_not_begun_again(browser, monkeypatch) -> None:
    form = drawn(browser)
    monkeypatch.setattr(once, "PATIENCE", 0)
    monkeypatch.setattr(once, "_settle", lambda key, response: None)  # as if it took long
    assert form.post(browser).status_code == 302
    second = form.post(browser)
    assert second.status_code == 409
    assert once.UNDER_WAY in second.content.decode()


def test_without_redis_forms_are_done_as_they_come(browser, settings) -> None:
    form = drawn(browser)
    nowhere = {"LOCATION": "unix:///nonexistent/redis.sock?db=0"}
    settings.CACHES = {"default": settings.CACHES["default"] | nowhere}
    assert form.post(browser).status_code == 302


def test_strangers_have_no_forms_to_count(committed_world, monkeypatch) -> None:
    assert isinstance(committed_world.city, User)

    def fail(key: str) -> str:
        raise RedisError(key)

    monkeypatch.setattr(once, "_claim", fail)
    door = reverse("login")
    assert Client().post(door, {"username": "x", "password": "x", once.TOKEN: "y"}).status_code in (
        *(200, 400),
        429,
    )
