"""Files of a dated list: months and years in Excel and CSV, and the note that explains them."""

import csv
import io

from python_calamine import CalamineWorkbook

from core.choices import UnitKind
from core.listing.csv_text import csv_blocks
from core.listing.sheet import write_xlsx
from core.units.models import Unit

QUERY = "as_of=2026-05-01&age_min=37&age_max=40&order=since&kind=city_department"


def workbook(listing) -> CalamineWorkbook:
    stream = io.BytesIO()
    write_xlsx(listing, listing.tuples(), stream, who="林静文")
    return CalamineWorkbook.from_filelike(io.BytesIO(stream.getvalue()))


def lines(listing) -> list[list[str]]:
    text = b"".join(csv_blocks(listing, listing.tuples())).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_a_month_is_a_text_and_years_are_a_number(listed):
    listing = listed(f"{QUERY}&columns=name,since,age,gone", strict=True)
    rows = workbook(listing).get_sheet_by_name("年限").to_python()
    assert rows == [
        ["简称", "设立年月", "年限", "撤销年限"],
        ["市交通运输局", "1988.04", 38.0, ""],
        ["市科技局", "1988.05", 38.0, ""],
        ["市信访局", "1988.05", 38.0, ""],
        ["市林草局", "1988.06", 37.0, ""],
    ]
    assert lines(listing)[1:3] == [
        ["市交通运输局", "1988.04", "38", ""],
        ["市科技局", "1988.05", "38", ""],
    ]


def test_the_note_says_the_day_and_every_condition_that_holds(aged, listed):
    city = aged.named["清河市"]
    listing = listed(f"{QUERY},county&since_after=198804&unit={city.pk}", strict=True)
    note = dict(workbook(listing).get_sheet_by_name("导出说明").to_python())
    assert note["截至"] == "2026-05-01"
    department, county = UnitKind.CITY_DEPARTMENT.label, UnitKind.COUNTY.label
    assert note["条件"] == (
        "状态：现有；设立年月：198804 至；年限：37 至 40；"
        f"类别：{department}、{county}；范围：清河市"
    )


def test_a_formula_anywhere_in_a_column_is_disarmed_and_nothing_else_is(aged, listed):
    Unit.objects.filter(short_name="市科技局").update(short_name="=1+1")
    shown = {line[0] for line in lines(listed("state=every&columns=name,since", strict=True))}
    assert "'=1+1" in shown
    assert "市信访局" in shown
