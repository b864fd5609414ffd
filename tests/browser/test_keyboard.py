"""The keyboard alone: everything is reached in a sensible order, and the focus is always seen."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

MOST_STEPS = 120
# What has the focus: its spoken name, and whether an outline shows it. The calendar's button inside
# a date field has a frame of the browser's own; the field itself has then not the focus.
FOCUSED = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const name = one.ariaLabel || one.labels?.[0]?.textContent || one.textContent;
  const box = one.getBoundingClientRect();
  return {
    name: name.trim().replace(/\\s+/g, " "),
    seen: box.width > 0 && box.left >= 0 && (!one.matches(":focus")
      || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)),
  };
}"""


def tab_to(page: Page, name: str, *, begins: bool = False) -> list[str]:
    """Press Tab until `name` has the focus; returns what had it on the way, `name` included."""
    way: list[str] = []
    while not way or not (way[-1] == name or (begins and way[-1].startswith(name))):
        assert len(way) < MOST_STEPS, f"{name} is not reached: {way}"
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["seen"], f"the focus is not seen at {focused['name']} after {way}"
        way.append(focused["name"])
    return way


def test_tab_goes_by_the_skip_link_and_the_search_to_the_list(open_window):
    window = open_window("city")
    page = window.page
    window.go("/units/")
    way = tab_to(page, "选中本页")
    assert way[0] == "跳到正文"
    order = ["全局查找", "林静文", "退出", "工作台", "查找单位", "导入", "单位全称", "查询"]
    # The navigation has a line 导入 too; the list's own button comes after it.
    places = [len(way) - way[::-1].index(name) for name in order]
    assert places == sorted(places)

    headers = page.locator("thead a").all_inner_texts()
    assert tab_to(page, "选中第 1 行") == [*headers, "选中第 1 行"]
    page.keyboard.press("Space")
    expect(page.locator("[data-selected-count]")).to_have_text("1")


def test_the_skip_link_leads_past_the_navigation(open_window):
    window = open_window("city")
    window.go("/units/")
    window.page.keyboard.press("Tab")
    window.page.keyboard.press("Enter")
    expect(window.page.get_by_role("main")).to_be_focused()
    way = tab_to(window.page, "查找单位")
    assert "工作台" not in way


def test_search_and_pop_overs_work_by_keys(open_window):
    window = open_window("city")
    page = window.page
    window.go("/units/")
    tab_to(page, "全局查找")
    page.keyboard.type("jtys")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    window.look()
    tab_to(page, "市交通运输局")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    window.look()
    expect(page.get_by_role("heading", level=1)).to_have_text("清河市交通运输局")

    window.go("/units/")
    tab_to(page, "列（9）")
    page.keyboard.press("Enter")
    expect(page.get_by_text("显示的列")).to_be_visible()
    tab_to(page, "恢复默认")
    page.keyboard.press("Escape")
    expect(page.get_by_text("显示的列")).to_be_hidden()
    assert page.evaluate(FOCUSED)["name"] == "列（9）"
