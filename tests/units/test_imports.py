"""Importing units: every fault is found, a good file is written whole, a bad one not at all."""

import io
from datetime import date

import pytest
import xlsxwriter
from django.core.files.base import ContentFile
from python_calamine import CalamineWorkbook

from core.jobs import services as jobs
from core.jobs.models import Job, State
from core.units import sheet
from core.units.models import Unit

HEADER = [column.label for column in sheet.COLUMNS]


def workbook(*rows: list) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    page = book.add_worksheet()
    for index, row in enumerate([HEADER, *rows]):
        for column, value in enumerate(row):
            if value is not None:
                page.write(index, column, value)
    book.close()
    return stream.getvalue()


def row(code: str, parent: str, **changed) -> list:
    values = {
        "code": code,
        "name": f"单位{code}",
        "short_name": f"单{code}",
        "parent_code": parent,
        "kind": "乡镇",
        "level": "乡科级正职",
        "principal_quota": 1,
        "deputy_quota": 3,
        "established_on": "2024.01.01",
    } | changed
    return [values[column.name] for column in sheet.COLUMNS]


def checked(actor, content: bytes) -> Job:
    job = Job.objects.create(kind="core.units.check_import", label="核对", requested_by=actor)
    job.result.save("upload.xlsx", ContentFile(content))
    jobs.perform(job.pk)
    job.refresh_from_db()
    return job


def written(job: Job) -> Job:
    params = {"checked": job.pk}
    job = Job.objects.create(
        kind="core.units.apply_import", label="写入", requested_by=job.requested_by, params=params
    )
    jobs.perform(job.pk)
    job.refresh_from_db()
    return job


def test_checking_writes_nothing_and_says_what_would_happen(world):
    county = world.named["青川县"]
    before = Unit.objects.count()
    town = world.named["柳河镇"]
    job = checked(
        world.city,
        workbook(
            row(f"{county.code}.900.1", f"{county.code}.900"),  # child before its parent
            row(f"{county.code}.900", county.code),
            row(town.code, county.code, name=town.name, short_name="柳河", deputy_quota=None),
        ),
    )
    assert job.state == State.SUCCEEDED, job.message
    assert [entry["row"] for entry in job.outcome["create"]] == [3, 2]  # parents first
    (update,) = job.outcome["update"]
    assert update["changes"]["short_name"] == ["柳河镇", "柳河"]
    assert job.outcome["errors"] == 0
    assert Unit.objects.count() == before


def test_a_good_file_is_written_in_one_go(world):
    county = world.named["青川县"]
    job = checked(
        world.city,
        workbook(
            row("900.1", "900"), row("900", county.code), [None] * len(HEADER), row("901", "900")
        ),
    )
    done = written(job)
    assert done.state == State.SUCCEEDED, done.message
    assert done.outcome == {"create": 3, "update": 0}
    assert Unit.objects.get(code="900.1").parent.code == "900"
    assert Unit.objects.get(code="900").established_on == date(2024, 1, 1)


@pytest.mark.parametrize(
    ("changed", "place", "reason"),
    [
        ({"kind": "镇子"}, "单位类别", "“镇子”不是可选的单位类别"),
        ({"level": "省级"}, "机构级别", "不是可选的机构级别"),
        ({"deputy_quota": -1}, "副职职数", "不是 0 到 99 的整数"),
        ({"deputy_quota": "三"}, "副职职数", "不是 0 到 99 的整数"),
        ({"deputy_quota": 100}, "副职职数", "不是 0 到 99 的整数"),
        ({"established_on": "2024-02-30"}, "设立日期", "不是日期"),
        ({"established_on": "去年"}, "设立日期", "不是日期"),
        ({"name": ""}, "单位全称", "没有填写"),
        ({"name": "长" * 121}, "单位全称", "最多 120 个"),
        ({"parent_code": ""}, "上级编码", "没有填写"),
        ({"parent_code": "404"}, "上级编码", "本表里也没有"),
        ({"parent_code": "900"}, "上级编码", "上级不能是自己"),
    ],
)
def test_a_fault_is_told_with_place_value_and_remedy(world, changed, place, reason):
    job = checked(world.city, workbook(row("900", world.named["青川县"].code, **changed)))
    assert job.state == State.SUCCEEDED, job.message
    assert job.outcome["errors"] == 1
    (problem,) = job.problems.all()
    assert problem.place == f"第 2 行 {place}"
    assert reason in problem.reason


@pytest.mark.parametrize("text", ["2024-01-01", "2024.01.01", "2024/1/1", "20240101", 45292])
def test_dates_are_read_in_every_common_form(world, text):
    content = workbook(row("900", world.named["青川县"].code, established_on=text))
    (line,) = sheet.read_lines(io.BytesIO(content))
    assert line.values["established_on"] == date(2024, 1, 1)


def test_a_circle_and_a_repeated_code_are_found(world):
    job = checked(world.city, workbook(row("900", "901"), row("901", "900"), row("900", "001")))
    reasons = " ".join(problem.reason for problem in job.problems.all())
    assert "绕成了圈" in reasons
    assert "与第 2 行重复" in reasons


def test_a_county_cannot_import_outside_its_subtree(world):
    bureau = world.named["市交通运输局"]
    job = checked(
        world.county, workbook(row(bureau.code, bureau.parent.code), row("900", bureau.code))
    )
    assert job.outcome["errors"] == 2
    assert all("管理范围" in problem.reason for problem in job.problems.all())


def test_what_changed_since_the_check_stops_the_whole_file(world):
    county = world.named["青川县"]
    job = checked(world.city, workbook(row("900", county.code), row("901", "900")))
    Unit.objects.filter(pk=county.pk).update(abolished_on=date(2026, 1, 1))
    done = written(job)
    assert done.state == State.FAILED
    assert not Unit.objects.filter(code__in=("900", "901")).exists()


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_a_file_that_is_no_workbook_is_refused_with_a_sentence(content):
    with pytest.raises(sheet.UnreadableFileError, match="不是能读的 Excel"):
        sheet.read_lines(io.BytesIO(content))


def test_missing_columns_are_named():
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.add_worksheet().write_row(0, 0, ["单位编码", "单位全称"])
    book.close()
    stream.seek(0)
    with pytest.raises(sheet.UnreadableFileError, match="缺少列：单位简称"):
        sheet.read_lines(stream)


def test_the_template_can_be_read_back():
    content = sheet.template_bytes([("900", "甲", "甲", "001", "乡镇", "", "", "", "2024-01-01")])
    (line,) = sheet.read_lines(io.BytesIO(content))
    assert not line.faults
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names == ["单位", "填写须知"]
