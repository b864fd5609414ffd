"""校核 on a telephone: what is wrong is read without scrolling sideways."""

from django.utils import timezone

from cadres.checks.refreshing import refresh_all
from tests.browser.window import PHONE, Window
from tests.world import World


def test_the_list_is_read_on_a_telephone(committed_world: World, open_window):
    refresh_all(on=timezone.localdate())
    window: Window = open_window("city")
    window.go("/checks/")
    window.page.set_viewport_size(PHONE)
    sentence = window.page.locator("td.is-clip").first
    box = sentence.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    assert sentence.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert window.page.evaluate("document.documentElement.scrollWidth") <= 390
