"""Units from a workbook: the template, what is wrong in a file, and writing a right one."""

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from core.jobs import services as jobs
from core.jobs.models import Job
from core.units.models import Unit
from tests.units.test_imports import HEADER, row, workbook

pytestmark = pytest.mark.browser

GOOD = row("001.002.004.901", "001.002.004", name="青川县新河镇", short_name="新河镇")
BAD = row("001.002.004.902", "001.002.004", deputy_quota="三名")
MENDED = row("001.002.004.902", "001.002.004", name="青川县白石镇", short_name="白石镇")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def upload(window, name: str, content: bytes) -> Job:
    """Choose a file and send it; the page then waits for the job."""
    window.page.locator("[name=file]").set_input_files(
        {"name": name, "mimeType": XLSX, "buffer": content}
    )
    window.press("上传并核对")
    window.sees("已收到文件，正在核对。")
    return Job.objects.first()


def finished(window, job: Job, *, url: str) -> None:
    """Let a worker do the job; the page goes on by itself."""
    with window.page.expect_navigation(url=f"**{url}"):
        jobs.perform(job.pk)
    window.look()


def test_a_wrong_row_is_named_and_the_mended_file_is_written(open_window, tmp_path):
    units = Unit.objects.count()
    window = open_window("city")
    page = window.page
    window.go("/units/import/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载导入模板").click()
    assert waiting.value.suggested_filename == "单位导入模板.xlsx"
    template = tmp_path / "template.xlsx"
    waiting.value.save_as(template)
    assert CalamineWorkbook.from_path(template).get_sheet_by_index(0).to_python()[0] == HEADER

    job = upload(window, "新设乡镇.xlsx", workbook(GOOD, BAD))
    finished(window, job, url=f"/units/import/{job.pk}/")
    problem = page.get_by_label("没有接受的内容").locator("tbody tr")
    expect(problem).to_have_count(1)
    place, value, reason = problem.locator("th, td").all_inner_texts()
    assert (place, value) == ("第 3 行 副职职数", "三名")
    assert reason == "“三名”不是 0 到 99 的整数，请改正。"
    expect(page.get_by_role("button", name="写入")).to_be_disabled()
    assert Unit.objects.count() == units

    window.follow("重新上传")
    job = upload(window, "新设乡镇.xlsx", workbook(GOOD, MENDED))
    finished(window, job, url=f"/units/import/{job.pk}/")
    expect(page.get_by_label("合计")).to_contain_text("2 个单位")
    expect(page.get_by_label("将新设").locator("tbody tr")).to_have_count(2)
    assert Unit.objects.count() == units

    window.press("确认写入")
    written = Job.objects.first()
    finished(window, written, url=f"/jobs/{written.pk}/")
    expect(page.get_by_label("进展")).to_contain_text("完成")
    new = Unit.objects.filter(short_name__in=["新河镇", "白石镇"], parent__short_name="青川县")
    assert (new.count(), Unit.objects.count()) == (2, units + 2)


def test_a_file_that_is_no_workbook_is_refused_at_its_field(open_window):
    window = open_window("city")
    window.go("/units/import/")
    window.page.locator("[name=file]").set_input_files(
        {"name": "名单.xlsx", "mimeType": XLSX, "buffer": b"not a workbook"}
    )
    window.press("上传并核对")
    window.sees("这个文件不是能读的 Excel 工作簿（.xlsx）")
    assert not Job.objects.exists()


def test_an_oversized_file_is_not_even_sent(open_window, tmp_path):
    window = open_window("city")
    window.go("/units/import/")
    sent = []
    window.page.on("request", lambda request: sent.append(request.method))
    big = tmp_path / "全市.xlsx"
    with big.open("wb") as file:
        file.truncate(11 * 2**20)
    window.page.locator("[name=file]").set_input_files(big)
    window.sees("“全市.xlsx”有 11.0 MB，超过上限 10.0 MB。")
    window.look()
    window.page.get_by_role("button", name="上传并核对").click()
    expect(window.page.locator("[name=file]")).to_be_focused()
    assert "POST" not in sent
