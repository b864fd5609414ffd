"""Zips from outside: what they claim is not believed, and what they hold is counted."""

import io
import struct
import zipfile

import pytest

from cadres.formats import archives, limits
from cadres.formats.archives import Archive
from cadres.formats.errors import UnreadableFile
from cadres.formats.sources import opened
from tests.formats.invented import SAMPLES, zipped

LRMX = (SAMPLES / "sample.lrmx").read_bytes()


def entries(content: bytes) -> dict[str, str]:
    """Name to content, or to the sentence that it was refused with."""
    found = {}
    with Archive(io.BytesIO(content)) as archive:
        for entry in archive.entries:
            try:
                found[entry.name] = entry.read(2**20 * 20).decode()
            except UnreadableFile as refused:
                found[entry.name] = str(refused)
    return found


def refused(content: bytes) -> str:
    with pytest.raises(UnreadableFile) as error:
        Archive(io.BytesIO(content))
    return str(error.value)


def renamed(content: bytes, old: bytes, new: bytes) -> bytes:
    assert len(old) == len(new)
    return content.replace(old, new)


@pytest.mark.parametrize(
    "name",
    ["../a.lrmx", "x/../../a.lrmx", "/etc/a.lrmx", "..\\a.lrmx", "\\a.lrmx", "C:\\a.lrmx", "C:a",
     "\\\\server\\a.lrmx", "x\\..\\..\\a.lrmx"],
)  # fmt: skip
def test_a_path_that_climbs_out_is_refused_and_the_rest_is_read(name):
    plain = name.replace("\\", "/")
    found = entries(zipped({name: b"bad", "good.lrmx": b"good"}))
    assert found["good.lrmx"] == "good"
    assert "指向压缩包之外" in found[plain]


def test_a_backslash_parts_folders():
    assert entries(zipped({"柳河\\周航.lrmx": b"x"})) == {"柳河/周航.lrmx": "x"}


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_without_the_mark_of_utf_8_are_read_as_they_were_meant(encoding):
    raw = "柳河镇/周航.lrmx".encode(encoding)
    content = renamed(zipped({"x" * len(raw): b"x"}), b"x" * len(raw), raw)
    assert list(entries(content)) == ["柳河镇/周航.lrmx"]


def test_names_with_the_mark_are_utf_8():
    assert list(entries(zipped({"周航.lrmx": b"x"}))) == ["周航.lrmx"]


@pytest.mark.parametrize(
    "name", [".", "..", "a/.", "a/..", "\n", ".lrmx", "x/", "x\\", "a//b", " "]
)
def test_odd_names_do_no_harm(tmp_path, name):
    (tmp_path / "a.zip").write_bytes(zipped({name: b"", "good.lrmx": LRMX}))
    *_, last = opened([tmp_path / "a.zip"])
    assert last.form.name == "周航"


def test_a_bomb_is_refused_by_what_it_declares():
    found = entries(zipped({"bomb.lrmx": bytes(4 * 2**20), "good.lrmx": b"good"}))
    assert "超过 200 倍" in found["bomb.lrmx"]
    assert found["good.lrmx"] == "good"


def test_a_bomb_that_declares_less_gives_no_more_than_it_declares():
    content = bytearray(zipped({"bomb.lrmx": bytes(4 * 2**20)}))
    directory = content.index(b"PK\1\2")
    struct.pack_into("<I", content, directory + 24, 1000)  # the unpacked size
    assert "已损坏" in entries(bytes(content))["bomb.lrmx"]


def test_all_that_is_declared_and_all_that_comes_out_is_bounded(monkeypatch):
    content = zipped({f"{n}.lrmx": b"x" * 1000 for n in range(10)})
    monkeypatch.setattr(archives, "MOST_UNPACKED", 5000)
    assert "最多" in refused(content)
    monkeypatch.setattr(archives, "MOST_UNPACKED", 20_000)
    with Archive(io.BytesIO(content)) as archive:
        for _ in range(2):
            assert all(entry.read(2000) for entry in archive.entries)
        with pytest.raises(UnreadableFile, match="解开的内容超过"):
            archive.entries[0].read(2000)


def test_an_entry_that_is_larger_than_asked_for_is_not_read():
    content = zipped({"a": b"x" * 3 * 2**20}, zipfile.ZIP_STORED)
    with Archive(io.BytesIO(content)) as archive, pytest.raises(UnreadableFile) as refused:
        archive.entries[0].read(2 * 2**20)
    assert "文件有 3 MB，超过 2 MB" in str(refused.value)


def test_too_many_entries_are_refused_before_they_are_listed(monkeypatch):
    content = zipped({str(n): b"" for n in range(50)})
    monkeypatch.setattr(archives, "MOST_ENTRIES", 49)
    assert "50 个文件，最多 49 个" in refused(content)
    monkeypatch.setattr(archives, "MOST_DIRECTORY", 1000)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert "文件太多" in refused(content)


def test_too_many_entries_of_a_zip64_are_refused_too(monkeypatch):
    content = zipped({str(n): b"" for n in range(50)})
    end = content.index(b"PK\5\6")
    size, offset = struct.unpack_from("<II", content, end + 12)
    record = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, 50, 50, size, offset)
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, end, 1)
    last = bytearray(content[end:])
    struct.pack_into("<II", last, 12, 0, 0)
    longer = content[:end] + record + locator + bytes(last)
    monkeypatch.setattr(archives, "MOST_DIRECTORY", 1000)
    assert "文件太多" in refused(longer)


def test_links_passwords_and_rare_ways_of_packing_are_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("link.lrmx")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("lzma.lrmx", "x", compress_type=zipfile.ZIP_LZMA)
        archive.writestr("bzip2.lrmx", "x", compress_type=zipfile.ZIP_BZIP2)
        archive.writestr("good.lrmx", "good")
    found = entries(stream.getvalue())
    assert "链接" in found["link.lrmx"]
    assert "压缩方式不能识别" in found["lzma.lrmx"]
    assert "压缩方式不能识别" in found["bzip2.lrmx"]
    assert found["good.lrmx"] == "good"
    locked = bytearray(zipped({"locked.lrmx": b"x" * 50}))
    for place in (locked.index(b"PK\3\4") + 6, locked.index(b"PK\1\2") + 8):
        locked[place] |= 1
    assert "压缩包有密码" in entries(bytes(locked))["locked.lrmx"]


def test_a_broken_entry_is_told_by_its_name():
    content = bytearray(zipped({"坏.lrmx": b"good" * 50, "好.lrmx": b"good"}))
    content[content.index(b"PK\3\4") + 45] ^= 0xFF
    found = entries(bytes(content))
    assert "“坏.lrmx”已损坏" in found["坏.lrmx"]
    assert found["好.lrmx"] == "good"


def test_what_is_no_zip_is_refused():
    whole = zipped({"a.lrmx": b"x" * 1000})
    assert "不是完整的 .zip" in refused(whole[:-30])
    assert "不是完整的 .zip" in refused(b"")
    broken = bytearray(whole)
    broken[broken.index(b"PK\1\2")] = 0
    assert "读不出目录" in refused(bytes(broken))
    assert limits.MOST_RATIO == 200
