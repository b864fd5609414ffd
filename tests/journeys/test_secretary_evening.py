"""A unit secretary's evening before the deadline: from the log-in to a report that was taken in."""

import io
import zipfile
from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from pypdf import PdfReader

from core.demo.accounts import PASSWORD
from reporting.annual.models import AnnualReport
from tests.journeys import evening
from tests.journeys.conftest import PATIENCE
from tests.journeys.walking import Walk

pytestmark = pytest.mark.browser

MINE = "以下是局党组的话：中层岗位空缺少，轮岗渠道不宽。"
LATE_WORDS = "以下是局党组的话：明年每季度谈一遍，谈完当天登记。"
WHY = "三名同志在外挂职，已约定回来当周补谈。"


@pytest.fixture(scope="module", autouse=True)
def _patient() -> Iterator[None]:
    """What he waits for may be slow, like the pages themselves."""
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def report(demo_city, django_db_blocker) -> AnnualReport:
    """His unit's, due tomorrow."""
    with django_db_blocker.unblock():
        return evening.due_tomorrow()


@pytest.fixture
def edit(report) -> str:
    """Where it is written."""
    return reverse("annual:edit", args=[report.pk])


def test_he_sees_what_is_due_tomorrow(open_window, report, edit, walk: Walk):
    window = open_window()
    window.go("/login/")
    with walk.step("登录，看明天到期的", window):
        window.log_in("secretary", PASSWORD)
        window.sees("上报年度报告")
    card = window.page.locator("article.q-task", has_text="上报年度报告")
    expect(card.locator(".q-days")).to_contain_text("天后截止")
    expect(card.locator("b").first).to_have_text("1")
    with walk.step("从工作台打开年度报告", window):
        window.page.get_by_role("link", name="填写和上报").first.click()
        window.page.wait_for_url(f"**{edit}")
        window.sees("还有 1 天")


def test_a_refresh_keeps_his_words(open_window, report, edit, walk: Walk):
    window = open_window("secretary")
    window.go(edit)
    with walk.step("读七个部分，改写第五部分并保存", window):
        evening.write(window, 5, MINE)
        window.page.locator("#save-part-5").click()
        window.sees("已保存")
    evening.write(window, 6, LATE_WORDS)
    with walk.step("点开一个数，看背后的人（另一个窗口）", window):
        with window.page.expect_popup() as opened:
            window.page.locator("#part-1 a.q-fig").first.click()
        opened.value.wait_for_load_state()
        expect(opened.value.get_by_role("heading", name="名册").first).to_be_visible()
        opened.value.close()
    assert window.page.locator("#part-6-text").input_value().startswith(LATE_WORDS)
    window.page.goto("about:blank")


def test_a_talk_that_was_missed_is_recorded(open_window, report, edit, walk: Walk):
    window = open_window("secretary")
    window.go(edit)
    missed = window.page.locator("#checks .q-issue", has_text="没有谈心谈话").last
    with walk.step("校核说有人没有谈，点“补谈并登记”", window):
        with window.page.expect_popup() as opened:
            missed.get_by_role("link", name="补谈并登记").click()
        opened.value.wait_for_load_state()
    with evening.beside(window, opened.value), walk.step("选人，登记谈话", window):
        evening.record_first_talk(window)
    with walk.step("回到报告，刷新数据，话还在", window):
        window.page.get_by_role("button", name="刷新数据").first.click()
        expect(window.page.get_by_text("记录有变化")).to_have_count(0)
        expect(window.page.locator("#part-5")).to_contain_text(MINE)


def test_words_outlive_the_time_out(open_window, report, edit, walk: Walk):
    window = open_window("secretary")
    window.go(edit)
    evening.write(window, 6, LATE_WORDS)
    evening.leave_alone(window)
    with walk.step("半小时后保存，要求重新登录", window):
        window.page.locator("#save-part-6").click()
        window.page.wait_for_url("**/login/**")
        window.sees("登录后可以重新提交")
    with walk.step("登录，回到报告，重新提交", window):
        window.log_in("secretary", PASSWORD)
        window.sees("您提交的内容还没有保存")
        window.press("重新提交")
        window.sees("已保存")
        expect(window.page.locator("#part-6")).to_contain_text(LATE_WORDS)
        expect(window.page.get_by_role("button", name="重新提交")).to_have_count(0)


