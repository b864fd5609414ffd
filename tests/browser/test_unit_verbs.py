"""One unit from its beginning to its end, and two people who change the same one."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from core.choices import UnitKind
from core.units.models import Unit
from tests.browser.choosing import choose, error_of

pytestmark = pytest.mark.browser


def test_a_unit_is_set_up_renamed_moved_reordered_and_abolished(open_window, committed_world):
    bureau, county = (committed_world.named[name] for name in ("市交通运输局", "青川县"))
    days = [timezone.localdate() - timedelta(days=ago) for ago in (30, 20, 10, 0)]
    founded, renamed, moved, abolished = map(str, days)
    window = open_window("city")
    page = window.page

    window.go("/units/")
    window.follow("新设单位")
    choose(window, "上级单位", "jtys", "市交通运输局")
    window.fill(name="清河市公路事务中心", short_name="市公路中心", code=county.code, on=founded)
    page.get_by_label("单位类别").select_option(UnitKind.INSTITUTION)
    window.press("保存")
    expect(error_of(window, "code")).to_contain_text("编码")
    expect(page.locator("[name=code]")).to_be_focused()
    expect(page.locator("[name=name]")).to_have_value("清河市公路事务中心")
    expect(page.locator(".ts-wrapper .item")).to_have_text("市交通运输局")
    assert not Unit.objects.filter(short_name="市公路中心").exists()

    window.fill(code="001.001.029.901")
    window.press("保存")
    window.sees("已新设单位。")
    unit = Unit.objects.get(code="001.001.029.901")
    assert (unit.parent, str(unit.established_on)) == (bureau, founded)
    assert unit.changed_by == committed_world.city

    window.follow("更名")
    window.fill(name="清河市公路服务中心", short_name="市公路服务中心", on=renamed)
    window.fill(document="清编〔2026〕9 号")
    window.press("保存")
    window.sees("已更名。")
    expect(page.get_by_role("heading", level=1)).to_have_text("清河市公路服务中心")

    window.follow("移动")
    choose(window, "移到", "qingchuanxian", "青川县")
    window.fill(on=moved)
    window.press("保存")
    window.sees("已移动。")
    unit.refresh_from_db()
    assert (unit.parent, unit.name) == (county, "清河市公路服务中心")

    window.follow("青川县", within=page.get_by_role("navigation", name="所在位置"))
    children = page.get_by_label("直属单位").locator("tbody th")
    before = children.all_inner_texts()
    assert before[-1] == "市公路服务中心"
    window.press(f"下移 {before[0]}")
    after = [before[1], before[0], *before[2:]]
    assert children.all_inner_texts() == after
    stored = Unit.objects.filter(parent=county).order_by("sort_path")
    assert list(stored.values_list("short_name", flat=True)) == after

    window.follow("市公路服务中心")
    window.follow("撤销单位")
    window.sees("此操作不能撤回。")
    assert Unit.objects.get(pk=unit.pk).abolished_on is None
    window.press("撤销单位")
    window.sees("已撤销单位。")
    window.sees(f"已于 {abolished} 撤销")
    expect(page.get_by_role("link", name="更名")).to_have_count(0)
    history = page.get_by_label("沿革").locator("li")
    expect(history).to_have_count(3)
    expect(history.filter(has_text=f"{founded} 至 {renamed}")).to_contain_text("公路事务中心")
    expect(history.filter(has_text=f"{renamed} 至 {moved}")).to_contain_text("清编〔2026〕9 号")
    expect(history.filter(has_text=f"{moved} 至 {abolished}")).to_contain_text("隶属 青川县")


def test_the_slower_of_two_is_told_who_was_faster_and_loses_nothing(open_window, committed_world):
    town = committed_world.named["柳河镇"]
    slow, fast = open_window("city"), open_window("county")
    for window in (slow, fast):
        window.go(f"/units/{town.pk}/edit/")
    fast.fill(deputy_quota="7")
    fast.press("保存")
    fast.sees("已保存。")

    slow.fill(principal_quota="4", code="001.002.004.388")
    slow.press("保存")
    slow.sees(f"“柳河镇”已由{committed_world.county.name}在")
    slow.sees("您的修改没有保存")
    expect(slow.page.locator("[name=principal_quota]")).to_have_value("4")
    expect(slow.page.locator("[name=code]")).to_have_value("001.002.004.388")
    stored = Unit.objects.get(pk=town.pk)
    assert (stored.principal_quota, stored.deputy_quota, stored.code) == (3, 7, town.code)
