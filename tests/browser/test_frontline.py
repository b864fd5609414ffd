"""A whole batch through its pages, as two clerks do it: from the programme to the return."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from cadres.people.models import Cadre
from rotation.frontline.models import Batch
from rotation.postings.models import Posting
from tests.browser.window import Window
from tests.frontline.making import people
from tests.world import World

pytestmark = pytest.mark.browser

MARKS = {"赵一一": ("92", "88"), "钱一一": ("80", "84"), "孙一一": ("82", "82")}
DOCUMENT = "清组干〔2026〕18号"
NEXT = "下一步"


def next_step(window: Window, name: str) -> None:
    """What the page says comes next is this; it is followed."""
    step = window.page.get_by_role("region", name=NEXT)
    expect(step).to_contain_text("下一步：")
    window.follow(name, within=step)


def announce(window: Window, on: date) -> None:
    """A programme with the figures of the clause, a batch, its posts from a sheet, the text."""
    window.go(reverse("frontline:list"))
    window.follow("新建项目", within=window.page.locator(".q-head"))
    window.follow("新建项目", within=window.page.get_by_role("row", name="乡镇挂任党政副职"))
    expect(window.page.locator("[name=term_months]")).to_have_value("24")
    expect(window.page.locator("[name=batch_count]")).to_have_value("2")
    expect(window.page.locator("[name=treatment]")).to_have_value("享受科级待遇")
    window.fill(quota="4")
    window.press("新建项目")
    window.follow("新建批次")
    expect(window.page.locator("[name=quota]")).to_have_value("2")
    until = on + timedelta(days=730)
    window.fill(apply_by=str(on), starts_on=str(on), ends_on=str(until))
    window.press("新建批次")
    next_step(window, "登记接收岗位")
    window.fill(pasted="柳河镇\t副镇长\t1\n马渡镇　党委副书记")
    window.press("登记粘贴的岗位")
    window.sees("已登记 2 个岗位，共 2 人。")
    window.follow("返回批次")
    next_step(window, "发布公告")
    expect(window.page.locator("[name=announcement]")).to_have_value(re.compile("马渡镇党委副书记"))
    window.press("发布公告")
    window.sees("已发布公告，开始报名。")


def recommend(window: Window) -> None:
    """A unit ticks one of its own on the roster."""
    window.go(reverse("frontline:list"))
    window.follow("优秀年轻干部到乡镇挂任党政副职")
    next_step(window, "推荐人选")
    window.page.get_by_role("row", name="周雨晴").get_by_role("checkbox").check()
    window.press("推荐勾选的人")
    window.sees("可以推荐")
    window.page.locator("[name=reason]").fill("基层经历不足，愿意到乡镇")
    window.press("确认推荐")
    window.sees("已推荐 1 人。")


def select(window: Window, page: str) -> None:
    """The department adds three by name, ends registration, pastes marks, decides by places."""
    window.go(page)
    window.follow("推荐人选")
    window.follow("按姓名添加")
    window.fill(people="\n".join(MARKS))
    window.press("下一步：核对")
    window.press("确认推荐")
    window.sees("已推荐 3 人。")
    window.follow("结束报名")
    window.press("结束报名")
    next_step(window, "登记成绩")
    pasted = "\n".join(f"{name}\t{test}\t{review}" for name, (test, review) in MARKS.items())
    window.fill(pasted=f"{pasted}\n周雨晴\t95\t90")
    window.press("填入下表")
    window.sees("还没有保存")
    window.press("保存并排名")
    window.sees("名次已重新排出")
    next_step(window, "确定人选")
    chosen = [window.page.get_by_label(name, exact=True).input_value() for name in MARKS]
    assert chosen == ["chosen", "not_chosen", "not_chosen"]
    window.page.get_by_label("钱一一", exact=True).select_option(label="递补")
    window.press("确定人选")
    window.sees("入选 2 人")


def send(window: Window) -> None:
    """Posts are proposed, letters are there; two clicks at once send them out once."""
    next_step(window, "安排接收岗位")
    expect(window.page.get_by_label("周雨晴的接收岗位")).to_contain_text("柳河镇副镇长（1 人）")
    window.press("保存安排")
    for name, begins in (("PDF", b"%PDF"), ("Word", b"PK")):
        with window.page.expect_download() as letters:
            window.page.get_by_role("link", name=f"派出通知、介绍信（{name}）").click()
        assert letters.value.path().read_bytes().startswith(begins)
    next_step(window, "办理派出")
    for text in ("周雨晴", "赵一一", "柳河镇", "党委副书记"):
        expect(window.page.get_by_role("region", name="派出名单")).to_contain_text(text)
    window.fill(document=DOCUMENT)
    window.page.get_by_role("button", name="确认派出").dblclick()  # one answer is given up
    window.sees("已派出 2 人。")
    window.page.wait_for_load_state()
    window.look()


def test_from_the_programme_to_the_return(open_window, committed_world: World):
    people(committed_world, 3)
    on = timezone.localdate()
    city, clerk = open_window("city"), open_window("clerk")
    announce(city, on)
    recommend(clerk)
    batch = Batch.objects.get()
    page = reverse("frontline:detail", args=[batch.pk])
    select(city, page)
    send(city)

    out = Posting.objects.select_related("cadre", "unit")
    assert sorted((p.cadre.name, p.unit.short_name, p.document) for p in out) == [
        ("周雨晴", "柳河镇", DOCUMENT),
        ("赵一一", "马渡镇", DOCUMENT),
    ]
    assert "挂任" in Cadre.objects.get(name="周雨晴").title
    clerk.go(reverse("frontline:candidates") + "?standing=out")
    expect(clerk.page.get_by_role("row", name="周雨晴")).to_contain_text("在外")
    expect(clerk.page.get_by_role("row", name="赵一一")).to_have_count(0)  # of another unit

    # Two years later, told by the days of the batch: nobody waits for them in a test.
    begun = on - timedelta(days=731)
    Posting.objects.update(since=begun, until=on)
    Batch.objects.update(apply_by=begun, starts_on=begun, ends_on=on)
    city.go(page)
    next_step(city, "办理返回")
    city.sees("在外 2 人，已期满 2 人")
    city.press("办理返回")
    city.sees("这一批已全部返回。")
    assert set(Posting.objects.values_list("ended_on", "end_reason")) == {(on, "completed")}
    assert "挂任" not in Cadre.objects.get(name="周雨晴").title
