"""Files, folders and zips that people point at: one broken file never stops the others."""

import os
import zipfile
from pathlib import Path

import pytest

from cadres.formats import limits, sources
from cadres.formats.sources import BrokenSource, FormSource, HzbSource, SheetSource, opened
from tests.formats.invented import JPEG, SAMPLES, zipped

LRMX = (SAMPLES / "sample.lrmx").read_bytes()
LRM = (SAMPLES / "sample.lrm").read_bytes()
PIC = (SAMPLES / "sample.pic").read_bytes()
XLSX = zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""})
DOCX = zipped({"[Content_Types].xml": b"", "word/document.xml": b""})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(100)


def put(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def kinds(paths) -> list[tuple[str, str]]:
    return [(type(source).__name__.removesuffix("Source"), source.file) for source in opened(paths)]


def reason(path: Path) -> str:
    [source] = opened([path])
    assert isinstance(source, BrokenSource)
    assert source.reason.endswith("。")
    return source.reason


def test_files_folders_and_zips_side_by_side(tmp_path):
    put(
        tmp_path,
        {
            "一/b.Lrmx": LRMX,
            "一/柳河/a.LRM": LRM,
            "一/柳河/A.Pic": PIC,
            "一/柳河/c.xlsx": XLSX,
            "一/坏.lrmx": b"<Person>",
            "一/包.zip": zipped({"x/z.lrmx": LRMX, "x/y.lrm": LRM, "x/y.pic": PIC}),
            "单.lrmx": LRMX,
        },
    )
    assert kinds([tmp_path / "单.lrmx", tmp_path / "一"]) == [
        ("Form", "单.lrmx"),
        ("Form", "一/b.Lrmx"),
        ("Broken", "一/坏.lrmx"),
        ("Form", "一/柳河/a.LRM"),
        ("Sheet", "一/柳河/c.xlsx"),
        ("Form", "一/包.zip/x/z.lrmx"),
        ("Form", "一/包.zip/x/y.lrm"),
    ]
    forms = [s.form for s in opened([tmp_path / "一"]) if isinstance(s, FormSource)]
    assert {form.name for form in forms} == {"周航"}
    assert all(form.photo == PIC for form in forms)


def test_a_workbook_is_handed_on_unread(tmp_path):
    [source] = opened([put(tmp_path, {"a.xlsx": XLSX}) / "a.xlsx"])
    assert source == SheetSource("a.xlsx", XLSX)


def test_an_older_form_named_alone_finds_its_portrait_and_the_portrait_its_form(tmp_path):
    put(tmp_path, {"a.lrm": LRM, "a.PIC": PIC, "b.pic": PIC})
    [source] = opened([tmp_path / "a.lrm"])
    assert source.form.photo == PIC
    assert kinds([tmp_path / "a.lrm", tmp_path / "a.PIC"]) == [("Form", "a.lrm")]
    assert "没有同名的 .lrm" in reason(tmp_path / "b.pic")


def test_what_systems_and_editors_leave_behind_is_passed_over(tmp_path):
    left = ["a.lrmx.bak", ".DS_Store", ".git/x.lrmx", "__MACOSX/._a.lrmx", "Thumbs.db",
            "desktop.ini", "~$名册.xlsx", "x/.hidden.zip"]  # fmt: skip
    put(tmp_path, {f"f/{name}": b"junk" for name in left} | {"f/a.lrmx": LRMX})
    assert kinds([tmp_path / "f"]) == [("Form", "f/a.lrmx")]
    put(tmp_path, {"f.zip": zipped(dict.fromkeys(left, b"junk") | {"a.lrmx": LRMX})})
    assert kinds([tmp_path / "f.zip"]) == [("Form", "f.zip/a.lrmx")]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.lrmx", b"", "文件是空的（0 字节）"),
        ("a.lrm", b"", "文件是空的（0 字节）"),
        ("a.xlsx", b"", "文件是空的（0 字节）"),
        ("a.zip", b"", "文件是空的（0 字节）"),
        ("a.lrmx", LRM, "扩展名是 .lrmx，内容却是“.lrm 文本"),
        ("a.lrm", LRMX, "扩展名是 .lrm，内容却是“XML"),
        ("a.lrmx", XLSX, "内容却是“Excel 工作簿"),
        ("a.lrmx", zipped({"a": b""}), "内容却是“压缩包（.zip）"),
        ("a.lrmx", DOCX, "内容却是“Word 文档（.docx）"),
        ("a.lrmx", JPEG, "内容却是“图片"),
        ("a.lrmx", b"%PDF-1.7", "内容却是“PDF"),
        ("a.lrmx", b"<!DOCTYPE html><html>", "内容却是“网页"),
        ("a.zip", XLSX, "扩展名是 .zip，内容却是“Excel 工作簿（.xlsx）"),
        ("a.zip", DOCX, "内容却是“Word 文档"),
        ("a.zip", b"Rar!\x1a\x07", "内容却是“RAR 压缩包"),
        ("a.zip", b"7z\xbc\xaf\x27\x1c", "内容却是“7z 压缩包"),
        ("a.zip", LRMX, "内容却是“XML"),
        ("a.zip", b"nothing", "内容却不是“压缩包"),
        ("a.xlsx", zipped({"a": b""}), "内容却是“压缩包"),
        ("a.xlsx", b"a,b,c", "内容却不是“Excel 工作簿"),
        ("a.xlsx", ole("EncryptedPackage"), "有打开密码"),
        ("a.zip", ole("EncryptedPackage"), "有打开密码"),
        ("a.docx", ole("EncryptedPackage"), "有打开密码"),
        ("a.xlsx", ole("Workbook"), "旧版 Excel 工作簿（.xls）"),
        ("a.xls", ole("Workbook"), "请用 Excel 或 WPS 另存为 .xlsx"),
        ("a.lrmx", ole("WordDocument"), "内容却是“旧版 Word 文档（.doc）"),
        ("a.doc", ole("WordDocument"), "这是“旧版 Word 文档（.doc）”，不能导入"),
        ("a.docx", DOCX, "这是“Word 文档（.docx）”，不能导入；可以导入 .lrmx"),
        ("a.pdf", b"%PDF-1.7", "这是“PDF”，不能导入"),
        ("a.jpg", JPEG, "这是“图片”，不能导入"),
        ("说明", b"words", "这是“不认识的内容”，不能导入"),
    ],
)  # fmt: skip
def test_a_file_that_is_something_else_is_told_by_what_it_is(tmp_path, name, content, said):
    folder = put(tmp_path / "in", {name: content})
    assert said in reason(folder / name)
    assert said in reason(folder)
    if not name.endswith(".zip"):
        assert said in reason(put(tmp_path, {"o.zip": zipped({name: content})}) / "o.zip")


