"""Invented exchange packages of the national system, table by table."""

import io
from xml.sax.saxutils import quoteattr

from cadres.formats import hzb
from cadres.formats.archives import Archive
from cadres.formats.hzb import HzbPerson
from tests.formats.invented import zipped

GUID = "0F8FAD5B-D9CB-469F-A165-70867728950E"
INFO = b'<root><node name="dataversion" value="V2019.05"/></root>'
RESUME = """\
2010.09--2014.07  云州大学学习
2014.07--         柳河镇科员
                  （其间：2016.03--2016.09挂职）"""


def table(*rows: dict[str, str], head: str = '<?xml version="1.0" encoding="utf-8"?>') -> bytes:
    told = [
        "<row "
        + " ".join(f"{code}={quoteattr(text)}" for code, text in {"A0000": GUID, **row}.items())
        + "/>"
        for row in rows
    ]
    return f"{head}<xml><data>{''.join(told)}</data></xml>".encode()


def package(tables: dict[str, bytes], photos: dict[str, bytes] | None = None) -> bytes:
    files = {"gwyinfo.xml": INFO} | {f"Table/{name}.xml": xml for name, xml in tables.items()}
    return zipped(files | {f"Photos/{name}": jpg for name, jpg in (photos or {}).items()})


def people(tables: dict[str, bytes], photos: dict[str, bytes] | None = None) -> list[HzbPerson]:
    with Archive(io.BytesIO(package(tables, photos))) as archive:
        assert hzb.is_package(archive)
        return list(hzb.read(archive))


WHOLE = {
    "A0101": "周  航", "A0104": "1", "A0107": "199205", "A0111": "990121", "A0111A": "云州清河",
    "A0114A": "云州石桥", "A0117": "01", "A0128": "健康", "A0134": "201407", "A0140": "201305",
    "A0141": "01", "A0144": "201305", "A0184": "99012119920520131x", "A0187A": "基层党建",
    "A0192": "柳河镇镇长", "A0192A": "石桥县柳河镇党委副书记、镇长", "A0195": "001.001.015",
    "A0196": "经济师", "A0221": "1A41", "A0288": "202305", "A0192E": "R09", "A0192C": "202305",
    "A1701": RESUME, "A14Z101": "无", "A15Z101": "2024年年度考核为称职。", "QRZXL": "大学",
    "QRZXW": "管理学学士", "QRZXLXX": "云州大学A&1amp;B", "STATUS": "1", "A0180": "",
}  # fmt: skip
