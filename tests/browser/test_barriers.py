"""Nothing bars anybody from a page that is opened, refused, drawn, printed or in the way."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core.units.models import Unit
from tests.browser.barriers import barriers
from tests.browser.window import DESKTOP, PHONE, Window

pytestmark = pytest.mark.browser


def look(window: Window) -> None:
    """At all of it, on a desk and a telephone."""
    window.look_closely(DESKTOP, PHONE, whole=True)


def test_a_refused_form_and_a_box_that_is_open(open_window):
    window = open_window()
    window.log_in("city", "wrong-one")
    look(window)
    window.log_in("city")
    window.go(reverse("units:add"))
    window.press("保存")
    expect(window.page.locator("[aria-invalid=true]:visible").first).to_be_visible()
    look(window)
    window.page.locator(".ts-control").first.click()
    expect(window.page.locator(".ts-dropdown .option").first).to_be_visible()
    look(window)


def test_a_list_with_its_panels_open_and_rows_ticked(open_window):
    window = open_window("city")
    page = window.page
    window.go(reverse("roster:list"))
    page.locator("details.q-more > summary").click()
    expect(page.get_by_text("正在取其他条件")).to_have_count(0)
    page.get_by_label("选中第 1 行").check()
    page.get_by_label("打开筛选").evaluate("box => box.click()")
    page.get_by_text(re.compile("^列（")).click()
    expect(page.get_by_text("显示的列")).to_be_visible()
    look(window)


def test_a_menu_that_is_open_on_a_telephone(open_window):
    window = open_window("city")
    window.go(reverse("home"))
    window.page.set_viewport_size(PHONE)
    window.page.get_by_text("菜单", exact=True).click()
    expect(window.page.get_by_role("navigation", name="主导航")).to_be_visible()
    window.look_closely(PHONE, whole=True)


@pytest.mark.parametrize("page", ["statistics:structure", "flows:map"])
def test_a_chart_that_is_drawn(open_window, page):
    window = open_window("city")
    window.go(reverse(page))
    for chart in window.page.locator("[data-chart]").all():
        expect(chart).to_have_attribute("data-drawn", "done")
    look(window)


def test_pages_that_say_no(open_window, committed_world):
    window = open_window("secretary")
    unit = committed_world.named["市交通运输局"]
    window.page.goto(reverse("units:detail", args=[0]))
    window.sees("没有这个页面或记录")
    look(window)
    window.page.goto(reverse("spot_checks:list"))
    expect(window.page.locator("#problem")).to_be_visible()
    look(window)

    city = open_window("city")
    city.go(reverse("units:edit", args=[unit.pk]))
    Unit.objects.filter(pk=unit.pk).update(version=unit.version + 1)
    with city.page.expect_response(lambda answer: answer.request.method == "POST") as waiting:
        city.page.get_by_role("button", name="保存", exact=True).click()
    assert waiting.value.status == 409
    city.page.wait_for_load_state()
    look(city)


def test_a_page_as_it_goes_to_paper(open_window):
    window = open_window("city")
    for page in ("plan:print", "units:list", "statistics:structure"):
        window.go(reverse(page))
        window.page.emulate_media(media="print")
        found = barriers(window.page, whole=True)
        # On paper nobody follows a link: there it may look like the text that it stands in.
        window.faults += [one for one in found if "link-in-text-block" not in one]
        window.page.emulate_media(media="screen")