def test_opinions_are_given_for_everybody(open_window, report, edit, walk: Walk):
    window = open_window("secretary")
    window.go(edit)
    row = window.page.locator(".q-opinions tbody tr", has=window.page.locator(".q-seg")).first
    with walk.step("一人调出，没写理由，其余全部保留", window):
        row.get_by_text("调出", exact=True).click()
        row.locator(".q-reason").fill("")
        evening.press_rest(window)
        window.sees("要写明理由")
    with walk.step("补上理由，其余全部保留", window):
        row.locator(".q-reason").fill("本人申请到基层工作。")
        evening.press_rest(window)
        window.sees("人都有意见")


def test_the_checks_are_mended_or_explained(open_window, report, edit, walk: Walk):
    window = open_window("secretary")
    window.go(edit)
    with walk.step("改好红的：无此类情况", window):
        window.page.get_by_label("无此类情况").check()
        window.page.locator("#save").click()
        window.sees("本年没有拟补充人选")
    with walk.step("说明黄的", window):
        for box in window.page.locator("[name^=explain-]").all():
            box.evaluate("one => one.closest('details').open = true")
            box.fill(WHY)
        window.page.locator("#save").click()
        expect(window.page.locator(".q-submit").get_by_text("可以上报")).to_be_visible()


def test_a_double_click_files_once(open_window, report, edit, walk: Walk):
    window = open_window("secretary")
    window.go(edit)
    with walk.step("点上报，看将要报的", window):
        window.page.locator("#file").click()
        window.page.wait_for_url("**/file/")
        window.sees("上报后内容封存")
    with walk.step("连点两下上报", window):
        window.page.get_by_role("button", name="上报").dblclick()
        window.page.wait_for_url(f"**/annual/{report.pk}/")
        window.sees("已上报")
    assert evening.fresh(report).filings.count() == 1


def test_he_reads_it_on_paper(open_window, report, walk: Walk):
    window = open_window("secretary")
    window.go(reverse("annual:detail", args=[report.pk]))
    with walk.step("下载 PDF", window):
        text = "".join(
            one.extract_text() for one in PdfReader(evening.download(window, "PDF")).pages
        )
    assert "中层岗位空缺少" in text.replace("\n", "")
    with walk.step("下载 Word", window):
        word = zipfile.ZipFile(io.BytesIO(evening.download(window, "Word").read_bytes()))
    assert "中层岗位空缺少" in word.read("word/document.xml").decode()


def test_it_is_returned_mended_and_taken_in(open_window, report, edit, walk: Walk):
    city, window = open_window("city"), open_window("secretary")
    evening.comment_and_return(city, report, "请写明轮岗打算。")
    with walk.step("工作台上看到退回", window):
        window.go("/")
        window.sees("1 条审核意见待答复")
    with walk.step("从通知一步到意见", window):
        evening.open_notice(window)
        window.page.wait_for_url(f"**{edit}#comment-*")
        expect(window.page.get_by_text("请写明轮岗打算。").first).to_be_in_viewport()
    with walk.step("改好，答复，保存", window):
        evening.write(window, 6, LATE_WORDS + "安排两名同志轮岗。")
        window.page.locator("[name^=answer-]").first.fill("已写明。")
        window.page.locator("#save").click()
        expect(window.page.locator(".q-submit").get_by_text("可以上报")).to_be_visible()
    with walk.step("再次上报", window):
        window.page.locator("#file").click()
        window.page.wait_for_url("**/file/")
        window.press(evening.FILE)
        window.sees("已上报")
    city.go(reverse("annual:detail", args=[report.pk]))
    city.follow("接收")
    city.press("接收")
    with walk.step("看到已接收", window):
        window.go("/")
        expect(window.page.locator("section", has_text="我的年度报告").last).to_contain_text("接收")


def test_a_mentor_is_proposed(open_window, report, walk: Walk):
    window = open_window("secretary")
    window.go("/")
    with walk.step("领导帮带：打开“落实帮带人”", window):
        window.page.locator(".q-nav").get_by_role("link", name="领导帮带").click()
        window.page.wait_for_url("**/mentoring/")
        window.follow("落实帮带人", within=window.page.locator(".q-head"))
        window.sees("共同的四定")
    with walk.step("选一人，核对，确认", window):
        evening.propose_one_mentor(window)
