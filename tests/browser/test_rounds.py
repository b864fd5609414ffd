"""A year as the cadre goes through it on his telephone, and the secretary at his desk."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assessments.rounds.models import Assessment
from tests.browser.window import PHONE
from tests.rounds.stages import COMMENT, rounds_of

pytestmark = pytest.mark.browser


def test_he_writes_and_signs_on_his_telephone(open_window, committed_world):
    made = rounds_of(committed_world)
    window = open_window("cadre")
    window.page.set_viewport_size(PHONE)
    window.go(reverse("home"))
    window.follow("填写本人总结")
    expect(window.page.get_by_text("请补充存在不足。")).to_be_visible()
    window.fill(work="公路管理", summary="一年来的工作和不足。")
    window.press("提交")
    window.sees("已提交，单位评鉴后提出等次。")
    expect(window.page.get_by_text("会议审定以后才显示")).to_be_visible()
    expect(window.page.get_by_role("heading", name="主管领导评语与等次建议")).to_have_count(0)
    window.go(reverse("rounds:sheet", args=[made["year_own_decided"]]))
    expect(window.page.get_by_text(COMMENT)).to_be_visible()
    window.follow("签署本人意见")
    window.press("签署")
    window.sees("已签署。")
    one = Assessment.objects.get(pk=made["year_own_decided"])
    assert (one.state, one.person_opinion) == ("final", "同意考核结果。")
    window.go(reverse("rounds:sheets"))
    expect(window.page.get_by_text("优秀").first).to_be_visible()


def test_a_secretary_sets_grades_in_the_table(open_window, committed_world):
    made = rounds_of(committed_world)
    window = open_window("secretary")
    window.go(reverse("rounds:detail", args=[made["year_open"]]))
    expect(window.page.get_by_text("优秀超出名额").first).to_be_visible()
    window.page.get_by_label("周雨晴的评语").fill("业务熟练。")
    window.page.get_by_label("周雨晴的建议等次").select_option("称职")
    window.page.get_by_label("曾可欣的建议等次").select_option("称职")
    window.press("保存等次")
    window.sees("已提出 2 人的等次。")
    assert Assessment.objects.get(pk=made["year_appraising"]).proposed == "2"
