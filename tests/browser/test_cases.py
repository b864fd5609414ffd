"""A case through its pages: the person speaks on his telephone, the unit signs, it is decided."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from assessments.cases.opening import sweep
from assessments.findings.models import ConductFinding
from cadres.roster.models import RosterEntry
from tests.browser.window import PHONE

pytestmark = pytest.mark.browser


def test_a_case_from_the_statement_to_the_release(open_window, committed_world):
    world, on = committed_world, timezone.localdate()
    cadre = world.cadres["陈思远"]
    ConductFinding.objects.create(
        cadre=cadre,
        ground="3",
        source="daily",
        found_on=on - timedelta(days=3),
        facts="核查属实三件",
        told="工作作风不扎实",
    )
    assert sweep(on=on, people=[cadre.pk]) == 1

    own = open_window("cadre")
    own.go(reverse("home"))
    own.page.set_viewport_size(PHONE)
    own.page.get_by_role("link", name="我要陈述").click()
    own.fill(words="来信所说的情况我已当面说明，并已改正。")
    own.press("提交陈述")
    own.sees("已登记本人陈述。")
    expect(own.page.get_by_text("核查属实三件")).to_have_count(0)

    unit = open_window("secretary")
    unit.go(reverse("cases:list"))
    unit.follow("陈思远")
    unit.sees("来信所说的情况我已当面说明")
    expect(unit.page.get_by_text("核查属实三件")).to_have_count(0)
    unit.follow("签署单位意见")
    unit.page.locator("[name=opinion]").select_option("release")
    unit.fill(words="党组研究，不宜保留。")
    unit.press("签署单位意见")
    unit.sees("已签署单位意见。")
    expect(unit.page.get_by_role("link", name="决定调出")).to_have_count(0)

    city = open_window("city")
    city.go(reverse("cases:list"))
    city.follow("陈思远")
    city.sees("核查属实三件")
    city.follow("决定调出")
    city.sees("党组研究，不宜保留。")  # what was said stands beside the form
    city.sees("来信所说的情况我已当面说明")
    city.press("决定调出")
    expect(city.page.locator("[name=reason]")).to_have_attribute("aria-invalid", "true")
    city.fill(reason="情况属实", meeting="部务会 2026 年第 12 次会议")
    city.press("决定调出")
    city.sees("已决定调出，名册已更新。")
    assert RosterEntry.objects.get(cadre=cadre, exit_ground="3").left_on == on
    city.follow("立案时情况")
    city.sees("校验一致")

    own.go(reverse("cases:list") + "?standing=all")
    own.page.get_by_role("region", name="调出补充个案").get_by_role("link", name="陈思远").click()
    own.sees("情况属实")
    expect(own.page.get_by_text("党组研究，不宜保留")).to_have_count(0)
