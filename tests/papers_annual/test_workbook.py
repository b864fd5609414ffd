"""The tables of a report as a workbook: every cell, numbers as numbers, what it is of."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from reporting.annual.choices import PaperKind
from reporting.papers.paper import paper
from reporting.papers.sheets import sheets_of
from tests.papers_annual.reading import plain, workbook_cells
from tests.papers_annual.test_documents import ODD, WHOLES
from tests.papers_annual.wholes import ON, whole_of

TITLES = [
    "优秀年轻干部名册",
    "职务变动情况表",
    "培养锻炼情况表",
    "年度考核及奖惩情况表",
    "保留资格初步意见表",
    "拟补充人选推荐表",
    "优秀年轻干部队伍结构统计表",
    "主要数据表",
    "说明",
]


def cells_of(whole):
    return workbook_cells(paper(whole, PaperKind.EXCEL, ON))


def told(value) -> str:
    """A cell as text, as it was gathered."""
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else str(value)
    return plain(str(value))


@pytest.mark.parametrize("whole", WHOLES.values(), ids=WHOLES)
def test_every_cell_is_there(whole):
    found = cells_of(whole)
    for sheet in sheets_of(whole).values():
        shift = int(sheet.is_listed)
        rows = found[sheet.title][3 : 3 + len(sheet.rows)]
        assert [[told(cell) for cell in row[shift:]] for row in rows] == [
            [plain(cell) for cell in row] for row in sheet.rows
        ]


def test_there_is_a_sheet_for_each_table_and_one_that_says_of_what():
    assert list(cells_of(whole_of(12))) == TITLES


def test_a_title_says_its_year_once():
    found = cells_of(whole_of(3))
    titles = [rows[0][0] for name, rows in found.items() if name != "说明"]
    assert titles == [f"2026年度{name.removeprefix('年度')}" for name in TITLES[:-1]]
    assert not [title for title in titles if "年度年度" in title]


def test_numbers_are_numbers_and_dates_and_formulas_are_text():
    found = cells_of(WHOLES["odd"])
    person = found["优秀年轻干部名册"][3]
    assert person[0] == 1
    assert person[4] == "1990.01"
    total = found["优秀年轻干部队伍结构统计表"][3]
    assert total[:2] == ["总数", 40]
    assert all(isinstance(cell, float | int) for cell in total[1:])
    rates = found["年度考核及奖惩情况表"][3]
    assert rates[3:5] == [85.71, 0]
    assert found["保留资格初步意见表"][4][1] == ODD
    with zipfile.ZipFile(BytesIO(paper(WHOLES["odd"], PaperKind.EXCEL, ON))) as archive:
        sheets = [name for name in archive.namelist() if "worksheets/sheet" in name]
        assert not [name for name in sheets if b"<f>" in archive.read(name)]


@pytest.mark.parametrize(
    "text", ["＊", "", "1_000", "1e5", "nan", "１２", "-", "00000000000000001"]
)
def test_what_is_no_plain_number_stays_as_it_is(text):
    whole = whole_of(3)
    rows = whole.content.tables["statistics"].rows
    changed = replace(rows[1], cells=("总数", text, *rows[1].cells[2:]))
    table = replace(whole.content.tables["statistics"], rows=(rows[0], changed))
    content = replace(whole.content, tables={**whole.content.tables, "statistics": table})
    found = cells_of(replace(whole, content=content))
    assert found["优秀年轻干部队伍结构统计表"][3][1] == text


def test_a_filed_report_shows_its_seal_and_a_draft_says_what_it_is():
    filed = dict(row[:2] for row in cells_of(whole_of(3, is_late=True))["说明"])
    assert filed["发文字号"] == "清交党组〔2026〕18号"
    assert filed["签发人"] == "沈国栋"
    assert filed["上报日期"] == "2026-12-10"
    assert filed["封存校验码"] == "3f9a" * 4
    assert filed["状态"] == "第1次上报（逾期上报）"
    draft = dict(row[:2] for row in cells_of(whole_of(3, number=0, filed_on=None))["说明"])
    assert draft["状态"] == "草稿，未上报"
    assert "发文字号" not in draft


def test_sheets_are_set_up_for_print():
    with zipfile.ZipFile(BytesIO(paper(whole_of(60), PaperKind.EXCEL, ON))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert 'orientation="landscape"' in sheet
    assert 'paperSize="9"' in sheet
    assert 'state="frozen"' in sheet
    assert "fitToHeight" in sheet
