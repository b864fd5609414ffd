"""A batch through its pages, from draft to roster: three apply, two share the last place."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cadres.roster.models import RosterEntry
from tests.browser.window import Window
from tests.intake.making import crowd
from tests.world_people import TODAY

pytestmark = pytest.mark.browser

NAMES = ("赵新人", "钱新人", "孙新人")
MARKS = ("90", "80", "80")


def begin(window: Window) -> None:
    """Draft for two, announce, name three, end registration."""
    window.go(reverse("intake:list"))
    window.follow("新建批次", within=window.page.locator(".q-head"))
    window.fill(name="2026年选拔储备", quota="2", age_on="2026-06-30")
    window.press("新建批次")
    window.follow("发布公告")
    window.fill(on=str(TODAY))
    window.press("发布公告")
    window.follow("推荐人选")
    window.fill(people="\n".join(NAMES))
    window.press("下一步：核对")
    for name in NAMES:
        window.sees(f"{name}（市科技局")
    window.press("报名")
    window.sees("已报名 3 人：资格合格 3 人，资格不符 0 人。")
    window.follow("结束报名、进入考试")
    window.press("结束报名、进入考试")


def examine(window: Window) -> None:
    """Paste the marks of the test, type what inspection found, and rank."""
    window.follow("登记考试成绩")
    pasted = "\n".join(f"{name}\t{mark}" for name, mark in zip(NAMES, MARKS, strict=True))
    window.fill(pasted=pasted)
    window.press("填入下表")
    window.sees("还没有保存")
    for name, mark in zip(NAMES, MARKS, strict=True):
        expect(window.page.get_by_label(f"{name}的考试成绩")).to_have_value(mark)
    window.press("保存")
    window.sees("已保存，3 人有变化。")
    window.follow("返回批次")
    window.follow("确定入围、进入考察")
    window.press("确定入围、进入考察")
    window.follow("登记考察结果")
    for name, mark in zip(NAMES, MARKS, strict=True):
        window.page.get_by_label(f"{name}的考察结果").select_option(label="合格")
        window.page.get_by_label(f"{name}的考察得分").fill(mark)
    window.press("保存")
    window.follow("返回批次")
    window.follow("计算排名")
    window.press("计算排名")


def test_from_the_draft_to_the_roster(open_window, committed_world):
    crowd(committed_world, 3)
    window = open_window("city")
    page = window.page
    begin(window)
    examine(window)

    rows = page.get_by_role("region", name="排名").locator("tbody tr")
    expect(rows.filter(has_text="线上同分")).to_have_count(2)
    boxes = {name: page.get_by_label(f"拟入库 {name}") for name in NAMES}
    assert [box.is_checked() for box in boxes.values()] == [True, False, False]
    boxes["孙新人"].check()
    window.press("拟定入库名单")
    window.sees("已拟定 2 人。下一步：办理入库。")
    window.follow("办理入库（2 人）")
    expect(page.get_by_role("main")).to_contain_text("孙新人")
    expect(page.get_by_role("main")).not_to_contain_text("钱新人")
    window.press("确认入库")
    expect(page.locator("[name=document]")).to_be_focused()  # the document was not given
    window.fill(document="清组发〔2026〕20号", on=str(TODAY))
    window.press("确认入库")
    window.sees("已入库 2 人。")
    window.follow("结束批次")
    window.press("结束批次")

    states = {name: page.get_by_role("row", name=name) for name in NAMES}
    expect(states["赵新人"]).to_contain_text("已入库")
    expect(states["钱新人"]).to_contain_text("未入选")
    entries = RosterEntry.objects.filter(cadre__name__in=NAMES)
    assert sorted(entries.values_list("cadre__name", "entry_document")) == [
        ("孙新人", "清组发〔2026〕20号"),
        ("赵新人", "清组发〔2026〕20号"),
    ]
    window.go(reverse("roster:list"))
    expect(page.get_by_role("row", name="孙新人")).to_be_visible()
