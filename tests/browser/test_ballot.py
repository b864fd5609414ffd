"""A voter's telephone: scan or type, one person at a time, a last look, once and never again."""

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from assessments.polls.boxes import opened as read
from assessments.polls.codes import shown
from assessments.polls.keys import private_key
from assessments.polls.models import SealedBallot
from tests.browser.window import PHONE, Window
from tests.polls.making import Held, opened

pytestmark = pytest.mark.browser

ASPECTS = ("思想政治", "工作实绩", "工作作风", "廉洁自律", "自身不足改进")


@pytest.fixture
def held(committed_world) -> Held:
    """An open poll about three people."""
    people = ("周雨晴", "曾可欣", "陈思远")
    return opened(committed_world, on=localdate(), voters={"B": 6}, people=people)


def telephone(window: Window) -> Page:
    """As it is held in the hand, after a look at it here and on a desk."""
    window.look()
    window.look_closely(whole=True)
    window.page.set_viewport_size(PHONE)
    return window.page


def scan(page: Page, code: str) -> None:
    """As a camera opens it; the page goes on by itself, before it is quite there."""
    page.goto(f"/ballot/#{code}", wait_until="commit")


def tick(page: Page, question: str, answer: str) -> None:
    """Tap a box of the person who is shown."""
    asked = page.locator("fieldset:visible", has=page.locator("legend", has_text=question))
    asked.locator("label", has=page.get_by_text(answer, exact=True)).click()


def is_at(page: Page, name: str) -> None:
    """Just this person is shown."""
    expect(page.locator("h2:visible")).to_have_text([name])


def ballots(held: Held) -> list[list[str]]:
    """Overall marks in the boxes."""
    key = private_key(held.halves)
    return [[o.overall for o in read(bytes(row.box), key)] for row in SealedBallot.objects.all()]


def test_scan_vote_and_vote_again(open_window, held: Held):
    window, code = open_window(), held.codes["B"][0]
    page = window.page
    scan(page, code)
    is_at(page, "周雨晴")
    assert code not in page.url
    page = telephone(window)
    expect(page.get_by_text("第 1／3 人")).to_be_visible()
    for question in ASPECTS:
        tick(page, question, "较好")
    for name, mark in (("周雨晴", "优秀"), ("曾可欣", "称职"), ("陈思远", "基本称职")):
        is_at(page, name)
        tick(page, "综合评价", mark)
        tick(page, "是否适宜", "适宜")
        page.get_by_label("意见").locator("visible=true").fill("踏实")
        page.get_by_role("button", name="下一人" if name != "陈思远" else "去核对").click()
    is_at(page, "交票前核对")
    expect(page.get_by_role("listitem")).to_have_text(
        ["周雨晴优秀", "曾可欣称职", "陈思远基本称职"]
    )
    telephone(window)
    window.press("交票")
    expect(page.get_by_role("heading", level=1)).to_have_text("已投票，谢谢")
    window.sees("您评价了 3 人")
    assert ballots(held) == [["1", "2", "3"]]

    page.goto("about:blank")
    scan(page, code)
    window.sees("这个测评码已经投过票")
    telephone(window)
    assert len(ballots(held)) == 1
    assert not window.context.cookies()


def test_typed_code_a_missing_mark_and_the_way_back(open_window, held: Held):
    window, code = open_window(), held.codes["B"][1]
    window.go("/ballot/")
    page = telephone(window)
    page.get_by_label("测评票上的 12 位测评码").fill("abc")
    window.press("开始测评")
    window.sees("您输入了 3 位")
    page.get_by_label("测评票上的 12 位测评码").fill(shown(code).lower())
    window.press("开始测评")
    page = telephone(window)
    tick(page, "综合评价", "称职")
    page.get_by_role("button", name="下一人").click()
    is_at(page, "曾可欣")
    page.get_by_role("button", name="下一人").click()
    expect(page.get_by_text("不选的话，对 曾可欣 的票作废")).to_be_visible()
    is_at(page, "曾可欣")
    telephone(window)
    page.get_by_role("button", name="不选，下一人").click()
    is_at(page, "陈思远")
    page.go_back()
    is_at(page, "曾可欣")
    page.go_forward()
    tick(page, "综合评价", "不了解（弃权）")
    page.get_by_role("button", name="去核对").click()
    expect(page.get_by_text("3 人中有 1 人没有综合评价")).to_be_visible()
    expect(page.get_by_role("button", name="交票（1 人作废）")).to_be_visible()
    telephone(window)
    page.get_by_role("button", name="曾可欣").click()
    is_at(page, "曾可欣")
    tick(page, "综合评价", "不称职")
    page.get_by_role("button", name="下一人").click()
    page.get_by_role("button", name="去核对").click()
    window.press("交票")
    assert ballots(held) == [["2", "4", "0"]]


def test_without_script_it_is_one_long_page(open_window, held: Held):
    window, code = open_window(scripted=False), held.codes["B"][2]
    window.go("/ballot/")
    window.fill(code=code)
    window.press("开始测评")
    page = telephone(window)
    expect(page.locator("h2:visible")).to_have_text(["周雨晴", "曾可欣", "陈思远"])
    page.locator('[name="1-overall"][value="1"]').check(force=True)
    window.press("交票")
    expect(page.get_by_text("3 人中有 2 人没有综合评价：曾可欣、陈思远")).to_be_visible()
    expect(page.locator('[name="1-overall"][value="1"]')).to_be_checked()
    telephone(window)
    window.press("就这样交票（2 人作废）")
    expect(page.get_by_role("heading", level=1)).to_have_text("已投票，谢谢")
    assert ballots(held) == [["1", "-", "-"]]
