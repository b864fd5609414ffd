"""What a secretary does on the first page, and what the department sees of it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from policy.duties.models import Duty
from tests.browser.window import Window
from tests.workbench.owing import PAST, in_past, owing, talked

pytestmark = pytest.mark.browser

BUREAU, RULE = "市交通运输局", "talk.quarterly"


def cell(window: Window):
    """The bureau's past quarter in the department's heat map."""
    return window.page.get_by_role("link", name=f"{BUREAU} {PAST.label} 已谈")


def line(window: Window):
    """The line of the department's duties about the bureau's talks."""
    lines = window.page.get_by_role("region", name="我的待办").get_by_role("row")
    return lines.filter(has_text=BUREAU).filter(has_text=f"{PAST.label}谈心谈话")


def test_an_overdue_talk_is_recorded_and_the_light_turns_green_for_the_city(
    open_window, committed_world
):
    talked(committed_world, "周雨晴", in_past())
    owing()
    duty = Duty.objects.get(rule=RULE, period=PAST.key, cadre__name="陈思远")
    secretary, city = open_window("secretary"), open_window("city")

    city.go(reverse("home"))
    expect(cell(city)).to_have_text("1／2")
    expect(cell(city)).to_have_class("q-light is-red")
    expect(line(city)).to_contain_text("1 人")

    secretary.go(reverse("home"))
    task = secretary.page.get_by_role("article").filter(has_text=f"{PAST.label}谈心谈话还差 1 人")
    expect(task.locator(".q-days")).to_contain_text("逾期")
    with secretary.page.expect_navigation():
        task.get_by_role("link", name="陈思远").click()
    secretary.look()
    expect(secretary.page.get_by_role("heading", level=1)).to_have_text("登记谈话：陈思远")
    expect(secretary.page.get_by_label("补谈季度")).to_have_value(PAST.key)
    secretary.fill(place="局会议室", led_by="马建国", on_work="谈到公路养护，进展正常。")
    secretary.press("保存")
    secretary.go(reverse("home"))
    expect(secretary.page.get_by_text(f"{PAST.label}谈心谈话还差")).to_have_count(0)
    duty.refresh_from_db()
    assert duty.state == "done"

    city.go(reverse("home"))
    expect(cell(city)).to_have_text("2／2")
    expect(cell(city)).to_have_class("q-light is-green")
    expect(line(city)).to_have_count(0)


def test_the_city_nudges_a_unit_and_the_secretary_reads_it(open_window, committed_world):
    owing()
    secretary, city = open_window("secretary"), open_window("city")
    city.go(reverse("home"))
    line(city).get_by_role("button", name="催报").click()
    expect(line(city).get_by_role("status")).to_be_visible()
    expect(line(city).get_by_role("button", name="催报")).to_have_count(0)

    secretary.go(reverse("home"))
    told = secretary.page.get_by_role("region", name="组织部通知")
    expect(told).to_contain_text("林静文催报")
    secretary.go(reverse("notices:inbox"))
    secretary.sees("林静文催报")


@pytest.mark.parametrize("who", ["secretary", "city", "county", "cadre"])
def test_nothing_scrolls_sideways_on_a_telephone(open_window, committed_world, who):
    talked(committed_world, "周雨晴", in_past())
    owing()
    window = open_window(who)
    window.page.set_viewport_size({"width": 390, "height": 844})
    window.go(reverse("home"))
    wide = window.page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide <= 0