def test_a_zip_in_a_zip_is_refused(tmp_path):
    put(tmp_path, {"a.zip": zipped({"b.zip": zipped({"x.lrmx": LRMX}), "c.lrmx": LRMX})})
    broken, form = opened([tmp_path / "a.zip"])
    assert (broken.file, form.file) == ("a.zip/b.zip", "a.zip/c.lrmx")
    assert "压缩包里还有压缩包" in broken.reason


def test_sizes_are_looked_at_before_anything_is_read(tmp_path):
    for name in ("a.lrmx", "a.lrm", "a.xlsx", "b.pic", "a.zip"):
        with (tmp_path / name).open("wb") as stream:
            stream.truncate(3 * 2**30)  # a hole: nothing lies on the disk
    for name in ("a.lrmx", "a.lrm", "a.xlsx"):
        assert "3,072 MB，超过" in reason(tmp_path / name)
    put(tmp_path, {"b.lrm": LRM})
    [source] = opened([tmp_path / "b.lrm"])
    assert (source.form.name, source.form.photo) == ("周航", None)
    assert "照片没有读入：文件有 3,072 MB，超过 5 MB" in source.remarks[0].reason
    assert "不是“压缩包" in reason(tmp_path / "a.zip")
    with (tmp_path / "a.zip").open("r+b") as stream:
        stream.write(b"PK\3\4")
    assert "3,072 MB，超过 2,048 MB" in reason(tmp_path / "a.zip")


