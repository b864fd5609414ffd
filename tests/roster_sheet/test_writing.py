"""The workbook that is written: its look, that it opens, and that nothing in it is run."""

import csv
import io
import re
import tracemalloc
import zipfile
from dataclasses import replace

import pytest
from defusedxml.ElementTree import fromstring
from python_calamine import CalamineWorkbook

from cadres.exchange.roster_columns import OFFICIAL, ROSTER_COLUMNS
from cadres.formats.roster_sheet.writing import write_roster, write_roster_csv
from tests.roster_sheet.people import HEAD, row_of
from tests.roster_sheet.test_round_trip import SOMEBODY

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# ECMA-376, CT_Worksheet: the order in which Excel wants the parts of a sheet.
ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData"),
    *("sheetProtection", "autoFilter", "mergeCells", "phoneticPr", "conditionalFormatting"),
    *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup"),
    *("headerFooter", "rowBreaks", "colBreaks", "ignoredErrors", "drawing", "extLst"),
)
ARMED = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK('http://x')", "＝1＋1")


def written(*people, head=HEAD, columns=ROSTER_COLUMNS) -> bytes:
    stream = io.BytesIO()
    rows = [row_of(person, n)[: len(columns)] for n, person in enumerate(people, 1)]
    assert write_roster(stream, head, columns, rows) == len(people)
    return stream.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def sheet_of(content: bytes) -> str:
    return parts(content)["xl/worksheets/sheet1.xml"].decode()


def test_every_part_is_xml_in_the_order_of_the_standard():
    content = written(*[SOMEBODY | {"note": "甲 & <乙> _x0041_\x0b \n 丙 "}] * 3)
    for name, body in parts(content).items():
        assert fromstring(body) is not None, name
    found = [element.tag.removeprefix(SPACE) for element in fromstring(sheet_of(content))]
    places = [ORDER.index(tag) for tag in found]
    assert places == sorted(places)
    root = fromstring(sheet_of(content))
    rows = [int(row.get("r")) for row in root.iter(f"{SPACE}row")]
    assert rows == [1, 2, 3, 4, 5, 6, 7]
    for row in root.iter(f"{SPACE}row"):
        cells = [cell.get("r") for cell in row]
        assert cells == sorted(cells, key=lambda place: (len(place), place))
        assert all(cell.endswith(row.get("r")) for cell in cells)
    styles = fromstring(parts(content)["xl/styles.xml"]).find(f"{SPACE}cellXfs")
    used = {int(cell.get("s")) for cell in root.iter(f"{SPACE}c")}
    assert max(used) < len(styles)


def test_the_official_look():
    content = written(SOMEBODY, head=replace(HEAD, is_internal=True))
    sheet, book = sheet_of(content), parts(content)["xl/workbook.xml"].decode()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "清河市优秀年轻干部名册"
    assert rows[1][0] == "填报单位（盖章）：中共清河市委组织部"
    assert "统计截止：2026年11月28日" in rows[1]
    assert [cell for cell in rows[2] if "教育" in str(cell)] == ["全日制教育", "在职教育"]
    assert rows[3][8:12] == ["学历学位", "毕业院校系及专业"] * 2
    assert rows[4][0] == 1.0  # a number, the only one
    assert all(isinstance(cell, str) for cell in rows[4][1:])
    assert 'paperSize="8"' in sheet
    assert 'orientation="landscape"' in sheet
    assert 'fitToHeight="0"' in sheet
    assert "第 &amp;P 页　共 &amp;N 页" in sheet
    assert "导出人：林静文　2026年11月28日 17:30" in sheet
    assert "内部资料　注意保存" in sheet
    assert "$3:$4" in book  # rows repeated on every page
    assert 'xSplit="2" ySplit="4"' in sheet
    hidden = re.findall(r'<col min="([0-9]+)"[^>]*hidden="1"', sheet)
    assert hidden == [str(len(ROSTER_COLUMNS))]
    fonts = parts(content)["xl/styles.xml"].decode()
    assert '<sz val="22"/><color theme="1"/><name val="方正小标宋简体"/>' in fonts


def test_the_notes_say_who_when_and_how_many():
    content = written(*[SOMEBODY] * 3, head=replace(HEAD, notes=(("条件", "三十五岁以下"),)))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("导出说明")
    notes = {row[0]: row[1] for row in rows.to_python()}
    assert notes["导出人"] == "林静文"
    assert (notes["统计截止"], notes["导出时间"]) == ("2026年11月28日", "2026年11月28日 17:30")
    assert notes["条件"] == "三十五岁以下"
    assert notes["行数"] == 3.0
    assert "系统编号" not in notes["列"]


@pytest.mark.parametrize("text", ARMED)
def test_nothing_is_run_as_a_formula(text):
    content = written(SOMEBODY | {"note": text, "title": text})
    sheet = sheet_of(content)
    assert "<f" not in sheet
    # A cell of a text format: a program that edits it keeps it a text.
    style = re.search(r'<c r="N5" s="([0-9]+)" t="inlineStr">', sheet)[1]
    formats = fromstring(parts(content)["xl/styles.xml"]).find(f"{SPACE}cellXfs")
    assert formats[int(style)].get("numFmtId") == "49"
    stream = io.BytesIO()
    write_roster_csv(stream, OFFICIAL, [row_of(SOMEBODY | {"note": text})[: len(OFFICIAL)]])
    (_, row) = csv.reader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline=""))
    assert row[-1] == f"'{text}"


def test_a_csv_opens_in_a_spreadsheet():
    stream = io.BytesIO()
    assert write_roster_csv(stream, OFFICIAL, [row_of(SOMEBODY)[: len(OFFICIAL)]] * 2) == 2
    content = stream.getvalue()
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert head[8:12] == [
        *("全日制教育学历学位", "全日制教育毕业院校系及专业"),
        *("在职教育学历学位", "在职教育毕业院校系及专业"),
    ]
    assert [len(row) for row in rows] == [27, 27]


def test_one_column_of_a_group_alone_has_its_whole_heading():
    columns = [column for column in OFFICIAL if column.name != "inservice_school"]
    stream = io.BytesIO()
    write_roster(stream, HEAD, columns, [])
    stream.seek(0)
    rows = CalamineWorkbook.from_filelike(stream).get_sheet_by_index(0).to_python()
    assert rows[2][10] == "在职教育学历学位"


def test_memory_does_not_grow_with_the_rows():
    def peak(count: int) -> int:
        row = row_of(SOMEBODY)
        with open("/dev/null", "wb") as sink:  # noqa: PTH123 - nothing is kept
            tracemalloc.start()
            write_roster(Sink(sink), HEAD, ROSTER_COLUMNS, (row for _ in range(count)))
            most = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return most

    assert peak(12_000) < 1.3 * peak(3_000)


class Sink(io.RawIOBase):
    """A stream that forgets."""

    def __init__(self, target) -> None:
        self.target, self.length = target, 0

    def writable(self) -> bool:
        return True

    def write(self, content) -> int:
        self.length += len(content)
        return self.target.write(content)

    def tell(self) -> int:
        return self.length
