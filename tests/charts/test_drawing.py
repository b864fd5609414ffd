"""Specifications are what Vega-Lite knows; every mark leads to its people."""

import altair as alt
import pytest

from core.charts.chart import Chart, Mark
from core.charts.drawing import bars, matrix

MARKS = [
    Mark(
        row="市直机关", column="乡镇", number=12, url="/flows/?a=1", words="市直机关到乡镇 12 人次"
    ),
    Mark(row="乡镇", column="乡镇", number=1, url="/flows/?a=2", words="乡镇之间 1 人次"),
]
SIDES = {"rows": ["市直机关", "乡镇"], "columns": ["乡镇"], "row_title": "从", "column_title": "到"}


def both() -> list[Chart]:
    return [matrix(MARKS, label="流向", **SIDES), bars(MARKS, label="流向", measure="人次")]


@pytest.mark.parametrize("chart", both(), ids=["matrix", "bars"])
def test_vega_lite_knows_the_specification(chart):
    alt.Chart.from_dict(chart.spec, validate=True)


@pytest.mark.parametrize("chart", both(), ids=["matrix", "bars"])
def test_every_mark_leads_to_its_people(chart):
    values = chart.spec["data"]["values"]
    assert [value["url"] for value in values] == ["/flows/?a=1", "/flows/?a=2"]
    assert all(layer["encoding"]["href"]["field"] == "url" for layer in chart.spec["layer"])


def test_a_dark_cell_is_written_in_white():
    inks = [value["ink"] for value in both()[0].spec["data"]["values"]]
    assert inks == ["#ffffff", "#17212c"]


@pytest.mark.parametrize(
    "chart", [matrix([], label="空", rows=[], columns=[], row_title="从", column_title="到")]
)
def test_nothing_to_draw_is_no_fault(chart):
    alt.Chart.from_dict(chart.spec, validate=True)


def test_what_people_wrote_stays_text():
    """A unit's name with quotes is data, in the attribute and in the specification."""
    odd = Mark(row='"><script>', number=1, url="/x", words="'")
    assert bars([odd], label="x", measure="").spec["data"]["values"][0]["row"] == '"><script>'
