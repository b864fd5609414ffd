"""Rubbish sent to every address of postings, rotations and the front line: refused in Chinese."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.forms import BaseForm
from django.test import Client
from django.urls import reverse
from django.urls.exceptions import NoReverseMatch

from cadres.people.models import ResumeLine
from rotation.frontline.models import Candidate
from tests.appraisals.making import every_state
from tests.browser.postings import postings_of
from tests.browser.test_every_page import page_names
from tests.frontline.stages import frontline_of
from tests.moves.stages import plans_of
from tests.world import World

SPACES = {
    "moves": ("plan_asking", "move_asked"),
    "frontline": ("batch_draft", "batch_announced", "batch_decided", "township"),
    "postings": ("away",),
    "positions": ("position",),
    "appraisals": ("sheet", "begun"),
    "grassroots": ("line",),
    "from_resume": ("other",),
    "meter": ("other",),
    "flows": (),
}
WORDS = {"judge": ("approve", "withdraw"), "letters": ("pdf", "x"), "paper": ("docx", "x")}
RUBBISH = ("\x00", "9" * 30, "9999-12-31", "²", "\x01\x0b\ufffe😀", "x" * 9000)
CHINESE = re.compile("[一-鿿]")


@pytest.fixture
def made(world: World) -> dict[str, int]:
    """A record of each kind."""
    other = world.cadres["陈思远"]
    line = ResumeLine.objects.create(cadre=other, since="2020-01-01", text="清河市交通运输局科员")
    found = every_state(world) | frontline_of(world) | postings_of(world) | plans_of(world)
    return found | {"other": other.pk, "line": line.pk}


def addresses(made: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Every address of the nine nouns with the records that it can be about, and one unknown."""
    for name in page_names():
        space, _, view = name.partition(":")
        if space not in SPACES:
            continue
        keys = [made[key] for key in SPACES[space]] + [10**30]
        words = [[word] for word in WORDS.get(view, ())]
        rest = [[made["post"]], ["midterm"], *words]
        tried = [[], *([key] for key in keys), *words]
        tried += [[key, *more] for key in keys for more in rest]
        for arguments in tried:
            try:
                yield name, reverse(name, args=arguments)
            except NoReverseMatch:
                continue


def rows() -> list[int]:
    """How many there are of everything."""
    models = apps.get_app_config("rotation").get_models()
    return [model._default_manager.count() for model in models]


def refusals(answer) -> list[str]:
    """What the form of a page says."""
    context = answer.context or {}
    form = context.get("form") if hasattr(context, "get") else None
    lists = form.errors.values() if isinstance(form, BaseForm) else ()
    return [str(text) for texts in lists for text in texts]


def fields_of(answer) -> set[str]:
    """The names of what a page asks for."""
    return set(re.findall(r'name="([a-z_0-9-]+)"', answer.content.decode(errors="ignore")))


def test_rubbish_is_refused_in_a_sentence_and_changes_nothing(world, made, client_for) -> None:
    browser: Client = client_for(world.city)
    browser.raise_request_exception = False
    before, asked = rows(), 0
    for number, (name, address) in enumerate(addresses(made)):
        page = browser.get(address)
        assert page.status_code < 500, address
        names = {"seen", "reason", "note", "pick", "selected", "confirmed", "expected"}
        if page.status_code == 200 and "<form" in page.content.decode(errors="ignore"):
            names |= fields_of(page)
        given = {one: RUBBISH[number % len(RUBBISH)] for one in names - {"csrfmiddlewaretoken"}}
        if name == "frontline:remove_post" or page.status_code == 404:
            continue  # there is nothing that could be wrong with it, or it is not there
        answer = browser.post(address, given)
        asked += 1
        assert answer.status_code < 500, (address, given)
        assert answer.status_code != 302 or "of_duty" in name, (address, given)
        assert all(CHINESE.search(text) for text in refusals(answer)), (address, given)
    assert asked > 90
    assert rows() == before
    assert Candidate.objects.filter(pk=made["named"], reason="").exists()
