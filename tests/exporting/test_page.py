"""The page 导出: who is offered what, and what it refuses."""

import pytest
from django.urls import reverse

from core.jobs.models import Job
from tests.exporting.asking import LRMX, keys

ROSTER, CADRES = "exporting:roster", "exporting:cadres"


@pytest.mark.parametrize(
    ("who", "count"), [("city", 5), ("county", 2), ("secretary", 2), ("clerk", 2), ("cadre", 1)]
)
def test_all_that_match_are_counted_before_anything_is_made(world, client_for, who, count):
    response = client_for(world.users[who]).post(reverse(ROSTER), {"query": "", "all": "1"})
    assert response.status_code == 200
    assert response.context["count"] == count
    assert f"名册：{count} 人" in response.content.decode()
    assert not Job.objects.exists()


@pytest.mark.parametrize(("who", "offered"), [("city", True), ("clerk", True), ("cadre", False)])
def test_the_internal_variant_is_offered_to_offices(world, client_for, who, offered):
    response = client_for(world.users[who]).post(reverse(CADRES), {"all": "1"})
    assert ("internal" in response.context["form"].fields) is offered
    assert world.users[who].name in response.content.decode()


def test_nothing_ticked_means_all_of_the_list(world, client_for):
    query = f"unit={world.named['青川县'].pk}"
    response = client_for(world.city).post(reverse(CADRES), {"query": query})
    assert response.context["count"] == 4
    assert 'name="all"' in response.content.decode()


def test_ticked_rows_are_carried_on(world, client_for):
    two = keys(world.cadres["周雨晴"], world.cadres["李明朗"])
    response = client_for(world.city).post(reverse(CADRES), {"selected": two})
    assert response.context["count"] == 2
    for pk in two:
        assert f'name="selected" value="{pk}"' in response.content.decode()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"document": ""}, "document"),
        ({"document": "form.doc"}, "document"),
        ({"edition": "2030"}, "edition"),
    ],
)
def test_a_choice_that_there_is_not_is_refused(world, client_for, sent, field):
    data = LRMX | {"step": "export", "all": "1"} | sent
    response = client_for(world.city).post(reverse(CADRES), data)
    assert response.status_code == 400
    assert field in response.context["form"].errors
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    "query", ["unit=999999", "nothing=1", "as_of=2026-13-01", "order=id_sealed", "id_no_full=1"]
)
def test_a_query_that_a_list_would_overlook_is_refused(world, client_for, query):
    data = LRMX | {"step": "export", "all": "1", "query": query}
    assert client_for(world.city).post(reverse(CADRES), data).status_code == 400
    assert not Job.objects.exists()


def test_without_a_list_there_is_nothing_to_choose_from(world, client_for, client):
    assert client_for(world.city).get(reverse(ROSTER)).url == "/roster/"
    assert "/login/" in client.post(reverse(ROSTER), {"all": "1"}).url


@pytest.mark.parametrize("address", ["/roster/", "/cadres/"])
def test_both_lists_lead_here_and_say_what_is_there(world, client_for, address):
    page = client_for(world.city).get(address).content.decode()
    assert "导出名册、审批表" in page
    assert 'title="官方格式的花名册（' in page
    assert 'title="导出列表上显示的这些列' in page


def test_the_page_says_what_the_other_door_has_and_that_csv_goes_one_way(world, client_for):
    page = client_for(world.city).post(reverse(ROSTER), {"all": "1"}).content.decode()
    assert "只要列表上显示的那些列" in page
    assert "CSV 只供别的软件读取，不能再导入" in page


@pytest.mark.parametrize("step", ["", "export"])
@pytest.mark.parametrize(("entity", "address"), [(ROSTER, "/roster/"), (CADRES, "/cadres/")])
def test_where_nobody_matches_the_way_leads_back_to_the_list(
    world, client_for, entity, address, step
):
    data = LRMX | {"step": step, "query": "name=无此人"}
    response = client_for(world.city).post(reverse(entity), data)
    page = response.content.decode()
    assert response.status_code == 400
    assert "没有符合条件的人" in page
    assert f'href="{address}?name=' in page
    assert "填写有误" not in page
    assert not Job.objects.exists()
