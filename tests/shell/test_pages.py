"""The frame around every page: navigation by role, errors in plain Chinese, headers that hold."""

import pytest
from django.test import Client
from django.urls import reverse

from core.choices import Role
from core.shell.nav import NAVIGATION
from tests.visibility import WHO

OFFERED = {
    "city": {
        *("工作台", "名册", "干部", "选拔储备", "后备库", "变更审核", "导入", "校核"),
        *("责任事项", "领导帮带", "谈心谈话", "苗头问题", "谈话抽查", "抽查整改", "实施方案"),
        *("轮岗交流", "五年两岗", "一线锻炼", "任职与锻炼", "锻炼鉴定", "职位", "干部流向"),
        *("单位", "代码表", "后台任务", "通知", "我的账号", "接口文档"),
        *("年度考核", "民主测评", "组织认定", "调出补充个案"),
        *("年度报告", "汇编", "统计", "看板", "使用指南"),
    },
    "cadre": {
        *("工作台", "本人档案", "本人考核", "实施方案", "单位", "代码表", "后台任务", "我的账号"),
        *("接口文档", "使用指南"),
    },
    "auditor": {"工作台", "代码表", "操作日志", "后台任务", "我的账号", "接口文档", "使用指南"},
    "sysadmin": {
        *("工作台", "单位", "代码表", "账号", "后台任务", "我的账号", "接口文档", "使用指南"),
    },
    "nobody": {"工作台", "我的账号"},
}


def offered(response) -> set[str]:
    groups = response.context["shell"]["groups"]
    return {item["label"] for group in groups for item in group["items"]}


@pytest.mark.parametrize("who", sorted(OFFERED))
def test_the_navigation_offers_what_is_the_roles_business(world, client_for, who):
    assert offered(client_for(world.users[who]).get("/")) == OFFERED[who]


def test_no_group_and_no_address_stands_twice():
    groups = [label for label, _ in NAVIGATION if label]
    assert len(groups) == len(set(groups))
    for role in Role:
        views = [one.view for _, items in NAVIGATION for one in items if role in one.roles]
        assert len(views) == len(set(views)), role


@pytest.mark.parametrize("who", WHO)
def test_whatever_is_offered_opens(world, client_for, who):
    browser = client_for(world.users[who])
    labels = offered(browser.get("/"))
    for _group, items in NAVIGATION:
        for item in items:
            if item.label in labels:
                response = browser.get(reverse(item.view), follow=True)
                assert response.status_code == 200, item
                current = [
                    line["label"]
                    for group in response.context["shell"]["groups"]
                    for line in group["items"]
                    if line["current"]
                ]
                assert current, item


@pytest.mark.parametrize(
    "address", ["/nothing/", "/units/999999999/", "/units/99999999999999999999/"]
)
def test_a_missing_page_says_so(world, client_for, address):
    response = client_for(world.city).get(address)
    assert response.status_code == 404
    assert "没有这个页面或记录，或者它不在您的范围内。" in response.content.decode()


def test_a_form_without_its_token_is_refused_in_chinese(world):
    browser = Client(enforce_csrf_checks=True)
    response = browser.post(reverse("login"), {"username": "city"})
    assert response.status_code == 403
    assert "页面停留太久" in response.content.decode()


def test_every_answer_carries_the_policy_and_its_number(world, client_for):
    response = client_for(world.city).get("/", headers={"X-Request-Id": "abc-12345"})
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert response["X-Request-Id"] == "abc-12345"
    assert response["X-Frame-Options"] == "DENY"
    forged = client_for(world.city).get("/", headers={"X-Request-Id": "a\nb"})
    assert forged["X-Request-Id"] != "a\nb"


def test_pages_have_no_inline_style_script_or_handler(world, client_for):
    for who, address in (("city", "/"), ("city", "/units/"), ("secadmin", "/clients/new/")):
        text = client_for(world.users[who]).get(address).content.decode()
        assert " style=" not in text
        assert "<script>" not in text
        assert " onclick=" not in text


def found_units(browser: Client, text: str) -> list[str]:
    response = browser.get(reverse("search"), {"q": text})
    assert response.status_code == 200
    groups = response.context["found"]
    return [hit.cells[0] for group in groups if group.label == "单位" for hit in group.shown]


@pytest.mark.parametrize("text", ["柳河", "lhz", "liuhe", "", "无此单位", "a\x00b", "'; --"])
def test_the_search_finds_in_scope_only(world, client_for, text):
    assert found_units(client_for(world.secretary), text) == []
    known = ["柳河镇"] if text in ("柳河", "lhz", "liuhe") else []
    assert found_units(client_for(world.county), text) == known


def test_accounts_are_found_by_those_who_keep_them(world, client_for):
    (group,) = client_for(world.sysadmin).get(reverse("search"), {"q": "马建"}).context["found"]
    assert (group.label, [hit.cells[0] for hit in group.shown]) == ("账号", ["马建国"])
    assert client_for(world.clerk).get(reverse("search"), {"q": "马建"}).context["found"] == []
