"""Packages that are broken or large: a sentence with the table, and memory that does not grow."""

import io
import tracemalloc

import pytest

from cadres.formats import hzb, hzb_tables
from cadres.formats.archives import Archive
from cadres.formats.errors import UnreadableFile
from tests.formats.packages import GUID, RESUME, package, people, table


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({}, "没有 Table/A01.xml"),
        ({"A01": b"<xml><data><row"}, "Table/A01.xml：第 1 行"),
        ({"A01": table({}), "A36": b"<xml><data>"}, "Table/A36.xml：第 1 行"),
        ({"A01": b""}, "Table/A01.xml："),
        ({"A01": b'<!DOCTYPE a [<!ENTITY b "c">]><xml/>'}, "DTD 或实体声明"),
        ({"A01": b"<xml>" * 100}, "嵌套超过"),
        ({"A01": b"<xml>\xd6\xdc</xml>"}, "不是文件声明的编码"),
        ({"A01": b"<?xml version='1.0' encoding='big5'?><xml/>"}, "big5"),
    ],
)
def test_what_is_wrong_is_told_with_its_table(tables, said):
    with pytest.raises(UnreadableFile) as refused:
        people(tables)
    assert said in str(refused.value)


def test_one_endless_row_is_refused(monkeypatch):
    monkeypatch.setattr(hzb_tables, "MOST_ROW", 2**18)
    endless = b"".join(b"%d" % number for number in range(200_000))
    with pytest.raises(UnreadableFile, match="有一行超过"):
        people({"A01": b'<xml><row A="' + endless + b'"/></xml>'})


def test_a_person_with_rows_without_end_is_refused():
    rows = table(*({"A0201": str(number)} for number in range(5001)))
    with pytest.raises(UnreadableFile, match="超过 5,000 条记录"):
        people({"A01": table({"A0101": "周航"}), "A02": rows})


def test_a_bad_portrait_is_a_remark():
    [person] = people({"A01": table({"A0101": "周航"})}, {f"{GUID}.jpg": b"GIF89a"})
    assert person.form.photo == b""
    assert person.remarks[0].field == "photo"


def test_memory_does_not_grow_with_the_package():
    def peak(count: int) -> int:
        rows = [{"A0000": str(n), "A0101": "周航", "A1701": RESUME} for n in range(count)]
        kin = [{"A0000": str(n // 4), "A3601": "林小禾"} for n in range(count * 4)]
        content = package({"A01": table(*rows), "A36": table(*kin)})
        with Archive(io.BytesIO(content)) as archive:
            tracemalloc.start()
            assert sum(len(person.form.family) for person in hzb.read(archive)) == count * 4
            found = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return found

    peak(10)
    assert peak(3000) < peak(300) * 1.5 + 2**20
