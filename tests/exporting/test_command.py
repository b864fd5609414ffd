"""`manage.py export_roster`: files, the log, and what it refuses."""

import csv
import io
import re
import zipfile

import pytest
from django.core.management import CommandError, call_command
from python_calamine import CalamineWorkbook

from cadres.formats import lrmx
from core.accounts.models import User
from tests.exporting.asking import asked, content, last_export

ON = "2025-06-30"
# Of tests/world_people.py, by hand: whose stays that day is part of.
OF_COUNTY = ["马晓东", "赵文博", "罗天翊"]
EVERYBODY = ["周雨晴", "曾可欣", "李明朗", *OF_COUNTY]


def run(*args: object, **options: object) -> str:
    out = io.StringIO()
    call_command("export_roster", *map(str, args), stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


def forms_in(path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return [lrmx.read(archive.read(name))[0].name for name in archive.namelist()]


def filed_by(workbook: bytes) -> str:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_index(0)
    return sheet.to_python()[1][0]


def test_a_workbook_of_everybody_on_the_roster_that_day(world, tmp_path):
    path = tmp_path / "名册.xlsx"
    said = run("--format", "xlsx", path, "--as-of", ON)
    assert said == f"已导出 6 人（截至 {ON}，花名册 Excel）：{path}\n"
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    cells = {str(cell) for row in rows for cell in row}
    assert set(EVERYBODY) <= cells
    notes = CalamineWorkbook.from_path(path).get_sheet_by_name("导出说明").to_python()
    told = {str(row[0]): str(row[1]) for row in notes}
    assert told["统计截止"] == "2025年6月30日"
    assert re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d", told["导出时间"])
    assert "陈思远" not in cells  # between two stays
    entry = last_export()
    assert (entry.actor_kind, entry.actor_id, entry.rows) == ("system", None, 6)
    assert entry.detail["as_of"] == ON
    assert entry.detail["file"] == "名册.xlsx"


@pytest.mark.parametrize("place", [None, "青川县"])
def test_the_department_files_it_as_on_the_page(world, client_for, tmp_path, place):
    User.objects.filter(pk=world.city.pk).update(unit=world.named["市委组织部"])
    path = tmp_path / "x.xlsx"
    only = ("--unit", world.named[place].code) if place else ()
    run("--format", "xlsx", path, *only)
    choices = {"document": "roster.xlsx", "edition": "new"}
    page = content(asked(client_for(world.city), "roster", choices, all="1"))
    assert filed_by(path.read_bytes()) == filed_by(page) == "填报单位（盖章）：中共清河市委组织部"


def test_without_accounts_of_the_department_the_city_files_it(world, tmp_path):
    User.objects.filter(pk=world.city.pk).update(is_active=False)
    run("--format", "xlsx", tmp_path / "x.xlsx")
    assert filed_by((tmp_path / "x.xlsx").read_bytes()) == "填报单位（盖章）：清河市"


def test_forms_of_a_county_are_an_archive(world, tmp_path):
    path = tmp_path / "forms.zip"
    code = world.named["青川县"].code
    run("--format", "lrmx", path, "--as-of", ON, "--unit", code, "--edition", "new")
    assert sorted(forms_in(path)) == sorted(OF_COUNTY)
    assert last_export().detail["id_numbers"] is True
    assert not list(tmp_path.glob(".export-*"))


def test_the_form_of_one_person_is_a_file(world, tmp_path):
    path = tmp_path / "one.docx"
    run("--format", "docx", path, "--as-of", ON, "--unit", world.named["市科技局"].code)
    assert zipfile.is_zipfile(path)


@pytest.mark.parametrize(("document", "label"), [("roster", "花名册 PDF"), ("form", "任免审批表")])
def test_pdf_is_the_roster_or_the_forms(world, tmp_path, document, label):
    path = tmp_path / "x.pdf"
    assert label in run("--format", "pdf", path, "--as-of", ON, "--document", document)
    assert path.read_bytes().startswith(b"%PDF-")


def test_csv_keeps_its_header(world, tmp_path):
    path = tmp_path / "x.csv"
    run("--format", "csv", path, "--as-of", ON, "--internal")
    head, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    assert head[:4] == ["序号", "姓名", "性别", "民族"]
    assert {"身份证号", "联系电话"} <= set(head)
    assert sorted(row[1] for row in rows) == sorted(EVERYBODY)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--format", "xlsx", "{new}.xlsx", "--as-of", "2025-13-01"), "截至日期“2025-13-01”无效"),
        (("--format", "xlsx", "{new}.xlsx", "--unit", "999"), "没有编码为“999”的单位"),
        (("--format", "xlsx", "{old}.xlsx"), "已存在，没有覆盖"),
        (("--format", "xlsx", "{new}/deep/x.xlsx"), "不存在，请先建立"),
        (("--format", "lrmx", "{new}.lrmx"), "文件名应以 .zip 结尾"),
        (("--format", "lrmx", "{new}.zip", "--document", "roster"), "没有 lrmx 格式"),
        (("--format", "xlsx", "{new}.xlsx", "--as-of", "1999-01-01"), "没有可以导出的人"),
        (("--format", "lrmx", "{new}.zip", "--as-of", "1999-01-01"), "没有可以导出的人"),
        (("--format", "doc", "{new}.doc"), "--format"),
    ],
)
def test_what_is_refused_leaves_nothing_behind(world, tmp_path, args, said):
    (tmp_path / "old.xlsx").write_text("mine")
    places = {"new": tmp_path / "new", "old": tmp_path / "old"}
    with pytest.raises(CommandError, match=said):
        run(*(arg.format(**places) for arg in args))
    assert [path.name for path in tmp_path.iterdir() if path.name != "media"] == ["old.xlsx"]
    assert (tmp_path / "old.xlsx").read_text() == "mine"
    assert last_export() is None


def test_force_writes_over(world, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("old")
    run("--format", "csv", path, "--force")
    assert "周雨晴" in path.read_text(encoding="utf-8-sig")
