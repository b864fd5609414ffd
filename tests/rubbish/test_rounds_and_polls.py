"""Rubbish sent to every address of the yearly assessment and of polls: refused in Chinese."""

import re
from collections.abc import Iterator
from itertools import cycle, islice

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.urls.exceptions import NoReverseMatch

from assessments.rounds.models import Assessment, Interview
from tests.browser.test_every_page import page_names
from tests.holding.stages import polls_of
from tests.rounds.stages import rounds_of
from tests.rubbish.test_rotation import fields_of, refusals
from tests.world import World

RUBBISH = ("\x00", "9" * 30, "9999-12-31", "²", "\x01\x0b\ufffe😀", "x" * 9000, "-1", "0001-01-01")
CHINESE = re.compile("[一-鿿]")
# Nothing can be wrong with what is sent to these: one presses, and it is done.
BARE = {"rounds:papers", "rounds:remove_interview", "rounds:remove_past", "polls:recount"}
LISTS = ("rounds:list", "rounds:sheets", "rounds:open", "polls:list", "polls:results")
ASKED = ("year", "standing", "q", "cursor", "unit", "state", "grade", "excellent_rate")
REST = ("assessments", "poll_results", "cases")
ASKED_BY_PROGRAMS = ("year", "cursor", "sort", "grade", "fields", "unit", "id")
NAMES = {"seen", "reason", "day", "words", "year", "unit", "cadre", "grade", "electorate"}


def made(world: World, space: str) -> dict[str, int]:
    """A record in every state."""
    if space == "polls":
        return polls_of(world)
    keys = rounds_of(world)
    return keys | {"interview": Interview.objects.get().pk, "cadre": world.cadres["周雨晴"].pk}


def addresses(space: str, keys: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Every address with the records that it can be about, one that is not there, and words."""
    numbers = [*keys.values(), 10**30, 10**18]
    words = cycle(["pdf", "docx", "zip", "x"])
    tried = [[], *([n] for n in numbers), *([n, w] for n, w in zip(numbers, words, strict=False))]
    if space == "polls":
        tried += [[n, keys["paper"]] for n in numbers] + [[keys["poll_closed"], 10**30]]
    for name in page_names():
        if name.partition(":")[0] != space:
            continue
        for arguments in tried:
            try:
                yield name, reverse(name, args=arguments)
            except NoReverseMatch:
                continue


def rows() -> list[int]:
    """How many there are of everything."""
    models = apps.get_app_config("assessments").get_models()
    return [model._default_manager.count() for model in models]


@pytest.mark.parametrize("who", ["city", "secretary", "cadre"])
@pytest.mark.parametrize("space", ["rounds", "polls"])
def test_rubbish_is_refused_in_a_sentence_and_changes_nothing(
    world, client_for, space, who
) -> None:
    keys = made(world, space)
    browser: Client = client_for(world.users[who])
    browser.raise_request_exception = False
    before, asked = rows(), 0
    states = list(Assessment.objects.order_by("pk").values_list("state", "version"))
    for number, (name, address) in enumerate(addresses(space, keys)):
        page = browser.get(address)
        assert page.status_code < 500, address
        if name in BARE or page.status_code == 404:
            continue
        names = set(NAMES)
        if page.status_code == 200 and "text/html" in page["Content-Type"]:
            names |= fields_of(page)
        word = RUBBISH[number % len(RUBBISH)]
        for given in (dict.fromkeys(names - {"csrfmiddlewaretoken"}, word), {}):
            answer = browser.post(address, given)
            asked += 1
            assert answer.status_code < 500, (address, given)
            assert answer.status_code != 302 or "of_duty" in name, (address, given)
            assert all(CHINESE.search(text) for text in refusals(answer)), (address, given)
    assert asked > (30 if who == "city" else 0)  # the others have few pages of it
    assert rows() == before
    assert list(Assessment.objects.order_by("pk").values_list("state", "version")) == states


def test_lists_with_rubbish(world, client_for) -> None:
    """Each question with some of the words in turns."""
    browser: Client = client_for(world.city)
    browser.raise_request_exception = False
    words = cycle([*RUBBISH, "1.5", "' or 1=1", "-1", "1;"])
    pages = [reverse(name) for name in LISTS]
    questions = [(page, name) for page in pages for name in ASKED]
    questions += [(f"/api/v1/{entity}/", name) for entity in REST for name in ASKED_BY_PROGRAMS]
    for address, name in questions:
        for word in islice(words, 3):
            answer = browser.get(address, {name: word})
            assert answer.status_code < 500, (address, name, word)
    for word in islice(words, len(RUBBISH)):
        duty = browser.get(reverse("rounds:of_duty"), {"duty": word})
        assert duty.status_code in (302, 404)
