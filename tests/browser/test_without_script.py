"""Without script everything still works, only plainer: a page is a page and a form a form."""

import pytest
from playwright.sync_api import expect

from core.choices import UnitKind
from core.jobs import services as jobs
from core.jobs.models import Job
from core.listing.models import SavedView
from core.units.models import Unit
from tests.browser.choosing import error_of
from tests.browser.window import PHONE

pytestmark = pytest.mark.browser


def test_the_menu_of_a_telephone_is_a_check_box(open_window):
    window = open_window("city", scripted=False)
    page = window.page
    window.go("/")
    page.set_viewport_size(PHONE)
    menu = page.get_by_role("navigation", name="主导航")
    expect(menu).to_be_hidden()
    page.get_by_text("菜单", exact=True).click()
    expect(menu).to_be_visible()
    page.get_by_label("打开导航").press("Space")
    expect(menu).to_be_hidden()
    page.get_by_label("打开导航").press("Space")
    window.follow("代码表", within=menu)
    expect(page.get_by_role("heading", level=1)).to_have_text("代码表")


def test_filter_of_a_telephone_opens_by_its_button(open_window):
    window = open_window("city", scripted=False)
    page = window.page
    window.go("/units/")
    page.set_viewport_size(PHONE)
    kind = page.get_by_role("combobox", name="单位类别")
    expect(kind).to_be_hidden()
    page.get_by_text("筛选", exact=True).click()
    kind.select_option(UnitKind.TOWNSHIP)
    window.press("查询")
    page.set_viewport_size(PHONE)
    expect(kind).to_be_visible()
    expect(kind).to_have_value(UnitKind.TOWNSHIP)


def test_list_filter_paging_views_and_export(open_window, committed_world):
    every = list(Unit.objects.order_by("sort_path").values_list("short_name", flat=True))
    organs = Unit.objects.filter(kind=UnitKind.CITY_DEPARTMENT)
    window = open_window("city", scripted=False)
    page = window.page
    names = page.locator("tbody th")

    window.go("/units/")
    page.get_by_label("每页").select_option("20")
    window.press("应用", within=page.locator(".q-pager"))
    assert names.all_inner_texts() == every[:20]
    window.follow("下一页")
    assert names.all_inner_texts() == every[20:]

    window.follow("市直机关", within=page.get_by_role("navigation", name="单位树"))
    assert names.count() == organs.count() + 1
    page.get_by_role("combobox", name="单位类别").select_option(UnitKind.CITY_DEPARTMENT)
    window.press("查询")
    assert names.count() == organs.count()

    page.locator("summary", has_text="视图").click()
    page.get_by_label("视图名称").fill("市直")
    window.press("另存为视图")
    assert SavedView.objects.filter(user=committed_world.city, name="市直").exists()

    page.get_by_label("选中第 2 行").check()
    window.press("导出 Excel")
    job = Job.objects.get()
    assert job.params["selected"] == [organs.order_by("sort_path")[1].pk]
    jobs.perform(job.pk)
    page.reload()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载").click()
    assert waiting.value.suggested_filename.endswith(".xlsx")


def test_forms_are_refused_and_accepted(open_window, committed_world):
    window = open_window("city", scripted=False)
    window.go("/units/new/")
    window.page.get_by_label("上级单位").select_option(str(committed_world.named["青川县"].pk))
    window.page.get_by_label("单位类别").select_option(UnitKind.TOWNSHIP)
    window.fill(name="青川县新河镇", short_name="新河镇", code="一号")
    window.press("保存")
    expect(error_of(window, "code")).to_contain_text("编码只能由数字、字母和点组成")
    window.fill(code="001.002.004.901")
    window.press("保存")
    window.sees("已新设单位。")
    assert Unit.objects.get(code="001.002.004.901").parent == committed_world.named["青川县"]
