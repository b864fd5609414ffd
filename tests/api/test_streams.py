"""All rows at once: the same rows and values as page by page."""

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from core.api import streams
from core.audit.models import Action, AuditEntry
from core.units.models import Unit
from tests.api.walking import json_lines, pages, streamed

UNITS = "/api/v1/units/"
QUERY = "order=-established_on&columns=code,name,kind,established_on,changed_at"


def paged(client):
    return [row for page in pages(client, f"{UNITS}?{QUERY}&size=9") for row in page]


def test_lines_of_json_are_the_rows_of_the_pages(world, program):
    response = program.get(f"{UNITS}?{QUERY}&format=ndjson")
    assert response.streaming
    assert response["Content-Type"].startswith("application/x-ndjson")
    assert json_lines(response) == paged(program)


def test_csv_has_the_same_rows_in_the_words_of_the_page(world, program):
    response = program.get(f"{UNITS}?{QUERY}&format=csv")
    text = streamed(response).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    rows = paged(program)
    assert [line["单位编码"] for line in lines] == [row["code"] for row in rows]
    assert [line["单位类别"] for line in lines] == [row["kind"]["name"] for row in rows]
    assert [line["设立日期"] for line in lines] == [row["established_on"] for row in rows]


def test_the_workbook_has_the_same_rows(world, program):
    response = program.get(f"{UNITS}?{QUERY}&format=xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(streamed(response)))
    header, *lines = book.get_sheet_by_index(0).to_python()
    codes = [line[header.index("单位编码")] for line in lines]
    assert codes == [row["code"] for row in paged(program)]


def test_a_workbook_that_takes_too_long_is_refused(world, program, monkeypatch):
    monkeypatch.setattr(streams, "MOST_XLSX_ROWS", 3)
    refused = program.get(f"{UNITS}?format=xlsx")
    assert refused.status_code == 400
    assert "导出任务" in refused.json()["detail"]


@pytest.mark.parametrize("paging", ["size=5", "cursor=abc", "count=true"])
def test_a_stream_has_no_pages(world, program, paging):
    refused = program.get(f"{UNITS}?format=csv&{paging}")
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"] == paging.partition("=")[0]


def test_a_stream_is_in_the_log_before_its_first_byte(world, program):
    program.get(f"{UNITS}?format=ndjson&kind=county")
    entry = AuditEntry.objects.get(action=Action.PULL)
    assert entry.rows == Unit.objects.filter(kind="county").count()
    assert entry.detail["format"] == "ndjson"


def test_a_stream_of_nothing_is_empty(world, program):
    response = program.get(f"{UNITS}?format=ndjson&name=没有这个单位")
    assert streamed(response) == b""
