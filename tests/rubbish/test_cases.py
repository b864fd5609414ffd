"""Rubbish sent to every address of cases: refused in Chinese, and nothing changes."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from assessments.cases.models import CaseStep, RosterCase
from tests.case_pages.making import found, nominated
from tests.world import World

RUBBISH = ("\x00", "9" * 30, "9999-12-31", "²", "\x01\x0b\ufffe😀", "x" * 9000)
VERBS = ("opine", "state", "keep", "observe", "release", "admit", "decline", "withdraw")
CHINESE = re.compile("[一-鿿]")


@pytest.fixture
def cases(world: World) -> list[RosterCase]:
    """One of each kind."""
    return [found(world, "陈思远"), nominated(world, "单文静")]


@pytest.mark.parametrize("who", ["city", "secretary", "cadre"])
def test_rubbish_changes_nothing(world, cases, client_for, who) -> None:
    browser: Client = client_for(world.users[who])
    browser.raise_request_exception = False
    before = list(CaseStep.objects.values_list("pk", flat=True))
    for number, (case, verb) in enumerate((case, verb) for case in cases for verb in VERBS):
        address = reverse("cases:step", args=[case.pk, verb])
        page = browser.get(address)
        assert page.status_code in (200, 403, 404, 409)
        word = RUBBISH[number % len(RUBBISH)]
        names = ("seen", "words", "reason", "meeting", "day", "until", "opinion", "held_by", "tier")
        for changed in names:
            given = {"seen": 1, "words": "写", "reason": "写", "meeting": "会", "day": "2026-11-23"}
            given |= {"until": "2027-01-01", "opinion": "later", "document": "x" * 81}
            answer = browser.post(address, given | {changed: word})
            assert answer.status_code < 500, (address, changed, word)
            if answer.status_code == 400 and answer.context:
                texts = [t for errors in answer.context["form"].errors.values() for t in errors]
                assert texts
                assert all(CHINESE.search(text) for text in texts), texts
    # Only the person's own words have no day, no document and no length to be wrong about.
    made = CaseStep.objects.exclude(pk__in=before)
    assert not made.exclude(verb__in=("state", "opine", "withdraw")).exists()


@pytest.mark.parametrize("word", [*RUBBISH, "-1", "1.5", "1;", "' or 1=1"])
def test_addresses_with_rubbish_are_not_there_or_refused(world, client_for, word) -> None:
    browser: Client = client_for(world.city)
    browser.raise_request_exception = False
    for view in ("open", "nominate", "of_duty"):
        for name in ("cadre", "duty", "q"):
            answer = browser.get(reverse(f"cases:{view}"), {name: word})
            assert answer.status_code < 500, (view, name, word)
    for tail in ("999999999/", "999999999/replay/", "999999999/replay/pdf/", "999999999/keep/"):
        assert browser.get(f"/cases/{tail}").status_code == 404
    for name in ("state", "kind", "ground", "opened_on_after", "opinion_due_after", "standing"):
        answer = browser.get(reverse("cases:list"), {name: word})
        assert answer.status_code < 500, (name, word)


def test_verbs_that_are_none_are_not_there(world, cases, client_for) -> None:
    browser = client_for(world.city)
    for verb in ("open", "nothing", "replayed"):
        assert browser.get(f"/cases/{cases[0].pk}/{verb}/").status_code == 404
