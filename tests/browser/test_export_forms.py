"""Forms of a filtered selection, exported as people do it, and read back."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from cadres.formats import lrmx
from core.jobs import services as jobs
from core.jobs.models import Job

pytestmark = pytest.mark.browser

QUERY = "/roster/?tier=2&as_of=2026-06-30&order=-birth"


def downloaded(window, folder: Path, name: str) -> Path:
    """The file behind a link."""
    with window.page.expect_download() as waiting:
        window.page.get_by_role("link", name=name).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def read_back(path: Path) -> list:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return [lrmx.read(archive.read(name))[0] for name in archive.namelist()]


def test_forms_of_what_was_filtered_and_ticked(open_window, tmp_path):
    window = open_window("city")
    window.go(QUERY)
    window.page.get_by_label("选中第 1 行").check()
    window.page.get_by_label("选中第 3 行").check()
    window.press("导出名册、审批表")
    window.sees("名册：2 人")
    window.page.get_by_label("任免审批表 .lrmx").check()
    window.page.get_by_label("2025 版").check()
    window.press("开始导出")
    job = Job.objects.get()
    assert jobs.perform(job.pk)
    expect(window.page.get_by_label("进展")).to_contain_text("完成")
    window.look()
    path = downloaded(window, tmp_path, "下载")
    assert path.name == "2026.06.30 干部任免审批表 2人.zip"
    first, second = read_back(path)
    # 陈思远 1993.11, 赵文博 1990.06, 李明朗 1990.02: the youngest first, the second not ticked.
    assert (first.name, first.birth, first.age_on) == ("陈思远", "199311", "20260630")
    assert second.name == "李明朗"
    assert first.retire_month == "205611"


def test_one_persons_form_is_had_from_his_page(open_window, committed_world, tmp_path):
    window = open_window("secretary")
    rain = committed_world.cadres["周雨晴"]
    window.go(f"/cadres/{rain.pk}/")
    window.page.get_by_role("link", name="任免审批表", exact=True).click()
    expect(window.page.get_by_role("table").first).to_contain_text("云州大学交通学院交通工程专业")
    window.page.get_by_role("link", name="2025 版").click()
    expect(window.page.get_by_role("table").first).to_contain_text("到龄时间")
    window.look()
    for ending in (".lrmx", "Word", "PDF"):
        path = downloaded(window, tmp_path, f"下载 {ending}")
        assert path.stem.endswith("干部任免审批表 周雨晴")
        assert path.stat().st_size > 1000
