"""The city officer's Monday morning: from the log-in to an inbox with nothing unread."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from assessments.talks.models import Talk
from cadres.roster.models import RosterEntry
from core.demo.accounts import PASSWORD
from core.jobs.models import Job
from core.names.pinyin import full_pinyin
from policy.duties.choices import Light
from policy.duties.models import Duty
from tests.browser.lists import ask, tick
from tests.browser.test_export import downloaded, in_a_worker, rows_of
from tests.browser.window import Window
from tests.journeys.asking import asked_by_a_unit
from tests.journeys.walking import Walk

pytestmark = pytest.mark.browser

VIEW, TIER = "周一看的人", "三级（副县）"
NUMBER = re.compile(r"^\d+$")


def late(window: Window):
    """The first red line of the workbench that is a unit's, not her own."""
    red = window.page.locator("section:has(#duties) tr:has(.q-light.is-red)")
    return red.filter(has=window.page.get_by_role("button", name="催报")).first


def test_she_logs_in_and_what_waits_is_in_sight(open_window, walk: Walk):
    asked_by_a_unit()
    window = open_window()
    window.go("/login/")
    with walk.step("登录，看首页", window):
        window.log_in("city", PASSWORD)
        window.sees("我的待办")
    waiting = window.page.locator("section", has=window.page.get_by_role("heading", name="待处理"))
    assert waiting.bounding_box()["y"] < window.page.viewport_size["height"]  # above the fold
    with walk.step("变更审核：只有一件，直接打开", window):
        waiting.get_by_role("link", name="变更审核").click()
        expect(window.page.get_by_role("button", name="其余全部同意")).to_be_visible()
    with walk.step("同意", window):
        window.page.get_by_role("button", name="其余全部同意").click()
        window.sees("已同意")


def test_a_red_number_leads_to_a_person_and_to_why(open_window, walk: Walk):
    window = open_window("city")
    window.go("/")
    more = window.page.get_by_role("link", name=re.compile(r"^另有 \d+ 项$"))
    if more.count():
        with walk.step("首页的其余各项", window):
            more.click()
            expect(more).to_have_count(0)
    with walk.step("打开红灯", window):
        late(window).get_by_role("rowheader").get_by_role("link").click()
        expect(window.page.locator("#list")).to_contain_text("逾期")
    with walk.step("为什么是红灯", window):
        window.page.locator("#list tbody th a").first.click()
        window.sees("为什么要办")
    duty = Duty.objects.get(pk=window.page.url.rstrip("/").rpartition("/")[2])
    if duty.cadre is not None:
        with walk.step("本人档案，近五年", window):
            window.follow(duty.cadre.name, within=window.page.locator("#main"))
            window.sees("列成表格")
        with walk.step("从档案上的灯回到原因", window):
            window.page.locator(
                f".q-lights a[href='{reverse('duties:detail', args=[duty.pk])}']"
            ).click()
            window.sees("为什么要办")
    with walk.step("催报", window):
        window.page.get_by_role("button", name="催报").click()
        expect(window.page.locator(".q-said")).to_be_visible()


def test_a_person_is_found_by_initials(open_window, walk: Walk):
    window = open_window("city")
    window.go("/")
    somebody = RosterEntry.objects.open().select_related("cadre").order_by("pk")[0].cadre
    initials = "".join(word[0] for word in full_pinyin(somebody.name).split())
    with walk.step(f"按首字母查找 {initials}", window):
        window.page.locator("#top-search").fill(initials)
        window.page.keyboard.press("Enter")
        expect(window.page.get_by_role("heading", name="查找")).to_be_visible()
    with walk.step("打开档案", window):
        window.page.locator("table a.q-name").first.click()
        expect(window.page.locator("#file")).to_be_visible()


def test_the_list_is_narrowed_kept_changed_and_changed_back(open_window, walk: Walk):
    window = open_window("city")
    page = window.page
    with walk.step("名册", window):
        page.goto(reverse("roster:list"))
        expect(page.locator("#roster-tabs .q-count").first).to_be_visible()
    with walk.step("加一个条件", window):
        tick(window, "使用层级", TIER)
        ask(window, conditions=1)
    page.get_by_text("视图", exact=True).click()
    page.get_by_label("视图名称").fill(VIEW)
    with walk.step("另存为视图", window):
        page.get_by_role("button", name="另存为视图").click()
        window.sees(f"已保存视图“{VIEW}”。")
    for row in (1, 2, 3):
        page.get_by_label(f"选中第 {row} 行", exact=True).check()
    with walk.step("调整层级：选", window):
        page.get_by_role("button", name="调整层级").click()
        expect(page.get_by_label("所选人员").get_by_role("listitem")).to_have_count(3)
    page.get_by_label("使用层级").select_option(label="四级（正县）")
    with walk.step("调整层级：核对", window):
        page.get_by_role("button", name="下一步：核对").click()
        expect(page.get_by_role("button", name="确认调整层级 3 人")).to_be_visible()
    with walk.step("调整层级：确认", window):
        page.get_by_role("button", name="确认调整层级 3 人").click()
        window.sees("已办理 3 人。")
    with walk.step("撤回", window):
        page.get_by_role("button", name="撤回", exact=True).click()
        window.sees("已撤回“调整层级：四级（正县）”。")


