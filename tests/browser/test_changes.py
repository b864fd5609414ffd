"""What a unit asks to have changed: two fields, one granted, one not, and the answer read."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.choosing import error_of
from tests.browser.window import Window

pytestmark = pytest.mark.browser

TITLE, PHONE = "清河市交通运输局副局长", "19900009999"


def field(window: Window, label: str):
    """The part of the request that speaks of one field."""
    return window.page.get_by_role("region", name=label, exact=True)


def test_one_field_is_approved_and_another_rejected(open_window, committed_world):
    cadre = committed_world.cadres["周雨晴"]
    old_title, old_phone = cadre.title, cadre.phone
    clerk, city = open_window("clerk"), open_window("city")

    clerk.go(reverse("cadres:list"))
    clerk.follow("周雨晴")
    clerk.follow("提出变更")
    clerk.fill(title=TITLE, phone=PHONE)
    clerk.press("提交审核")
    expect(error_of(clerk, "reason")).to_be_visible()
    clerk.page.get_by_label("变更原因").fill("任职文件，换号")
    clerk.press("提交审核")
    clerk.sees("已提交，等待组织部门审核。")
    asked = clerk.page.url
    cadre.refresh_from_db()
    assert (cadre.title, cadre.phone) == (old_title, old_phone)

    city.go(reverse("changes:list"))
    city.follow("周雨晴")
    for label, old, new in (("现任职务", old_title, TITLE), ("联系电话", old_phone, PHONE)):
        expect(field(city, label)).to_contain_text(old)
        expect(field(city, label)).to_contain_text(new)
    field(city, "现任职务").get_by_label("同意", exact=True).check()
    field(city, "联系电话").get_by_label("不同意", exact=True).check()
    field(city, "联系电话").get_by_role("textbox").fill("号码未核实")
    city.press("提交意见")
    city.sees("已同意 1 项，不同意 1 项。")
    expect(field(city, "现任职务").locator(".q-chip")).to_have_text("同意")
    expect(field(city, "联系电话").locator(".q-chip")).to_have_text("不同意")
    cadre.refresh_from_db()
    assert (cadre.title, cadre.phone) == (TITLE, old_phone)

    clerk.go(asked)
    expect(field(clerk, "现任职务").locator(".q-chip")).to_have_text("同意")
    expect(field(clerk, "联系电话")).to_contain_text("号码未核实")
    clerk.sees("林静文")  # who decided
    clerk.follow("打开档案")
    expect(clerk.page.locator("#file")).to_contain_text(TITLE)
    expect(clerk.page.locator("#file")).to_contain_text(old_phone)
