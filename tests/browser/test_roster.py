"""The roster: find, filter, choose columns, keep the view, export it; tabs and tree of a day."""

import re
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from cadres.people.models import Cadre
from cadres.roster import services
from core.jobs.models import Job
from tests.browser.lists import as_of, ask, cells, headers, names, panel, tabs, tick
from tests.browser.test_export import downloaded, in_a_worker, rows_of
from tests.browser.window import Window
from tests.intake.making import newcomer
from tests.world import World
from tests.world_people import TODAY

pytestmark = pytest.mark.browser

DAY = date(2026, 6, 30)
GIVEN = ("明远", "梦瑶", "敏华", "茂云", "沐阳", "民生", "墨涵", "木子")
TIERS = {2: "二级（正科）", 3: "三级（副县）"}
VIEW = "正科以上人选"
# Counted by hand from tests/world_people.py, as are the ages on 2026-04-30.
REST = {"在库培养": "4", "列为考察对象": "1", "已使用": "1", "全部": "8"}
THEN = {"周雨晴": "33", "陈思远": "32", "曾可欣": "35", "李明朗": "36", "赵文博": "35"}
THEN |= {"罗天翊": "31", "马晓东": "41"}


def crowd(world: World) -> list[tuple[str, date, int]]:
    """Forty more on the roster, all initials lm: name, birth month (no two the same), tier."""
    listed = []
    people: dict[int, list[Cadre]] = {1: [], 2: [], 3: []}
    for number, (surname, given) in enumerate((s, g) for s in "李罗柳林刘" for g in GIVEN):
        birth = date(1986 + number // 3, 1 + (number + 5) % 12, 1)
        tier = 1 + number % 3
        people[tier].append(newcomer(world, surname + given, "市科技局", birth))
        listed.append((surname + given, birth, tier))
    for tier, those in people.items():
        services.admit(actor=None, people=those, on=date(2026, 4, 1), today=TODAY, tier=tier)
    return listed


def age(birth: date, on: date = DAY) -> int:
    """Full years by month, counted apart from the product."""
    years = on.year - birth.year
    return years if on.month >= birth.month else years - 1


def expected(listed: list[tuple[str, date, int]]) -> list[list[str]]:
    """What is to be seen: 27 to 39 years old, second or third tier, the oldest first."""
    rows = [
        [name, TIERS[tier], "2026-04-01", f"{birth:%Y.%m}", str(age(birth)), "市科技局"]
        for name, birth, tier in listed
        if 27 <= age(birth) <= 39 and tier in TIERS
    ]
    rows.append(["李明朗", "二级（正科）", "2024-03-01", "1990.02", "36", "市科技局"])
    return sorted(rows, key=lambda row: row[3])


def written(book: CalamineWorkbook) -> list[list[str]]:
    """The sheet's cells as they are read on screen: whole numbers without a fraction."""
    return [
        [str(int(cell)) if isinstance(cell, float) else str(cell) for cell in row]
        for row in rows_of(book)
    ]


def test_find_filter_choose_keep_select_and_export(open_window, committed_world, tmp_path):
    want = expected(crowd(committed_world))
    assert len(want) > 20
    window = open_window()
    window.log_in("city")
    window.follow("名册", within=window.page.get_by_role("navigation", name="主导航"))
    page = window.page

    ask(window, conditions=1, name="lml")
    assert names(window) == ["李明朗"]
    as_of(window, str(DAY))
    tick(window, "使用层级", "二级（正科）", "三级（副县）")
    ask(window, conditions=3, name="lm", age_min="27", age_max="39")
    expect(panel(window)).to_contain_text(f"{len(want)} 人")

    choose_columns(window, "出生年月", "年龄", "所在单位", "使用层级", "入库日期")
    window.follow("出生年月", within=page.locator("thead"))
    page.get_by_text("视图", exact=True).click()
    page.get_by_label("视图名称").fill(VIEW)
    window.press("另存为视图")
    window.sees(f"已保存视图“{VIEW}”。")

    window.go(reverse("roster:list"))
    page.get_by_text("视图", exact=True).click()
    window.follow(VIEW)
    expect(page.get_by_label("截至")).to_have_value(str(DAY))
    head = headers(window)
    assert [text.removesuffix(" ↑") for text in head] == [
        *("姓名", "使用层级", "入库日期", "出生年月", "年龄", "所在单位")
    ]
    seen = on_every_page(window)
    assert seen == want

    page.get_by_label(f"改选全部 {len(want)} 人").check()
    expect(page.locator("[data-selected-count]")).to_have_text(str(len(want)))
    window.press("导出 Excel")
    worker = in_a_worker(Job.objects.get().pk)
    expect(page.get_by_label("进展")).to_contain_text("完成")
    worker.join()
    exported(downloaded(window, tmp_path), head, seen)


def choose_columns(window: Window, *labels: str) -> None:
    """Show these columns and the name, nothing else."""
    window.page.get_by_text(re.compile("^列（")).click()
    chooser = window.page.locator(".q-bar details[open] .q-pick")
    while (shown := chooser.locator("input:checked:enabled")).count():
        shown.first.uncheck()
    for label in labels:
        chooser.get_by_label(label, exact=True).check()
    window.look()
    window.press("应用")


def on_every_page(window: Window) -> list[list[str]]:
    """The rows of all pages, twenty at a time."""
    with window.page.expect_navigation():
        window.page.get_by_label("每页").select_option("20")
    first = cells(window)
    assert len(first) == 20
    window.follow("下一页")
    return first + cells(window)


def exported(book: CalamineWorkbook, head: list[str], seen: list[list[str]]) -> None:
    """The file holds what was seen, and says what was asked and for which day."""
    assert written(book) == [[text.removesuffix(" ↑") for text in head], *seen]
    note = {row[0]: row[1] for row in book.get_sheet_by_name("导出说明").to_python()}
    assert note["截至"] == str(DAY)
    assert (note["导出人"], note["行数"]) == ("林静文", str(len(seen)))
    for asked in ("姓名：lm", "年龄：27 至 39", "使用层级：二级（正科）、三级（副县）"):
        assert asked in note["条件"]
    assert note["列"].split("、") == [text.removesuffix(" ↑") for text in head]


def ages(window: Window) -> dict[str, str]:
    """Name to age."""
    column = headers(window).index("年龄")
    return {row[0]: row[column] for row in cells(window)}


def test_another_day_has_other_ages_and_other_numbers(open_window):
    window = open_window("city")
    window.go(reverse("roster:list"))
    assert tabs(window, "名册状态") == {"在库": "5", **REST, "已调出": "2"}
    window.follow("全部 8")
    as_of(window, "2026-04-30")
    assert ages(window) == THEN
    assert tabs(window, "名册状态") == {"在库": "6", **REST, "在库培养": "5", "已调出": "1"}
    as_of(window, "2026-05-01")  # the month of 周雨晴's birthday begins
    assert ages(window) == THEN | {"周雨晴": "34"}
    window.follow("已调出 1")
    expect(window.page.get_by_label("截至")).to_have_value("2026-05-01")
    assert names(window) == ["陈思远"]  # who came back since


@pytest.mark.parametrize("scripted", [True, False])
def test_a_unit_of_the_tree_keeps_the_other_conditions(open_window, scripted):
    window = open_window("city", scripted=scripted)
    window.go(reverse("roster:list") + "?as_of=2026-04-30&age_max=35&columns=age,birth")
    assert set(names(window)) == {"周雨晴", "陈思远", "曾可欣", "赵文博", "罗天翊"}
    if not scripted:
        window.follow("单位树和人数")
        assert tabs(window, "名册状态")["在库"] == "5"
    tree = window.page.get_by_role("navigation", name="单位树")
    window.follow("市交通运输局 3", within=tree)
    assert set(names(window)) == {"周雨晴", "陈思远", "曾可欣"}
    window.sees("市交通运输局及下属")
    assert headers(window) == ["姓名", "出生年月", "年龄"]
    expect(window.page.get_by_label("截至")).to_have_value("2026-04-30")
    expect(panel(window).locator("[name=age_max]")).to_have_value("35")
