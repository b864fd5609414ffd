"""A person's page: tabs, timeline, number, photo; people side by side; the search box."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from core.audit.models import AuditEntry
from tests.browser.test_keyboard import tab_to
from tests.browser.window import PHONE, Window
from tests.dossier.lives import MEASURE, NUMBER, with_file

pytestmark = pytest.mark.browser

STUDY = "市委党校中青年干部培训班学习"
REASON = "核对任免审批表"
CHOSEN = ("李明朗", "周雨晴", "陈思远")  # in the order of the list


@pytest.fixture
def rain(committed_world):
    """周雨晴 with a file."""
    return with_file(committed_world.cadres["周雨晴"])


def test_tabs_by_click_and_by_address(open_window, rain):
    window = open_window("city")
    page = window.page
    window.go(reverse("cadres:detail", args=[rain.pk]))
    timeline = page.get_by_label("五年培养")
    expect(timeline.locator("svg.q-tl")).to_contain_text("列为考察对象")
    timeline.get_by_text("列成表格").click()
    expect(timeline.get_by_role("row", name=re.compile(STUDY))).to_be_visible()

    tabs = page.get_by_role("navigation", name="人员档案")
    for label, name, text in (
        ("简历 4", "resume", STUDY),
        ("家庭 1", "family", "周国平"),
        ("奖惩 2", "conduct", MEASURE),
        ("名单进出 2", "roster", "2024-03-01 至 今"),
    ):
        tabs.get_by_role("link", name=label).click()
        expect(page.locator("#file")).to_contain_text(text)
        expect(page).to_have_url(re.compile(f"/{name}/$"))
        expect(tabs.locator("[aria-current]")).to_have_text(label)
        window.look()
    expect(timeline.get_by_role("row", name=re.compile(STUDY))).to_be_visible()  # nobody reloaded
    page.go_back()
    expect(page.locator("#file")).to_contain_text(MEASURE)
    window.go(reverse("cadres:tab", args=[rain.pk, "resume"]))
    expect(page.locator("#file")).to_contain_text(STUDY)
    expect(tabs.locator("[aria-current]")).to_have_text("简历 4")


def test_tabs_by_keys_and_on_a_telephone(open_window, rain):
    window = open_window("city")
    page = window.page
    window.go(reverse("cadres:detail", args=[rain.pk]))
    tab_to(page, "修改")
    tab_to(page, "家庭 1")
    page.keyboard.press("Enter")
    expect(page.locator("#file")).to_contain_text("周国平")
    page.set_viewport_size(PHONE)
    page.get_by_role("link", name="简历 4").click()
    expect(page.get_by_text(STUDY).last).to_be_in_viewport()
    window.look()


def test_the_number_is_opened_with_a_reason_and_not_again(open_window, rain):
    window = open_window("city")
    page = window.page
    window.go(reverse("cadres:detail", args=[rain.pk]))
    box = page.locator("#id-number")
    expect(box).to_contain_text("990101********0249")
    box.get_by_role("link", name="查看").click()
    box.get_by_role("button", name="查看").click()
    expect(box).to_contain_text("请写明查看理由。")
    box.get_by_label("查看理由").fill(REASON)
    window.look()
    box.get_by_role("button", name="查看").click()
    expect(box).to_contain_text(NUMBER)
    window.look()
    page.reload()
    expect(page.get_by_text(NUMBER)).to_have_count(0)
    told = [str(entry.detail) for entry in AuditEntry.objects.filter(subject="cadre")]
    assert [REASON in text for text in told].count(True) == 1
    assert not any(NUMBER in text for text in told)


def test_a_photo_is_shown(open_window, rain):
    window = open_window("city")
    page = window.page
    picture = BytesIO()
    Image.new("RGB", (295, 413), "#7a8794").save(picture, "JPEG")
    window.go(reverse("cadres:detail", args=[rain.pk]))
    expect(page.get_by_role("img", name="没有照片，以姓氏代替")).to_have_text("周")
    window.follow("修改")
    window.follow("照片")
    page.get_by_label("照片", exact=True).set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
    )
    window.press("保存")
    photo = page.get_by_role("img", name="照片", exact=True)
    expect(photo).to_be_visible()
    assert photo.evaluate("one => one.naturalWidth") > 0


def test_three_of_the_list_stand_side_by_side(open_window, rain):
    window = open_window("city")
    page = window.page
    window.go(reverse("cadres:list"))
    page.locator("#list tbody tr", has_text="周雨晴").get_by_role("checkbox").check()
    window.press("对比")
    window.sees("只选择了 1 人")
    window.go(reverse("cadres:list"))
    for name in CHOSEN:
        page.locator("#list tbody tr", has_text=name).get_by_role("checkbox").check()
    window.press("对比")
    expect(page.get_by_role("heading", level=1)).to_have_text("对比 3 人")
    table = page.get_by_role("table")
    assert table.locator("thead th").all_inner_texts()[1:] == list(CHOSEN)
    birth = table.get_by_role("row", name=re.compile("^出生年月"))
    assert [text[:7] for text in birth.locator("td").all_inner_texts()] == [
        *("1990.02", "1992.05", "1993.11")
    ]
    expect(birth).to_have_class(re.compile("is-differing"))
    expect(table.get_by_role("row", name=re.compile("^籍贯"))).not_to_have_class(
        re.compile("is-differing")
    )


def look_for(window: Window, typed: str) -> None:
    """Type into the search box at the top and press Enter."""
    window.page.get_by_role("searchbox", name="全局查找").first.fill(typed)
    with window.page.expect_navigation():
        window.page.keyboard.press("Enter")
    window.look()


def test_the_search_box_finds_by_initials_whom_one_may_see(open_window, committed_world):
    city, clerk = open_window("city"), open_window("clerk")
    for window in (city, clerk):
        window.go("/")
    look_for(city, "lml")
    city.follow("李明朗")
    expect(city.page.get_by_role("heading", level=1)).to_have_text("李明朗")
    look_for(clerk, "zyq")
    clerk.follow("周雨晴")
    expect(clerk.page.get_by_role("heading", level=1)).to_have_text("周雨晴")
    title = committed_world.cadres["李明朗"].title
    for typed in ("lml", "李明朗"):  # of another unit
        look_for(clerk, typed)
        clerk.sees("没有找到")
        expect(clerk.page.get_by_text(title)).to_have_count(0)
    hidden = clerk.page.goto(reverse("cadres:detail", args=[committed_world.cadres["李明朗"].pk]))
    assert hidden.status == 404
