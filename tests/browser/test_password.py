"""Typing a password: seeing what was typed, how good a new one is; and the log-ins elsewhere."""

import pytest
from playwright.sync_api import expect

from tests.world import PASSWORD

pytestmark = pytest.mark.browser


def test_what_is_typed_can_be_seen_and_how_good_it_is(open_window):
    window = open_window("city")
    window.go("/password/")
    new, told = (
        window.page.locator("[name=new]"),
        window.page.get_by_role("status").filter(has_text="密码强度"),
    )
    new.press_sequentially("Ab1")
    expect(told).to_have_text("密码强度：弱，还差 9 个字符。")
    new.fill("abcdefghijkl")
    expect(told).to_have_text("密码强度：弱，大写字母、小写字母、数字、符号要有三类。")
    new.fill("Qinghe-city-88")
    expect(told).to_have_text("密码强度：弱，不能含用户名。")
    new.fill("Qinghe-Lu-88")
    expect(told).to_have_text("密码强度：中。")
    new.fill("Qinghe-Luqiao-88")
    expect(told).to_have_text("密码强度：强。")

    expect(new).to_have_attribute("type", "password")
    window.page.get_by_role("button", name="显示新密码").click()
    expect(new).to_have_attribute("type", "text")
    expect(new).to_be_focused()
    window.page.get_by_role("button", name="隐藏新密码").click()
    expect(new).to_have_attribute("type", "password")


def test_what_is_shown_is_sent_as_a_password_all_the_same(open_window):
    window = open_window()
    window.go("/login/")
    window.fill(username="city", password=PASSWORD)
    window.page.get_by_role("button", name="显示密码").press("Enter")
    expect(window.page.locator("[name=password]")).to_have_value(PASSWORD)
    expect(window.page.locator("[name=password]")).to_have_attribute("type", "text")
    # Asked after every other listener: what the browser would offer to remember.
    window.page.evaluate(
        """() => document.addEventListener("submit",
          (event) => sessionStorage.setItem("type", event.target.elements.password.type))"""
    )
    window.press("登录")
    expect(window.page.get_by_role("heading", level=1)).to_have_text("工作台")
    assert window.page.evaluate("sessionStorage.getItem('type')") == "password"


def test_the_log_in_elsewhere_is_ended_from_here(open_window):
    here, there = open_window(), open_window()
    there.log_in("city")
    here.log_in("city")
    here.go("/account/")
    here.follow("登录情况")
    here.look_closely()
    expect(here.page.get_by_text("本次登录")).to_be_visible()
    other = here.page.get_by_role("checkbox")
    expect(other).to_have_count(1)
    other.check()
    here.press("退出所选")
    here.sees("请填写本人密码。")
    expect(other).to_be_checked()
    here.fill(password=PASSWORD)
    here.press("退出所选")
    here.sees("已退出所选的登录。")
    here.sees("没有在别处登录。")
    there.go("/units/")
    expect(there.page.get_by_role("heading", level=1)).to_have_text("登录")
