"""Comparing: who stands beside whom, what is marked, and what is refused."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.audit.models import Action, AuditEntry
from tests.dossier.lives import MEASURE, NUMBER, with_file

ADDRESS = "cadres:compare"


def compared(browser, *pks: object, **query: str):
    return browser.get(reverse(ADDRESS), {"id": pks, "as_of": "2026-11-23"} | query)


def keys(world, *names: str) -> list[int]:
    return [world.cadres[name].pk for name in names]


def row(response, label: str):
    (found,) = [one for one in response.context["rows"] if one.label == label]
    return found


def test_two_people_side_by_side_in_the_order_asked_for(world, client_for):
    with_file(world.cadres["周雨晴"])
    pks = keys(world, "李明朗", "周雨晴")
    response = compared(client_for(world.city), *pks)
    assert [one.cadre.name for one in response.context["people"]] == ["李明朗", "周雨晴"]
    assert row(response, "出生年月").values == [["1990.02（36岁）"], ["1992.05（34岁）"]]
    assert row(response, "性别").differs
    assert not row(response, "民族").differs
    assert row(response, "使用层级").values == [["二级（正科）"], ["三级（副县）"]]
    assert row(response, "简历").values[0] == []
    assert row(response, "简历").values[1][2].startswith("（其间）2024.09")
    shown = response.content.decode()
    assert NUMBER not in shown
    assert MEASURE not in shown


def test_ages_are_those_of_the_day(world, client_for):
    pks = keys(world, "李明朗", "周雨晴")
    response = compared(client_for(world.city), *pks, as_of="2026-04-30")
    assert row(response, "出生年月").values == [["1990.02（36岁）"], ["1992.05（33岁）"]]
    assert compared(client_for(world.city), *pks, as_of="昨天").status_code == 400


def test_each_is_on_record_once(world, client_for):
    pks = keys(world, "周雨晴", "陈思远", "曾可欣")
    compared(client_for(world.clerk), *pks)
    rows = AuditEntry.objects.filter(action=Action.READ, subject="cadre")
    assert sorted(int(entry.subject_id) for entry in rows) == sorted(pks)
    assert {entry.detail["tab"] for entry in rows} == {"对比"}


@pytest.mark.parametrize(
    ("number", "said"), [(0, "只选择了 0 人"), (1, "只选择了 1 人"), (6, "选择的超过 5 人")]
)
def test_two_to_five(world, client_for, number, said):
    pks = [cadre.pk for cadre in world.cadres.values()][:number]
    response = compared(client_for(world.city), *pks)
    assert response.status_code == 409
    assert f"{said}，对比需要 2 到 5 人" in response.content.decode()


def test_the_same_one_twice_is_one(world, client_for):
    (pk,) = keys(world, "周雨晴")
    assert compared(client_for(world.city), pk, pk).status_code == 409


@pytest.mark.parametrize("who", ["county", "secretary", "cadre", "auditor", "sysadmin", "nobody"])
def test_one_out_of_scope_is_nobody(world, client_for, who):
    mine = {"county": "赵文博", "secretary": "周雨晴", "cadre": "陈思远"}.get(who, "周雨晴")
    response = compared(client_for(world.users[who]), *keys(world, mine, "李明朗"))
    assert response.status_code == 404
    assert not AuditEntry.objects.filter(action=Action.READ, subject="cadre").exists()


@pytest.mark.parametrize("odd", ["0", "甲", "-1", "9" * 30, "1\x00", ""])
def test_what_is_no_id_is_nobody(world, client_for, odd):
    response = compared(client_for(world.city), world.cadres["周雨晴"].pk, odd)
    assert response.status_code == 404


def test_the_ticked_rows_of_a_list_come_by_post(world, client_for):
    pks = keys(world, "周雨晴", "李明朗")
    browser = client_for(world.city)
    response = browser.post(reverse(ADDRESS), {"selected": pks})
    assert response["Location"] == f"{reverse(ADDRESS)}?id={pks[0]}&id={pks[1]}"
    assert browser.get(response["Location"]).status_code == 200
    everybody = browser.post(reverse(ADDRESS), {"all": "1", "query": ""})
    assert everybody.status_code == 409
    assert "选择的超过 5 人" in everybody.content.decode()
    assert browser.post(reverse(ADDRESS)).status_code == 400


def test_statements_do_not_grow_with_the_people(world, client_for):
    browser = client_for(world.city)
    counts = []
    for names in (("周雨晴", "李明朗"), ("周雨晴", "李明朗", "陈思远", "曾可欣", "赵文博")):
        compared(browser, *keys(world, *names))
        with CaptureQueriesContext(connection) as captured:
            compared(browser, *keys(world, *names))
        # One log row per person is meant.
        counts.append(len(captured) - len(names))
    assert counts[0] == counts[1]
