"""The list of units: the tree, the filter, columns, views, order and pages."""

import re

import pytest
from playwright.sync_api import expect

from core.choices import UnitKind
from core.listing.models import SavedView
from core.units.models import Unit

pytestmark = pytest.mark.browser


def shown(window) -> list[str]:
    """The short names on the page, from the top."""
    return window.page.locator("tbody th").all_inner_texts()


def test_a_branch_of_the_tree_loads_when_it_is_opened_and_narrows_the_list(
    open_window, committed_world
):
    window = open_window("city")
    window.go("/units/")
    tree = window.page.get_by_role("navigation", name="单位树")
    county = committed_world.named["青川县"]
    expect(tree.get_by_title("青川县", exact=True)).to_have_count(0)

    tree.locator("summary", has_text="县（区）").click(position={"x": 8, "y": 14})
    expect(tree.get_by_title("青川县", exact=True)).to_be_visible()
    tree.locator("summary", has=window.page.get_by_title("青川县", exact=True)).click(
        position={"x": 8, "y": 14}
    )
    expect(tree.get_by_title("柳河镇")).to_be_visible()

    window.follow("青川县", within=tree)
    below = Unit.objects.filter(path__startswith=county.path).order_by("sort_path")
    assert shown(window) == [unit.short_name for unit in below]
    expect(tree.get_by_title("青川县", exact=True)).to_have_attribute("aria-current", "page")
    expect(tree.get_by_title("柳河镇")).to_be_visible()
    window.sees("青川县及下属")


def test_filter_columns_and_order_are_kept_as_a_view(open_window, committed_world):
    window = open_window("city")
    window.go("/units/")
    page = window.page

    panel = page.get_by_role("form", name="筛选")
    kind = panel.get_by_role("combobox", name="单位类别")
    kind.select_option(UnitKind.COUNTY)
    panel.get_by_role("button", name="查询").click()
    counties = Unit.objects.filter(kind=UnitKind.COUNTY)
    expect(panel).to_contain_text(f"1 个条件，{counties.count()} 个单位")
    window.look()
    expect(kind).to_have_value(UnitKind.COUNTY)
    assert set(shown(window)) == set(counties.values_list("short_name", flat=True))

    page.get_by_text(re.compile("^列（")).click()
    chooser = page.locator("details[open]")
    window.look()
    for column in ("单位全称", "上级单位", "机构级别", "正职职数", "副职职数", "设立日期"):
        chooser.get_by_label(column).uncheck()
    chooser.get_by_label("上级编码").check()
    window.press("应用")
    headers = page.locator("thead th").all_inner_texts()[2:]
    assert headers == ["单位简称", "单位编码", "上级编码", "单位类别"]
    expect(kind).to_have_value(UnitKind.COUNTY)

    window.follow("单位编码", within=page.locator("thead"))
    window.follow("单位编码 ↑", within=page.locator("thead"))
    expect(page.get_by_role("columnheader", name="单位编码")).to_have_attribute(
        "aria-sort", "descending"
    )
    codes = counties.order_by("-code").values_list("short_name", flat=True)
    assert shown(window) == list(codes)

    page.get_by_text("视图", exact=True).click()
    page.get_by_label("视图名称").fill("各县编码")
    window.press("另存为视图")
    window.sees("已保存视图“各县编码”。")
    view = SavedView.objects.get(user=committed_world.city, name="各县编码")
    assert "order=-code" in view.query

    window.go("/units/")
    assert len(shown(window)) == Unit.objects.count()
    page.get_by_text("视图", exact=True).click()
    expect(page.get_by_role("link", name="各县编码")).to_be_visible()
    window.look()
    window.follow("各县编码")
    assert shown(window) == list(codes)
    assert page.locator("thead th").all_inner_texts()[3:] == ["单位编码 ↓", "上级编码", "单位类别"]
    expect(kind).to_have_value(UnitKind.COUNTY)


def test_pages_follow_one_another_there_and_back(open_window, committed_world):
    every = list(Unit.objects.order_by("sort_path").values_list("short_name", flat=True))
    window = open_window("city")
    window.go("/units/?size=20")
    assert shown(window) == every[:20]
    window.sees("本页 1–20")

    window.follow("下一页")
    assert shown(window) == every[20:40]
    window.sees("本页 21–40")
    expect(window.page.get_by_role("link", name="下一页")).to_have_count(0)

    window.follow("上一页")
    assert shown(window) == every[:20]

    with window.page.expect_navigation():
        window.page.get_by_label("每页").select_option("50")
    window.look()
    assert shown(window) == every
