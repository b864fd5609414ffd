"""Exports: what is ticked or matches, as a job that one watches, as a workbook that one has."""

from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from core.choices import UnitKind
from core.jobs import services as jobs
from core.jobs.models import Job, State
from core.units.models import Unit

pytestmark = pytest.mark.browser

LIST = "/units/?kind=city_department&order=-code&columns=short_name,code,kind,established_on"


def in_a_worker(pk: int) -> Thread:
    """Runs the job as a worker does, beside the page that looks on."""

    def work() -> None:
        jobs.perform(pk)
        connection.close()

    thread = Thread(target=work)
    thread.start()
    return thread


def downloaded(window, folder: Path) -> CalamineWorkbook:
    """The file behind 下载."""
    with window.page.expect_download() as waiting:
        window.page.get_by_role("link", name="下载").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    assert path.suffix == ".xlsx"
    return CalamineWorkbook.from_path(path)


def expected(units) -> list[list]:
    """Header and rows as the list shows them."""
    rows = units.order_by("-code").values_list("short_name", "code", "kind", "established_on")
    return [
        ["单位简称", "单位编码", "单位类别", "设立日期"],
        *([name, code, UnitKind(kind).label, day] for name, code, kind, day in rows),
    ]


def rows_of(book: CalamineWorkbook) -> list[list]:
    """The cells of the first sheet; a day comes as a date."""
    rows = book.get_sheet_by_index(0).to_python()
    return [
        [cell.date() if hasattr(cell, "date") else cell for cell in row]
        if any(isinstance(cell, date) for cell in row)
        else row
        for row in rows
    ]


def test_all_that_match_are_exported_as_they_are_shown(open_window, tmp_path):
    organs = Unit.objects.filter(kind=UnitKind.CITY_DEPARTMENT)
    window = open_window("city")
    window.go(LIST)
    page = window.page
    count = page.locator("[data-selected-count]")
    page.get_by_label("选中第 1 行").check()
    page.get_by_label("选中第 3 行").check()
    expect(count).to_have_text("2")
    window.look()
    page.get_by_label(f"改选全部 {organs.count()} 个单位").check()
    expect(count).to_have_text(str(organs.count()))
    expect(page.get_by_label("选中第 2 行")).to_be_checked()

    window.press("导出 Excel")
    job = Job.objects.get()
    assert (job.state, job.params["all"]) == (State.QUEUED, True)
    expect(page.get_by_label("进展")).to_contain_text("排队")

    worker = in_a_worker(job.pk)
    expect(page.get_by_label("进展")).to_contain_text("完成")  # by asking again, nobody reloads
    worker.join()
    window.look()
    book = downloaded(window, tmp_path)
    assert rows_of(book) == expected(organs)
    assert "林静文" in str(book.get_sheet_by_name("导出说明").to_python())


def test_ticked_rows_alone_are_exported(open_window, tmp_path):
    window = open_window("city")
    window.go(LIST)
    page = window.page
    organs = Unit.objects.filter(kind=UnitKind.CITY_DEPARTMENT).order_by("-code")
    ticked = [organs[0].pk, organs[2].pk]
    page.get_by_label("选中第 3 行").check()
    page.get_by_label("选中第 1 行").check()
    window.press("导出 Excel")
    job = Job.objects.get()
    assert sorted(job.params["selected"]) == sorted(ticked)
    jobs.perform(job.pk)
    page.reload()
    assert rows_of(downloaded(window, tmp_path)) == expected(organs.filter(pk__in=ticked))


def test_a_running_job_shows_how_far_it_is_and_can_be_stopped(open_window, settings, tmp_path):
    settings.JOBS = settings.JOBS | {"test.count": ("测试：计数", "tests.jobs.kinds.count")}
    window = open_window("city")
    city = Job._meta.get_field("requested_by").related_model.objects.get(username="city")
    job = jobs.enqueue(actor=city, kind="test.count", label="慢的任务", steps=200, pause=0.1)
    worker = in_a_worker(job.pk)
    window.go(f"/jobs/{job.pk}/")
    expect(window.page.get_by_role("progressbar")).to_have_attribute("max", "200")
    before = window.page.get_by_role("progressbar").get_attribute("value")
    expect(window.page.get_by_role("progressbar")).not_to_have_attribute("value", before)
    window.look()
    window.press("取消")
    worker.join()
    expect(window.page.get_by_label("进展")).to_contain_text("已取消")
    job.refresh_from_db()
    assert job.state == State.CANCELLED
    assert 0 < job.done < 200
