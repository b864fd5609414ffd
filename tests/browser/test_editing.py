"""Changing a file in the browser: rows with and without script, and a request decided upon."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cadres.people.services.rows import family_of, resume_of
from tests.browser.window import Window

pytestmark = pytest.mark.browser


def fill_row(window: Window, number: int, **values: str) -> None:
    for name, value in values.items():
        window.page.locator(f"[name=form-{number}-{name}]").fill(value)


def test_rows_are_added_in_place_and_saved_by_time(open_window, committed_world):
    cadre = committed_world.cadres["周雨晴"]
    window = open_window("city")
    window.go(reverse("cadres:edit_resume", args=[cadre.pk]))
    fill_row(window, 0, since="2014.07", text="清河市交通运输局科员")
    window.page.get_by_role("button", name="添加一行").click()
    expect(window.page.locator("[name=form-1-since]")).to_be_focused()
    window.look()
    fill_row(window, 1, since="2010.09", until="2014.07", text="云州大学学习")
    window.page.get_by_role("button", name="添加一行").click()
    fill_row(window, 2, since="2016.03", until="2017.03", text="柳河镇挂职")
    window.page.locator("[name=form-2-within]").check()
    window.look()
    window.press("保存")
    found = [(line.text, line.within) for line in resume_of(cadre)]
    assert found == [
        ("云州大学学习", False),
        ("清河市交通运输局科员", False),
        ("柳河镇挂职", True),
    ]


def test_rows_are_added_without_script_as_well(open_window, committed_world):
    cadre = committed_world.cadres["周雨晴"]
    window = open_window("city", scripted=False)
    window.go(reverse("cadres:edit_family", args=[cadre.pk]))
    fill_row(window, 0, relation="父亲", name="周国强")
    window.press("添加一行")
    expect(window.page.locator("[name=form-0-name]")).to_have_value("周国强")
    fill_row(window, 1, relation="母亲", name="李秀兰", birth="1964.2")
    window.press("保存")
    assert [member.name for member in family_of(cadre)] == ["周国强", "李秀兰"]


def test_a_clerk_asks_and_the_department_decides(open_window, committed_world):
    cadre = committed_world.cadres["周雨晴"]
    clerk = open_window("clerk")
    clerk.go(reverse("cadres:edit", args=[cadre.pk]))
    clerk.page.get_by_label("现任职务").fill("清河市交通运输局副局长")
    clerk.page.get_by_label("变更原因").fill("任职文件")
    clerk.press("提交审核")
    department = open_window("city")
    department.go(reverse("changes:list"))
    department.press("周雨晴", role="link")
    department.page.get_by_label("不同意").check()
    department.press("提交意见")
    expect(department.page.get_by_text("请写明理由")).to_be_visible()
    department.press("其余全部同意")  # what is refused stays refused
    expect(department.page.get_by_text("请写明理由")).to_be_visible()
    department.page.get_by_label("暂不审核").check()
    department.press("其余全部同意")
    expect(department.page.get_by_text("已同意 1 项")).to_be_visible()
    cadre.refresh_from_db()
    assert cadre.title == "清河市交通运输局副局长"
