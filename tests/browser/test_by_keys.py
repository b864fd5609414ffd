"""Whole pieces of work without a mouse: a talk, a request decided, a report written and filed."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from assessments.talks.models import Talk
from cadres.changes.models import Decision
from reporting.annual import services
from reporting.annual.choices import Stand
from reporting.annual.models import AnnualReport
from tests.browser.test_keyboard import FOCUSED, tab_to
from tests.browser.window import Window
from tests.changes.asking import asked

pytestmark = pytest.mark.browser


def press_to_leave(window: Window, key: str = "Enter") -> None:
    """A key that leads to another page, and a look at that."""
    with window.page.expect_navigation():
        window.page.keyboard.press(key)
    window.look()


def choose(page: Page, label: str) -> None:
    """Go with the arrows to another answer of the question that has the focus."""
    seen: list[str] = []
    while (name := page.evaluate(FOCUSED)["name"]) != label:
        assert name not in seen, f"{label} is not among {seen}"
        seen.append(name)
        page.keyboard.press("ArrowDown")


def test_a_secretary_finds_a_person_and_records_a_talk(open_window, committed_world):
    window = open_window("secretary")
    page = window.page
    window.go(reverse("talks:create"))
    tab_to(page, "姓名")
    page.keyboard.type("陈思远")
    press_to_leave(window)
    tab_to(page, "陈思远", begins=True)
    press_to_leave(window)
    expect(page.get_by_role("heading", level=1)).to_contain_text("陈思远")
    for label, text in {"地点": "局会议室", "谈话人": "马建国", "工作情况": "进展正常。"}.items():
        tab_to(page, label, begins=True)
        page.keyboard.type(text)
    tab_to(page, "发现苗头性问题")
    page.keyboard.press("Space")
    tab_to(page, "苗头性问题", begins=True)
    tab_to(page, "保存")
    press_to_leave(window)
    assert Talk.objects.get(cadre__name="陈思远").place == "局会议室"


def test_the_department_decides_a_request(open_window, committed_world):
    request = asked(committed_world, committed_world.cadres["周雨晴"])
    window = open_window("city")
    page = window.page
    window.go(reverse("changes:list"))
    tab_to(page, "周雨晴")
    press_to_leave(window)
    for change in request.fields.all():
        tab_to(page, "暂不审核")
        choose(page, "同意")
        tab_to(page, f"{change.label}的说明")
    tab_to(page, "提交意见")
    press_to_leave(window)
    assert {change.decision for change in request.fields.all()} == {Decision.APPROVED}


@pytest.fixture
def report(committed_world) -> AnnualReport:
    """The bureau's of this year, opened today."""
    world, on = committed_world, timezone.localdate()
    unit = world.named["市交通运输局"]
    services.open_reports(actor=world.city, year=on.year, on=on, units=[unit])
    return AnnualReport.objects.get(unit=unit, year=on.year)


def keep_the_rest(page: Page) -> None:
    """Everybody without an opinion stays; the button goes, and the focus not to the top."""
    tab_to(page, "其余全部保留")
    page.keyboard.press("Enter")
    expect(page.get_by_text("人都有意见")).to_be_visible()
    expect(page.locator("#desk")).to_be_focused()


def nobody_is_proposed(page: Page) -> None:
    """An answer, too."""
    tab_to(page, "无此类情况")
    page.keyboard.press("Space")


def test_a_unit_gives_its_opinions(open_window, report):
    window = open_window("secretary")
    page = window.page
    window.go(reverse("annual:edit", args=[report.pk]))
    keep_the_rest(page)
    tab_to(page, "保留")
    choose(page, "缓定")
    page.keyboard.press("Tab")
    page.keyboard.type("在外学习，期满再定。")
    nobody_is_proposed(page)
    tab_to(page, "保存")
    page.keyboard.press("Enter")
    expect(page.locator(".q-submit [data-announce]")).to_contain_text("1 人的意见")
    assert report.opinions.filter(stand=Stand.DEFER).count() == 1


def test_a_unit_files_its_report(open_window, report):
    window = open_window("secretary")
    page = window.page
    window.go(reverse("annual:edit", args=[report.pk]))
    keep_the_rest(page)
    nobody_is_proposed(page)
    for _ in range(page.locator("#checks .q-write [name^=explain-]").count()):
        tab_to(page, "填写说明")
        page.keyboard.press("Enter")
        tab_to(page, "说明", begins=True)
        page.keyboard.type("已安排在年底前办好。")
    tab_to(page, "保存")
    page.keyboard.press("Enter")
    expect(page.locator(".q-submit").get_by_text("可以上报")).to_be_visible()
    tab_to(page, "上报", begins=True)
    press_to_leave(window)
    tab_to(page, "上报", begins=True)
    press_to_leave(window)
    window.sees("已上报")
    report.refresh_from_db()
    assert report.state == "filed"