def test_the_view_is_exported_and_fetched(open_window, walk: Walk, tmp_path):
    window = open_window("city")
    page = window.page
    page.goto(reverse("roster:list"))
    page.get_by_text("视图", exact=True).click()
    with walk.step("打开视图", window):
        page.get_by_role("link", name=VIEW, exact=True).click()
        expect(page.get_by_role("form", name="筛选")).to_contain_text("1 个条件")
    with walk.step("导出 Excel", window):
        page.get_by_role("button", name="导出 Excel").click()
        expect(page.get_by_label("进展")).to_be_visible()
    with walk.step("等到做完", window):
        worker = in_a_worker(Job.objects.latest("pk").pk)
        expect(page.get_by_label("进展")).to_contain_text("完成", timeout=600_000)
        worker.join()
    rows = rows_of(downloaded(window, tmp_path))
    assert len(rows) - 1 == RosterEntry.objects.open().filter(tier=3).count()


def test_a_talk_is_entered(open_window, walk: Walk):
    window = open_window("city")
    page, before = window.page, Talk.objects.count()
    with walk.step("谈心谈话", window):
        page.goto(reverse("talks:list"))
        expect(page.get_by_role("link", name="登记谈话")).to_be_visible()
    with walk.step("和谁谈的", window):
        page.get_by_role("link", name="登记谈话").click()
        window.sees("和谁谈的？")
    with walk.step("谈话的表", window):
        page.locator(".q-pickers a").first.click()
        expect(page.get_by_label("工作情况")).to_be_visible()
    window.fill(held_on=timezone.localdate().isoformat(), place="市委组织部", led_by="林静文")
    page.get_by_label("工作情况").fill("工作进展顺利。")
    with walk.step("保存谈话", window):
        page.get_by_role("button", name="保存", exact=True).click()
        window.sees("已登记")
    assert Talk.objects.count() == before + 1


def test_numbers_of_coverage_dashboard_and_statistics_open_their_people(
    open_window, walk: Walk, tmp_path
):
    window = open_window("city")
    page = window.page
    with walk.step("季度覆盖", window):
        page.goto(reverse("talks:coverage"))
        expect(page.locator("tr.is-sum")).to_be_in_viewport()
    with walk.step("一格里的人", window):
        page.locator("tbody tr:not(.is-sum) td a").first.click()
        expect(page.locator("#list tbody tr").first).to_be_visible()
    with walk.step("看板", window):
        page.goto(reverse("dashboards:page"))
        expect(page.locator(".q-strip a").first).to_be_visible()
    with walk.step("看板一数里的人", window):
        number = page.locator(".q-strip a").first.inner_text()
        page.locator(".q-strip a").first.click()
        expect(page.locator("#list")).to_contain_text(number)
    with walk.step("统计表", window):
        page.goto(reverse("statistics:structure"))
        expect(page.get_by_role("table").first).to_be_visible()
    with walk.step("一格里的人", window):
        page.locator("tbody td a", has_text=NUMBER).first.click()
        expect(page.locator("#list tbody tr").first).to_be_visible()
    page.go_back()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="导出 Excel").click()
    waiting.value.save_as(tmp_path / "统计.xlsx")
    assert (tmp_path / "统计.xlsx").stat().st_size > 1000


def test_the_secretarys_call_is_answered_from_her_units_page(open_window, walk: Walk):
    window = open_window("city")
    page = window.page
    late_ones = Duty.objects.standing(timezone.localdate(), [Light.OVERDUE])
    unit = late_ones.select_related("unit").order_by("pk")[0].unit
    window.go("/")
    with walk.step("查找单位", window):
        page.locator("#top-search").fill(unit.short_name)
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name=unit.short_name, exact=True).first).to_be_visible()
    with walk.step("单位：为什么红", window):
        page.get_by_role("region", name="单位").get_by_role(
            "link", name=unit.short_name, exact=True
        ).click()
        expect(page.locator("section:has(#duties) .q-light.is-red").first).to_be_visible()
    with walk.step("逾期的是谁", window):
        late(window).get_by_role("rowheader").get_by_role("link").click()
        expect(page.locator("#list")).to_contain_text("逾期")
    with walk.step("依据哪一条", window):
        page.locator("#list tbody th a").first.click()
        window.sees("依据的参数")


def test_nothing_is_left_unread(open_window, walk: Walk):
    window = open_window("city")
    page = window.page
    with walk.step("通知", window):
        page.goto(reverse("notices:inbox"))
        expect(page.get_by_role("heading", name="通知", level=1)).to_be_visible()
    if page.get_by_role("button", name="全部标为已读").count():
        with walk.step("全部标为已读", window):
            page.get_by_role("button", name="全部标为已读").click()
            window.sees("没有未读的通知")
    expect(page.locator(".q-who .q-count")).to_have_count(0)
