"""People from files: upload, look through, take, leave, choose, write; with script and without."""

import pytest
from playwright.sync_api import expect

from cadres.importing.models import ImportBatch, ImportRow
from cadres.people.models import Cadre
from core.jobs import services as jobs
from core.jobs.models import Job
from tests.browser.window import PHONE
from tests.importing.telling import an_id
from tests.importing.test_matching import namesake
from tests.importing.uploading import cells_of, sample, sheet

pytestmark = pytest.mark.browser

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZHOU = ("周雨晴", "女", "1992.05", "清河市交通运输局办公室主任", "市交通运输局", "", "工程师")
ZENG = ("曾可欣", "女", "1991.04", "清河市交通运输局办公室主任", "市交通运输局", "", "会计师")
NEW = ("周晓航", "男", "1992.05", "青川县柳河镇科员", "柳河镇", an_id(), "", "汉族")
WRONG = ("李小一", "男", "1992.13", "市交通运输局科员", "市交通局", "", "", "汉族")


def begin(window, world) -> ImportBatch:
    """Upload a sheet and a form, and have them checked."""
    namesake(world.cadres["曾可欣"], world.named["柳河镇"])
    window.go("/imports/")
    window.follow("导入文件", within=window.page.locator(".q-head"))
    window.page.locator("[name=files]").set_input_files(
        [
            {"name": "花名册.xlsx", "mimeType": XLSX, "buffer": sheet(ZHOU, ZENG, NEW, WRONG)},
            {
                "name": "sample.lrmx",
                "mimeType": "application/xml",
                "buffer": sample().read(),
            },
        ]
    )
    window.press("上传并核对")
    return ImportBatch.objects.get()


def perform(window, batch: ImportBatch) -> None:
    """Let a worker do what waits; the page goes on by itself."""
    job = Job.objects.get(state="queued")
    with window.page.expect_navigation(url=f"**/imports/{batch.pk}/"):
        jobs.perform(job.pk)
    window.look()


def test_the_whole_way_of_a_batch(open_window, committed_world, tmp_path):
    window = open_window("city")
    page = window.page
    batch = begin(window, committed_world)
    window.sees("正在核对")
    perform(window, batch)

    expect(page.get_by_label("结果分类").locator("[aria-current]")).to_have_text("错误 1")
    expect(page.locator("tbody")).to_contain_text("1992.13")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载错误行").click()
    waiting.value.save_as(tmp_path / "wrong.xlsx")
    cells = [str(c) for row in cells_of((tmp_path / "wrong.xlsx").read_bytes()) for c in row]
    assert "李小一" in cells and "1992.13" in cells

    bar = page.locator("#import-bar")
    expect(bar).to_contain_text("将写入 3 人：更新 1、新增 2")
    window.follow("待选择 1")
    page.get_by_role("radio", name="市交通运输局").first.check()
    expect(bar).to_contain_text("将写入 4 人：更新 2、新增 2")
    window.follow("更新 2")
    page.get_by_label("写入周雨晴的专业技术职务").uncheck()
    expect(bar).to_contain_text("将写入 4 人")
    page.get_by_label("写入曾可欣的专业技术职务").uncheck()
    expect(bar).to_contain_text("将写入 3 人：更新 1、新增 2")
    window.follow("新增 2")
    page.get_by_text("文件里的全部内容").last.click()
    page.get_by_text("校核错误").last.click()
    window.look()
    page.get_by_label("新增周晓航").uncheck()
    expect(bar).to_contain_text("将写入 2 人：更新 1、新增 1")
    window.press("下一步：写入 2 人")
    window.press("确认写入")
    perform(window, batch)
    window.sees("写入完成")
    assert Cadre.objects.get(name="周雨晴").title == "清河市交通运输局办公室主任"
    assert Cadre.objects.get(name="周雨晴").pro_title == ""
    assert Cadre.objects.get(name="周航").photo
    assert not Cadre.objects.filter(name="周晓航").exists()
    window.follow("周航")


def test_the_same_without_script(open_window, committed_world):
    window = open_window("city", scripted=False)
    page = window.page
    batch = begin(window, committed_world)
    jobs.perform(Job.objects.get(state="queued").pk)
    window.go(f"/imports/{batch.pk}/?tab=choose")
    page.get_by_role("radio", name="跳过").check()
    window.press("保存选择")
    assert ImportRow.objects.get(name="曾可欣").is_left_out
    window.go(f"/imports/{batch.pk}/?tab=update")
    page.get_by_label("写入周雨晴的专业技术职务").uncheck()
    window.press("下一步：写入 3 人")
    window.press("确认写入")
    jobs.perform(Job.objects.get(state="queued").pk)
    window.go(f"/imports/{batch.pk}/")
    assert Cadre.objects.get(name="周雨晴").pro_title == ""


def test_on_a_telephone_reasons_and_boxes_are_reached_without_scrolling_sideways(
    open_window, committed_world
):
    window = open_window("city")
    page = window.page
    batch = begin(window, committed_world)
    perform(window, batch)
    page.set_viewport_size(PHONE)

    def is_within(found) -> bool:
        box = found.bounding_box()
        return box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]

    assert is_within(page.locator("tbody td.is-wrap").first)
    for tab, box in (("update", "写入周雨晴的专业技术职务"), ("create", "新增周晓航")):
        window.go(f"/imports/{batch.pk}/?tab={tab}")
        page.set_viewport_size(PHONE)
        assert is_within(page.get_by_label(box))
        assert is_within(page.locator("#import-tabs [aria-current]"))


def test_a_batch_is_given_up(open_window, committed_world):
    window = open_window("city")
    batch = begin(window, committed_world)
    perform(window, batch)
    window.press("放弃")
    window.sees("没有写入任何内容")
    assert not ImportRow.objects.exists()


def test_what_is_no_such_file_is_refused_at_the_field(open_window):
    window = open_window("city")
    window.go("/imports/new/")
    window.page.locator("[name=files]").set_input_files(
        [{"name": "名单.doc", "mimeType": "application/msword", "buffer": b"x"}]
    )
    window.press("上传并核对")
    window.sees("“名单.doc”不能导入")
    assert not ImportBatch.objects.exists()