def test_links_are_not_followed_out_of_a_folder(tmp_path):
    put(tmp_path, {"outside/secret.lrmx": LRMX, "in/real.lrmx": LRMX, "in/sub/x.lrmx": LRMX})
    inside = tmp_path / "in"
    (inside / "a.lrmx").symlink_to(tmp_path / "outside" / "secret.lrmx")
    (inside / "b.lrmx").symlink_to(inside / "real.lrmx")
    (inside / "c").symlink_to(tmp_path / "outside")
    (inside / "d").symlink_to(inside / "sub")
    (inside / "e.lrmx").symlink_to(tmp_path / "nowhere.lrmx")
    (inside / "f.zip").symlink_to(tmp_path / "outside" / "f.zip")
    put(tmp_path, {"outside/f.zip": zipped({"x.lrmx": LRMX})})
    assert sorted(kinds([inside])) == [
        ("Broken", "in/a.lrmx"),
        ("Broken", "in/c"),
        ("Broken", "in/e.lrmx"),
        ("Broken", "in/f.zip"),
        ("Form", "in/b.lrmx"),
        ("Form", "in/real.lrmx"),
        ("Form", "in/sub/x.lrmx"),
    ]


def test_what_is_no_ordinary_file_is_not_opened(tmp_path):
    os.mkfifo(tmp_path / "a.lrmx")
    assert "不是普通文件" in reason(tmp_path / "a.lrmx")
    assert "不是普通文件" in reason(Path("/dev/zero"))
    assert "文件不存在" in reason(tmp_path / "nothing.lrmx")
    assert "文件不存在" in reason(tmp_path / "nothing.zip")
    assert "文件不存在" in reason(tmp_path / "nowhere" / "nothing.lrm")


def test_names_that_are_no_utf_8_are_shown_as_they_were_meant(tmp_path):
    (Path(os.fsdecode(bytes(tmp_path) + b"/" + "柳河.lrmx".encode("gbk")))).write_bytes(LRMX)
    [source] = opened([tmp_path])
    assert source.file == f"{tmp_path.name}/柳河.lrmx"


def test_no_more_than_so_many_files_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MOST_FILES", 3)
    put(tmp_path, {f"{n}.lrmx": LRMX for n in range(6)})
    found = list(opened([tmp_path]))
    assert [type(source) for source in found] == [FormSource] * 3 + [BrokenSource]
    assert "一次最多导入 3 个文件" in found[-1].reason


def test_an_empty_folder_gives_nothing_and_an_empty_zip_says_so(tmp_path):
    assert kinds([tmp_path]) == []
    put(tmp_path, {"a.zip": zipped({})})
    assert "压缩包里没有文件" in reason(tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.mkdir("folder")
    assert "压缩包里没有文件" in reason(tmp_path / "b.zip")


def test_a_package_is_known_by_what_describes_it(tmp_path):
    table = '<xml><data><row A0000="1" A0101="周航"/></data></xml>'.encode()
    put(tmp_path, {"a.zip": zipped({"gwyinfo.xml": b"<root/>", "Table/A01.xml": table})})
    for source in opened([tmp_path / "a.zip"]):
        assert isinstance(source, HzbSource)
        assert [person.form.name for person in source.people] == ["周航"]


def test_limits_are_what_they_are():
    assert limits.MOST_PHOTO == 5 * 2**20
    assert limits.MOST_FORM > limits.MOST_PHOTO * 4 // 3
