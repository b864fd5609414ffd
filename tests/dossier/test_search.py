"""Finding people: the global search, and the choice of a person; always in scope, always logged."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.people.models import Cadre
from cadres.people.prepare import prepared
from core.audit.models import Action, AuditEntry


def found(browser, text: str) -> list[str]:
    """The names of the people that the page shows."""
    groups = browser.get(reverse("search"), {"q": text}).context["found"]
    return [hit.cells[0] for group in groups if group.label == "干部" for hit in group.shown]


def options(browser, text: str) -> list[str]:
    answer = browser.get(reverse("cadres:options"), {"q": text})
    return [option["text"] for option in answer.json()]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("周雨晴", ["周雨晴"]),
        ("雨晴", ["周雨晴"]),
        ("周", ["周雨晴"]),
        ("zyq", ["周雨晴"]),
        ("zhouyu", ["周雨晴"]),
        ("LML", ["李明朗"]),
        ("shan", ["单文静"]),  # 单 as a surname
        ("zeng", ["曾可欣"]),
        ("买买提", ["艾力·买买提"]),
        ("没有这个人", []),
    ],
)
def test_people_are_found_by_name_pinyin_and_initials(world, client_for, text, names):
    assert found(client_for(world.city), text) == names


def test_people_come_before_units(world, client_for):
    groups = client_for(world.city).get(reverse("search"), {"q": "lh"}).context["found"]
    assert [group.label for group in groups] == ["单位"]
    groups = client_for(world.city).get(reverse("search"), {"q": "l"}).context["found"]
    assert [group.label for group in groups] == ["干部", "单位"]


@pytest.mark.parametrize("who", ["county", "cadre", "auditor", "sysadmin", "secadmin", "nobody"])
def test_out_of_scope_nobody_is_found(world, client_for, who):
    browser = client_for(world.users[who])
    page = browser.get(reverse("search"), {"q": "周雨晴"}).content.decode()
    assert "综合规划科科长" not in page
    assert options(browser, "zyq") == []


def test_a_cadre_finds_himself(world, client_for):
    assert found(client_for(world.cadre), "csy") == ["陈思远"]
    assert options(client_for(world.cadre), "") == []


def test_the_choice_of_a_person(world, client_for):
    browser = client_for(world.secretary)
    answer = browser.get(reverse("cadres:options"), {"q": "zyq"}).json()
    rain = world.cadres["周雨晴"]
    assert answer == [{"value": rain.pk, "text": f"周雨晴（{rain.title}）"}]
    assert options(browser, "lml") == []


@pytest.mark.parametrize("text", ["\x00", "'", "\\", "周:* | 李", "&", "😀", "é" * 60, "１２"])
def test_odd_texts_find_nobody_and_break_nothing(world, client_for, text):
    browser = client_for(world.city)
    assert found(browser, text) == []
    assert options(browser, text) == []


def test_each_search_is_logged_with_its_text_and_count(world, client_for):
    found(client_for(world.city), "zyq")
    entry = AuditEntry.objects.get(subject="search")
    assert (entry.action, entry.detail, entry.rows) == (Action.READ, {"text": "zyq"}, 1)
    options(client_for(world.city), "zyq")
    entry = AuditEntry.objects.first()
    assert (entry.subject, entry.detail, entry.rows) == ("cadres", {"text": "zyq"}, 1)
    client_for(world.city).get(reverse("search"))
    assert AuditEntry.objects.filter(subject="search").count() == 1


def crowd(world, number: int) -> None:
    rain = world.cadres["周雨晴"]
    Cadre.objects.bulk_create(
        Cadre(
            name="周雨晴",
            gender="2",
            birth=rain.birth,
            unit=rain.unit,
            title="清河市交通运输局科员",
            **prepared("周雨晴"),
        )
        for _ in range(number)
    )


def test_twenty_are_shown_in_order_and_the_rest_are_a_link_away(world, client_for):
    crowd(world, 25)
    response = client_for(world.city).get(reverse("search"), {"q": "zyq"})
    (group,) = response.context["found"]
    assert len(group.shown) == 20
    # The one with a level comes before those without.
    assert group.shown[0].cells[1] == world.cadres["周雨晴"].title
    assert f'href="{reverse("cadres:list")}?name=zyq"' in response.content.decode()
    assert len(options(client_for(world.city), "zyq")) == 26


def test_statements_do_not_grow_with_what_is_found(world, client_for):
    browser = client_for(world.city)
    found(browser, "zyq")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as statements:
            found(browser, "zyq")
        counts.append(len(statements))
        crowd(world, 8)
    # Session, account, grants; people, units and polls; the log; the bell and the badges.
    assert counts[0] == counts[1] <= 12
