"""Files that are not what they say: a message each, the rest is still shown, nothing is written."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from django.urls import reverse

from cadres.importing.models import ImportBatch
from cadres.people.models import Cadre
from tests.importing.telling import an_id
from tests.importing.test_command import USUAL, lines
from tests.importing.uploading import SAMPLES, file, sample, sheet, upload

SAMPLE = (SAMPLES / "sample.lrmx").read_text("utf-8-sig")
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "0123456789">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><Person><XingMing>&j;</XingMing></Person>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<Person><XingMing>&x;</XingMing></Person>"
)
NEW = ("周晓航", "男", "1992.05", "青川县柳河镇科员", "柳河镇", an_id(), "", "汉族")


def zipped(**files: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


BAD = {
    "broken.lrmx": SAMPLE[:400].encode(),
    "bomb.lrmx": BOMB.encode(),
    "outside.lrmx": OUTSIDE.encode(),
    "html.lrmx": b"<html><body>404</body></html>",
    "not-gbk.lrm": b'"\xff\xfe\x00\x81","\xc4' * 40,
    "binary.lrm": bytes(range(256)) * 20,
    "zip-as.xlsx": zipped(a=b"x"),
    "text-as.xlsx": "姓名,性别".encode(),
    "locked.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000,
    "xlsx-as.lrmx": sheet(NEW),
    "no-zip.zip": b"PK\x03\x04 nothing",
    "nested.zip": zipped(inner=zipped(a=b"x")),
    "climbs.zip": zipped(**{"../../etc/a.lrmx": SAMPLE.encode()}),
    "huge.zip": zipped(**{"a.lrmx": b"<Person>" + b" " * 30_000_000}),
    "no-head.xlsx": sheet(("甲", "乙"), head=("某某", "某某")),
    "nobody.xlsx": sheet(),
}


@pytest.mark.parametrize("name", BAD)
def test_the_command_says_why_and_shows_the_rest(world, tmp_path, name):
    (tmp_path / name).write_bytes(BAD[name])
    code, found = lines(*USUAL, tmp_path / name, SAMPLES / "sample.lrmx")
    assert found[-1]["file"] == "sample.lrmx" and found[-1]["action"] == "create"
    bad = found[:-1]
    assert bad and code == 1
    for one in bad:
        assert one["action"] == "error" and one["errors"][0]["reason"].endswith("。")
        assert "Error" not in one["errors"][0]["reason"]
    assert not Cadre.objects.filter(name="周航").exists()


@pytest.mark.parametrize("name", BAD)
def test_the_page_says_why_and_shows_the_rest(world, client_for, name):
    city = client_for(world.city)
    batch = upload(city, file(BAD[name], name), sample())
    actions = sorted(batch.rows.values_list("action", flat=True))
    assert actions[0] == "create" and set(actions[1:]) == {"error"}, actions
    text = city.get(reverse("imports:review", args=[batch.pk])).content.decode()
    assert name in text


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("空.xlsx", b"", "空"),
        ("名单.doc", b"x", "“名单.doc”不能导入"),
        ("没有后缀", b"x", "不能导入"),
        ("大.zip", b"x" * (3 * 2**20 + 1), "一次最多 3 MB"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_at_the_field(
    world, client_for, settings, name, content, sentence
):
    settings.IMPORT_MAX_BYTES = 3 * 2**20
    response = client_for(world.city).post(
        reverse("imports:upload"), {"files": [file(content, name)]}
    )
    assert response.status_code == 400
    assert sentence in "".join(response.context["form"].errors["files"])
    assert not ImportBatch.objects.exists()


def test_files_that_are_none_do_not_keep_the_others_from_being_checked(world, client_for):
    city = client_for(world.city)
    batch = upload(city, file(b"", "空.xlsx"), file(b"x", "名单.doc"), file(sheet(NEW)))
    found = {row.file: row for row in batch.rows.all()}
    assert {name: row.action for name, row in found.items()} == {
        "空.xlsx": "error", "名单.doc": "error", "花名册.xlsx": "create",
    }  # fmt: skip
    assert "空" in found["空.xlsx"].errors[0]["reason"]
    text = city.get(reverse("imports:review", args=[batch.pk])).content.decode()
    assert "空.xlsx" in text and "名单.doc" in text


def test_nothing_chosen_is_refused_at_the_field(world, client_for):
    response = client_for(world.city).post(reverse("imports:upload"), {})
    assert response.status_code == 400 and response.context["form"].errors["files"]


def test_a_name_that_climbs_stays_in_its_folder(world, client_for, settings):
    city = client_for(world.city)
    batch = upload(city, file(sheet(NEW), "../../花 名:册?.xlsx"))
    assert [row.file for row in batch.rows.all()] == ["花 名_册_.xlsx"]
    assert not list(settings.MEDIA_ROOT.parent.glob("*.xlsx"))


def test_every_cell_that_is_wrong_is_named(world, tmp_path):
    head = ("姓名", "性别", "出生年月", "民族", "参加工作时间", "现任职务", "所在单位", "身份证号")
    rows = (
        ("甲一", "男", "1992.13", "汉族", "", "科员", "市科技局", ""),
        ("甲二", "男", "1992.05", "汉族", "", "科员", "市科技局", "990121199205120019"),
        ("甲三", "男", "1993.05", "汉族", "1990.07", "科员", "市科技局", ""),
        ("甲四", "男", "1992.05", "汉族", "", "科员", "市交通局", ""),
        ("甲五", "男", "1992.05", "火星族", "", "科员", "市科技局", ""),
        ("甲六", "", "1992.05", "汉族", "", "", "市科技局", ""),
        ("甲7", "男", "1992.05", "汉族", "", "科员", "市科技局", ""),
    )
    (tmp_path / "错.xlsx").write_bytes(sheet(*rows, head=head))
    code, found = lines(tmp_path / "错.xlsx")
    assert code == 1
    assert [(one["row"], sorted({e["field"] for e in one["errors"]})) for one in found] == [
        (2, ["birth"]), (3, ["id_number"]), (4, ["work_start"]), (5, ["unit"]), (6, ["nation"]),
        (7, ["gender", "title"]), (8, ["name"]),
    ]  # fmt: skip
    assert "990121********0019" in found[1]["errors"][0]["value"]
    assert all(error["reason"].endswith("。") for one in found for error in one["errors"])


def test_formulas_blank_styled_rows_and_merged_cells_do_no_harm(world, tmp_path):
    with xlsxwriter.Workbook(tmp_path / "样式.xlsx") as book:
        page, bold = book.add_worksheet(), book.add_format({"bg_color": "#ffff00"})
        page.merge_range(0, 0, 0, 6, "清河市优秀年轻干部名册")
        page.write_row(
            1, 0, ("姓名", "性别", "出生年月", "现任职务", "所在单位", "身份证号", "民族")
        )
        page.write_row(2, 0, NEW[:2])
        page.write_number(2, 2, 1992.05)
        page.write_row(2, 3, (*NEW[3:6], "汉族"))
        page.write_formula(3, 0, '=HYPERLINK("http://x")', None, "王小二")
        for row in range(4, 300):
            page.write_blank(row, 0, None, bold)
    _, found = lines("--dry-run", tmp_path / "样式.xlsx")
    assert [(one["row"], one["person"].get("name")) for one in found] == [
        (3, "周晓航"), (4, "王小二"),
    ]  # fmt: skip
    assert [one["action"] for one in found] == ["create", "error"]


def test_more_than_an_import_takes_is_not_even_read(world, client_for):
    city = client_for(world.city)
    big = {"CONTENT_LENGTH": str(62 * 2**20)}
    assert city.post(reverse("imports:upload"), {}, **big).status_code == 413
    # Elsewhere the usual limit holds.
    less = {"CONTENT_LENGTH": str(20 * 2**20)}
    assert city.post(reverse("units:import"), {}, **less).status_code == 413
