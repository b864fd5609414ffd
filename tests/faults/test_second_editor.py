"""Every form about a record that somebody else has changed since the form was drawn."""

from dataclasses import replace
from threading import Thread

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.urls import resolve

from core.audit.models import Action
from core.audit.services import record
from core.versions import Versioned
from rotation.positions.models import Position
from tests.faults.copies import wait_for
from tests.faults.every_form import Drawn, at_work
from tests.faults.forms import WORDS, Form
from tests.faults.test_database_away import somebody_waits
from tests.world import World
from tests.world import found as world_found

pytestmark = pytest.mark.django_db(transaction=True)

# Forms whose second sender is told; a few are refused as they were filled in, before anybody asks
# what they were filled in upon: nobody is on offer, or the words are no names.
LEAST = 95
NOTHING_YET = "0"  # the version of what nobody has written: somebody may have done so meanwhile


def test_whoever_comes_second_is_told_who_was_faster_and_keeps_his_words(forms) -> None:
    world, told, faults = world_found(), 0, []
    somebody_changes_everything(world)
    for one in filter(carries_a_version, forms):
        browser, faster = at_work(getattr(world, one.role)), world.county
        if seen_by(one) == NOTHING_YET:
            faster = getattr(world, one.role)  # in another window
            assert in_other_words(one.form).post(browser).status_code == 302, one.act
        answer = one.form.post(browser)
        text, is_told = answer.content.decode(), answer.status_code == 409
        told += is_told
        is_named = f"已由{faster.name}在" in text or not is_told
        is_kept = not one.form.written or WORDS in text
        if answer.status_code not in (400, 409) or not is_named or not is_kept:
            faults.append(f"{one.role} {one.act}: {answer.status_code} {is_named} {is_kept}")
    assert faults == []
    assert told >= LEAST, told


def test_whoever_waited_for_the_other_is_told_as_well(forms) -> None:
    world, answers = world_found(), []
    (one,) = (one for one in forms if one.act == "positions:edit")
    browser = at_work(world.city)
    position = Position.objects.get(pk=resolve(one.form.url).kwargs["pk"])

    def save() -> None:
        answers.append(one.form.post(browser))
        connection.close()

    second = Thread(target=save)
    with transaction.atomic():
        changed = {"title": [position.title, "副主任"]}
        position.change(actor=world.county, seen=None, title="副主任")
        record(Action.CHANGE, actor=world.county, target=position, detail=changed)
        second.start()
        wait_for(somebody_waits)
    second.join()
    (answer,) = answers
    text = answer.content.decode()
    assert answer.status_code == 409, text
    assert f"已由{world.county.name}在" in text
    assert "修改过，您的修改没有保存" in text, "what was changed is not for every editor to know"


def somebody_changes_everything(world: World) -> None:
    """The county's department was faster, with each record that people edit."""
    for model in apps.get_models():
        if issubclass(model, Versioned):
            for row in model._base_manager.all():
                row.change(actor=world.county, seen=None)


def seen_by(one: Drawn) -> str:
    """What the form was drawn upon; "" where it does not say."""
    return one.form.values.get("seen", [""])[0]


def carries_a_version(one: Drawn) -> bool:
    """Whether it is a number.

    A figure of the plan and a judgement of grassroots service carry a mark of the values that
    stood there: another version of the same values takes nothing from anybody.
    """
    return seen_by(one).isdecimal()


def in_other_words(form: Form) -> Form:
    """As somebody else would have written it."""
    return replace(form, values=form.values | {form.written: ["别人先写的话"]})
