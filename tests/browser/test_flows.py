"""The map of movement in a browser: drawn under the policy, and every mark leads to its people."""

import altair  # noqa: F401  # the first chart of a process waits for it
import pytest
from playwright.sync_api import expect

from tests.flows import visible
from tests.world import World

pytestmark = pytest.mark.browser


def test_a_mark_of_the_map_leads_to_its_people(open_window, committed_world: World):
    visible.fill(committed_world)
    window = open_window("city")
    window.go("/flows/?since_after=2010-01-01")
    chart = window.page.get_by_role("figure", name="各类单位之间的流动")
    mark = chart.locator("path[aria-label='乡镇到市直机关 1 人次']")
    expect(mark).to_be_visible(timeout=20_000)
    mark.hover(position={"x": 8, "y": 8})
    expect(window.page.locator(".vg-tooltip.visible")).to_contain_text("乡镇到市直机关 1 人次")
    with window.page.expect_navigation():
        mark.click(position={"x": 8, "y": 8})
    window.look()
    window.sees("干部流动名单")
    window.sees("赵文博")
    expect(window.page.get_by_text("罗天翊")).to_have_count(0)


def test_the_numbers_are_there_without_scripts(open_window, committed_world: World):
    visible.fill(committed_world)
    window = open_window("city", scripted=False)
    window.go("/flows/?since_after=2010-01-01")
    window.sees("下面的表里是同样的数字")
    window.page.get_by_text("表：各类单位之间的流动").click()
    window.page.get_by_role("row", name="乡镇").get_by_role("link").first.click()
    window.sees("赵文博")
