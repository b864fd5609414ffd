"""A whole year end in the browser: opened, written, mended, filed, collected, returned, bound."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from core.jobs import services as jobs
from core.jobs.models import Job
from core.units.models import Unit
from reporting.annual.models import AnnualReport
from tests.annual.making import BUREAU, COUNTY, TOWN, secretary_of
from tests.spot_checks.making import talk
from tests.world import World

pytestmark = pytest.mark.browser


def report(world: World, place: str) -> AnnualReport:
    """The unit's report of this year as it is now."""
    return AnnualReport.objects.get(unit=world.named[place], year=timezone.localdate().year)


def page(world: World, place: str, name: str = "detail") -> str:
    """The address of a page about it."""
    return reverse(f"annual:{name}", args=[report(world, place).pk])


def finish(window) -> None:
    """What is left on the page of a unit: opinions, nobody to add, a word on what is yellow."""
    keep = window.page.get_by_role("button", name="其余全部保留")
    if keep.count():
        keep.click()
        expect(window.page.get_by_text("人都有意见")).to_be_visible()
    window.page.get_by_label("无此类情况").check()
    for box in window.page.locator("[name^=explain-]").all():
        box.evaluate("one => one.closest('details').open = true")
        box.fill("已安排在年底前办好。")
    window.page.locator("#save").click()
    expect(window.page.locator(".q-submit").get_by_text("可以上报")).to_be_visible()


def file(window) -> None:
    """From the page of a unit through the question to its report."""
    window.page.locator("#file").click()
    window.page.wait_for_url("**/file/")
    window.look()
    with window.page.expect_navigation():
        window.page.get_by_role("button", name="上报").click()
    window.look()
    window.sees("已上报")


def test_from_opening_to_the_volume(open_window, committed_world: World, client_for, tmp_path):
    world, year = committed_world, timezone.localdate().year
    city, county = open_window("city"), open_window("county")

    # The department asks everybody.
    city.go(reverse("annual:open"))
    city.press("布置")
    units = {one.unit.short_name for one in AnnualReport.objects.filter(year=year)}
    assert {BUREAU, TOWN, COUNTY} <= units

    # The secretary reviews; a talk was forgotten, so its number is mended where it comes from.
    bureau = open_window("secretary")
    bureau.go(page(world, BUREAU, "edit"))
    expect(bureau.page.locator("#file")).to_be_disabled()
    before = report(world, BUREAU).content
    talk(world.cadres["周雨晴"], held_on=timezone.localdate(), entered_at=timezone.now())
    bureau.go(page(world, BUREAU, "edit"))
    bureau.sees("记录有变化")
    bureau.page.get_by_role("button", name="刷新数据").first.click()
    expect(bureau.page.get_by_text("记录有变化")).to_have_count(0)
    assert report(world, BUREAU).content != before
    finish(bureau)
    file(bureau)
    assert report(world, BUREAU).state == "filed"

    # A township files with its county, the county collects it and files its own.
    town = open_window()
    town.enter_as(secretary_of(world, TOWN), client_for)
    town.go(page(world, TOWN, "edit"))
    finish(town)
    file(town)
    county.go(page(world, TOWN))
    county.follow("接收")
    county.press("接收")
    assert report(world, TOWN).state == "accepted"
    county.go(page(world, COUNTY, "edit"))
    finish(county)
    file(county)

    # The department says what is wrong, returns one, and the unit answers and files again.
    city.go(page(world, BUREAU))
    city.page.locator("#part-1").get_by_role("link", name="提意见").click()
    city.page.wait_for_url("**/comment/**")
    city.page.get_by_label("意见").fill("请写明年龄结构变化。")
    city.page.get_by_role("button", name="提出").click()
    city.sees("请写明年龄结构变化。")
    city.follow("退回")
    city.page.locator("[name=words]").fill("请修改后重报。")
    city.press("退回")
    assert report(world, BUREAU).state == "returned"
    bureau.go(page(world, BUREAU, "edit"))
    bureau.sees("请写明年龄结构变化。")
    first = bureau.page.locator("#part-1")
    first.locator("summary").first.click()
    first.locator("textarea").first.fill("在库〔在库人数〕，平均年龄〔平均年龄〕，比上年有所下降。")
    first.locator("[name^=answer-]").first.fill("已补充。")
    bureau.page.locator("#save").click()
    expect(bureau.page.locator(".q-submit").get_by_text("可以上报")).to_be_visible()
    file(bureau)

    # It is seen what changed, and the rest is accepted at once.
    city.go(page(world, BUREAU))
    city.follow("看差异")
    city.sees("比上年有所下降")
    city.go(reverse("annual:list") + "?standing=filed")
    for box in city.page.locator("[data-select-row]").all():
        box.check()
    city.press("批量接收")
    city.press("接收")
    assert report(world, BUREAU).state == report(world, COUNTY).state == "accepted"

    # The year as one volume.
    city.go(reverse("volume:list"))
    city.press("生成汇编")
    jobs.perform(Job.objects.filter(kind="reporting.volume").latest("pk").pk)
    city.go(reverse("volume:list"))
    with city.page.expect_download() as waiting:
        city.page.get_by_role("link", name="下载").first.click()
    path = tmp_path / "volume.pdf"
    waiting.value.save_as(path)
    text = "".join(one.extract_text() for one in PdfReader(path).pages)
    for place in (BUREAU, TOWN, COUNTY):
        assert Unit.objects.get(short_name=place).name in text.replace("\n", "")
