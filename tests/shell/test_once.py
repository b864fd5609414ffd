"""A form that is sent twice: done once, and the second is led to what came of the first."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from core.choices import UnitKind
from core.shell import once
from core.units.models import Unit
from core.units.placing import lock_tree
from tests.faults.copies import wait_for
from tests.faults.forms import Form, forms_of
from tests.faults.test_database_away import somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "新河镇"


@pytest.fixture
def browser(committed_world, client_for: Callable[..., Client]) -> Client:
    return client_for(committed_world.city)


@pytest.fixture
def drawn(committed_world, browser) -> Callable[[], Form]:
    """The form of a new unit, drawn anew at each call and filled in the same."""
    url = reverse("units:add")
    filled = {
        "parent": str(committed_world.named["青川县"].pk),
        "kind": UnitKind.TOWNSHIP.value,
        "name": NAME,
        "short_name": NAME,
        "code": "001.002.004.901",
    }

    def draw() -> Form:
        (form,) = forms_of(browser.get(url).content.decode(), url)
        form.values.update({name: [value] for name, value in filled.items()})
        return form

    return draw


@pytest.fixture
def click(browser) -> Callable[[Form], HttpResponse]:
    """Send a form from a thread: by a connection of its own, which is closed after it."""

    def send(form: Form) -> HttpResponse:
        again = Client()
        again.cookies = browser.cookies
        try:
            return form.post(again)
        finally:
            connection.close()

    return send


def test_two_clicks_at_once_make_one_unit(drawn, click) -> None:
    form, start = drawn(), Barrier(2)

    def together(_: int) -> HttpResponse:
        start.wait()
        return click(form)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(together, range(2))
    assert Unit.objects.filter(name=NAME).count() == 1
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]


def test_a_second_click_later_is_led_to_the_same_page_and_told(browser, drawn) -> None:
    form = drawn()
    first, second = form.post(browser), form.post(browser)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert once.DONE in browser.get(second["Location"]).content.decode()


def test_whose_first_answer_was_given_up_is_told_what_it_said(browser, drawn) -> None:
    form, given_up = drawn(), Client()
    given_up.cookies = deepcopy(browser.cookies)  # no answer reaches the browser
    form.post(given_up)
    page = browser.get(form.post(browser)["Location"]).content.decode()
    assert page.index("已新设单位。") < page.index(once.DONE)
    assert once.DONE not in browser.get(reverse("units:list")).content.decode()


def test_what_a_refusal_showed_is_not_shown_again(browser, drawn) -> None:
    first, second = drawn(), drawn()
    first.post(browser)  # nobody has looked yet at where it led
    refused = second.post(browser)
    assert (refused.status_code, refused.content.decode().count("已新设单位。")) == (400, 1)
    assert "已新设单位。" not in browser.get(reverse("units:list")).content.decode()


def test_what_was_refused_may_be_sent_again_and_a_new_page_is_a_new_form(browser, drawn) -> None:
    form = drawn()
    form.values["name"] = [""]
    assert [form.post(browser).status_code for _ in range(2)] == [400, 400]
    form, other = drawn(), drawn()
    assert form.post(browser).status_code == 302
    assert other.post(browser).status_code == 400, "the code is taken: not the same form"


def test_a_form_that_is_still_under_way_is_not_begun_again(
    browser, drawn, click, monkeypatch
) -> None:
    monkeypatch.setattr(once, "PATIENCE", 0)  # nobody waits long here
    form = drawn()
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            lock_tree()
            first = pool.submit(click, form)
            wait_for(somebody_waits)
            second = form.post(browser)
        assert first.result().status_code == 302
    assert second.status_code == 409
    assert once.UNDER_WAY in second.content.decode()
    assert Unit.objects.filter(name=NAME).count() == 1


def test_without_redis_forms_are_done_as_they_come(browser, drawn, settings) -> None:
    form = drawn()
    nowhere = {"LOCATION": "unix:///nonexistent/redis.sock?db=0"}
    settings.CACHES = {"default": settings.CACHES["default"] | nowhere}
    assert form.post(browser).status_code == 302
    assert form.post(browser).status_code == 400, "the code is taken, whoever clicked"


def test_strangers_have_no_forms_to_count(committed_world, monkeypatch) -> None:
    def fail(key: str) -> str:
        raise AssertionError(key)

    monkeypatch.setattr(once, "_claim", fail)
    typed = {"username": committed_world.city.username, "password": "错的", once.TOKEN: "y"}
    assert Client().post(reverse("login"), typed).status_code == 400
