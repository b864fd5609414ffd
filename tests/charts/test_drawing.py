"""Specifications are what Vega-Lite knows; every mark leads to its people."""

import re

import altair as alt
import pytest

from core.charts.chart import Chart, Mark
from core.charts.drawing import bars, grouped, matrix, stacked
from core.charts.lines import lines
from core.paper.charts import svg, text_of

MARKS = [
    Mark(
        row="市直机关", column="乡镇", number=12, url="/flows/?a=1", words="市直机关到乡镇 12 人次"
    ),
    Mark(row="乡镇", column="乡镇", number=1, url="/flows/?a=2", words="乡镇之间 1 人次"),
]
SIDES = {"rows": ["市直机关", "乡镇"], "columns": ["乡镇"], "row_title": "从", "column_title": "到"}


TWO = {"label": "流向", "measure": "人次", "rows": ["市直机关", "乡镇"]}
KINDS = ["matrix", "bars", "grouped", "stacked"]


def charts() -> list[Chart]:
    return [
        matrix(MARKS, label="流向", **SIDES),
        bars(MARKS, label="流向", measure="人次"),
        grouped(MARKS, series=["乡镇"], **TWO),
        stacked(MARKS, parts=["乡镇"], **TWO),
    ]


@pytest.mark.parametrize("chart", charts(), ids=KINDS)
def test_vega_lite_knows_the_specification(chart):
    alt.Chart.from_dict(chart.spec, validate=True)


@pytest.mark.parametrize("chart", charts(), ids=KINDS)
def test_every_mark_leads_to_its_people(chart):
    values = chart.spec["data"]["values"]
    assert [value["url"] for value in values] == ["/flows/?a=1", "/flows/?a=2"]
    assert all(layer["encoding"]["href"]["field"] == "url" for layer in chart.spec["layer"])


def test_a_dark_cell_is_written_in_white():
    inks = [value["ink"] for value in charts()[0].spec["data"]["values"]]
    assert inks == ["#ffffff", "#17212c"]


def test_the_last_of_a_series_is_the_strongest():
    chart = grouped(MARKS, series=["2025年", "2026年"], **TWO)
    colour, beside = (chart.spec["layer"][0]["encoding"][one] for one in ("color", "xOffset"))
    assert colour["scale"]["domain"] == ["2026年", "2025年"]
    assert beside["scale"]["domain"] == colour["legend"]["values"] == ["2025年", "2026年"]


@pytest.mark.parametrize("most", [0, 1, 2, 3, 7, 40, 1200])
def test_what_is_counted_has_whole_ticks(most):
    marks = [Mark(row="乡镇", column="乡镇", number=most, url="", words="")]
    drawing = svg(text_of(grouped(marks, series=["乡镇"], **TWO)), 150, 50)
    numbers = [float(text) for text in re.findall(r">([0-9,.]+)<", drawing.replace(",", ""))]
    assert numbers
    assert all(number == int(number) for number in numbers)
    assert not re.search(r">[0-9]+[.][0-9]+<", drawing)


@pytest.mark.parametrize("draw", [grouped, lines])
@pytest.mark.parametrize("most", [1, 5, 6, 8, 9, 11, 15, 16, 40, 99, 101, 1201])
def test_no_bar_passes_the_last_tick(draw, most):
    marks = [Mark(row="乡镇", column="乡镇", number=most, url="", words="")]
    drawing = svg(text_of(draw(marks, series=["乡镇"], **TWO)), 150, 50).replace(",", "")
    ticks = [int(text) for text in re.findall(r">([0-9]+)<", drawing)]
    ticks.remove(most)  # what is written at the mark
    assert max(ticks) >= most


def test_parts_follow_each_other_and_only_wide_ones_are_numbered():
    parts = ["机关", "乡镇", "企业", "一线"]
    marks = [
        Mark(row="市", column=part, number=number, url="/x", words="")
        for part, number in zip(parts, (50, 1, 0, 49), strict=True)
    ]
    chart = stacked(marks, label="岗位", measure="人", rows=["市"], parts=parts)
    values = chart.spec["data"]["values"]
    assert [value["place"] for value in values] == [0, 1, 2, 3]
    assert [value["shown"] for value in values] == ["50", "", "", "49"]
    assert [value["ink"] for value in values] == ["#ffffff", "#17212c", "#17212c", "#ffffff"]


@pytest.mark.parametrize(
    "chart", [matrix([], label="空", rows=[], columns=[], row_title="从", column_title="到")]
)
def test_nothing_to_draw_is_no_fault(chart):
    alt.Chart.from_dict(chart.spec, validate=True)


def test_what_people_wrote_stays_text():
    """A unit's name with quotes is data, in the attribute and in the specification."""
    odd = Mark(row='"><script>', number=1, url="/x", words="'")
    assert bars([odd], label="x", measure="").spec["data"]["values"][0]["row"] == '"><script>'
