"""Verbs upon many: ticked on the roster, looked at, done, seen, and taken back."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cadres.roster.models import RosterEntry
from tests.browser.lists import cells, headers
from tests.browser.test_keyboard import tab_to
from tests.browser.window import Window

pytestmark = pytest.mark.browser

CHOSEN = ("周雨晴", "李明朗", "罗天翊")


def tiers(window: Window) -> dict[str, str]:
    """Who has which tier on the roster's page."""
    window.go(reverse("roster:list"))
    column = headers(window).index("使用层级")
    return {row[0]: row[column] for row in cells(window)}


def lines(window: Window, part: str) -> dict[str, str]:
    """Name to the last cell in one part of a preview: changing, staying, refused."""
    rows = window.page.locator(f"section:has(#{part}) tbody tr").all()
    return {row.locator("th").inner_text(): row.locator("td").last.inner_text() for row in rows}


def foresee(window: Window, tier: str, *names: str) -> None:
    """Tick these on the roster and go as far as the preview of another tier."""
    window.go(reverse("roster:list"))
    for name in names:
        row = window.page.locator("#list tbody tr", has_text=name)
        row.get_by_role("checkbox").check()
    expect(window.page.locator("[data-selected-count]")).to_have_text(str(len(names)))
    window.press("调整层级")
    expect(window.page.get_by_label("所选人员").get_by_role("listitem")).to_have_count(len(names))
    window.page.get_by_label("使用层级").select_option(label=tier)
    window.press("下一步：核对")


def test_three_are_moved_and_moved_back(open_window):
    window = open_window("city")
    before = tiers(window)
    foresee(window, "四级（正县）", *CHOSEN)
    assert lines(window, "changing") == {name: f"{before[name]}四级（正县）" for name in CHOSEN}
    assert before["周雨晴"] != before["李明朗"]  # each line has its own old value
    assert tiers(window) == before  # to look is not to do

    foresee(window, "四级（正县）", *CHOSEN)
    window.press("确认调整层级 3 人")
    window.sees("已办理 3 人。")
    act = window.page.url
    after = tiers(window)
    assert after == before | dict.fromkeys(CHOSEN, "四级（正县）")

    window.follow("办理记录")
    window.follow("调整层级：四级（正县）")
    assert window.page.url == act.split("?")[0]
    window.press("撤回")
    window.sees("已撤回“调整层级：四级（正县）”。")
    expect(window.page.get_by_role("button", name="撤回", exact=True)).to_have_count(0)
    assert tiers(window) == before


def test_who_was_changed_meanwhile_is_refused_by_name(open_window, committed_world):
    slow, fast = open_window("city"), open_window("county")
    foresee(slow, "四级（正县）", *CHOSEN)
    fast.go(reverse("roster:tier") + f"?id={committed_world.stay('罗天翊').pk}")
    fast.page.get_by_label("使用层级").select_option(label="三级（副县）")
    fast.press("下一步：核对")
    fast.press("确认调整层级 1 人")

    slow.press("确认调整层级 3 人")
    slow.sees("罗天翊在您核对以后又有变动，没有办理。")
    assert lines(slow, "changing")["罗天翊"] == "三级（副县）四级（正县）"  # as it is now
    assert not RosterEntry.objects.filter(tier=4).exists()
    slow.press("确认调整层级 3 人")
    slow.sees("已办理 3 人。")
    assert RosterEntry.objects.filter(tier=4).count() == 3


def test_keys_alone_lead_through_the_bar(open_window):
    window = open_window("city")
    page = window.page
    window.go(reverse("roster:list") + "?tier=1")
    panel = page.get_by_role("form", name="筛选")
    panel.get_by_role("button", name="查询").focus()
    tab_to(page, "改选全部 1 人")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="调整层级")).to_be_enabled()
    tab_to(page, "调整层级")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    window.look()
    expect(page.get_by_role("heading", level=1)).to_have_text("调整层级")
    tab_to(page, "使用层级必填")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(page, "下一步：核对")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert lines(window, "changing") == {"罗天翊": "一级（副科）二级（正科）"}
