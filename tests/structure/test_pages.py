"""The pages of the statistics: who reads them, what they answer to nonsense, what is logged."""

import io
import re
import zipfile
from html import unescape

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from core.audit.models import Action, AuditEntry
from core.units.models import Unit
from policy.duties.refreshing import refresh
from tests.structure.lives import lives

PAGES = ("statistics:structure", "statistics:targets", "statistics:coverage", "dashboards:page")


BOOKS = ("statistics:workbook", "statistics:targets_workbook", "statistics:coverage_workbook")


@pytest.mark.parametrize("page", [*PAGES, *BOOKS])
def test_statistics_are_for_offices(world, client_for, page):
    for who in ("city", "county", "secretary", "clerk"):
        assert client_for(world.users[who]).get(reverse(page)).status_code == 200, who
    for who in ("cadre", "auditor", "sysadmin", "secadmin", "nobody"):
        assert client_for(world.users[who]).get(reverse(page)).status_code == 403, who


@pytest.mark.parametrize("page", [*PAGES, *BOOKS[1:]])
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"as_of": "2026-02-30"}, "截至日期“2026-02-30”无效"),
        ({"as_of": "昨天"}, "无效"),
        ({"unit": "9" * 30}, "没有这个单位"),
        ({"unit": "１２"}, "没有这个单位"),
        ({"unit": "x"}, "没有这个单位"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(world, client_for, page, query, said):
    answer = client_for(world.city).get(reverse(page), query)
    assert answer.status_code == 400
    assert said in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"rows": "shoe"}, "没有“shoe”这个维度"),
        ({"columns": "x\x00"}, "没有"),
        ({"rows": "age", "columns": "age"}, "请另选一个列维度"),
        ({"rows": "unit", "columns": "region"}, "请另选一个列维度"),
    ],
)
def test_unknown_dimensions_are_refused_in_a_sentence(world, client_for, query, said):
    client = client_for(world.city)
    for page in ("statistics:structure", "statistics:workbook"):
        answer = client.get(reverse(page), query)
        assert answer.status_code == 400
        assert said in unescape(answer.content.decode())


@pytest.mark.parametrize("page", PAGES)
def test_a_unit_out_of_reach_is_unknown(world, client_for, page):
    answer = client_for(world.county).get(reverse(page), {"unit": world.named["市科技局"].pk})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "query", [{}, {"rows": "unit", "columns": "none"}, {"as_of": "2025-06-30"}]
)
def test_every_number_on_the_page_opens_as_many(world, client_for, query):
    lives(world, 25, seed=11)
    client = client_for(world.city)
    text = client.get(reverse("statistics:structure"), query).content.decode()
    found = re.findall(r'<a href="(/roster/[^"]*)">(\d+)</a>', text)
    assert len(found) > 6
    for url, number in found:
        listed = client.get(unescape(url)).content.decode()
        assert re.search(r"共 ([\d,]+) 人", listed).group(1) == number, url


def test_the_workbook_says_what_the_page_says(world, client_for):
    lives(world, 25, seed=5)
    client = client_for(world.city)
    query = {"rows": "gender", "columns": "fulltime"}
    page = client.get(reverse("statistics:structure"), query)
    table = page.context["table"]
    content = client.get(reverse("statistics:workbook"), query).content
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert rows[0][0] == "优秀年轻干部队伍结构统计表（按性别、全日制学历）"
    assert rows[1][0] == "填报单位：清河市"
    rows = rows[4:]
    for line, row in zip([*table.lines, table.total], rows, strict=False):
        assert row[0] == line.label
        assert row[1] == line.total.number
        assert [row[3 + 2 * n] for n in range(len(line.cells))] == [
            cell.number for cell in line.cells
        ]


def read(client, page, query):
    """The title, who filed it, and the rows below the heads."""
    content = client.get(reverse(page), query).content
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return rows[0][0], rows[1][0], rows[4:]


@pytest.mark.parametrize("who", ["city", "county"])
def test_workbooks_of_coverage_and_targets_say_what_their_pages_say(world, client_for, who):
    lives(world, 25, seed=5)
    refresh(on=timezone.localdate())
    client, day = client_for(world.users[who]), {"as_of": "2026-06-30"}
    for query in ({}, day):
        found = client.get(reverse("statistics:coverage"), query).context["found"]
        title, filed_by, rows = read(client, "statistics:coverage_workbook", query)
        assert title == "优秀年轻干部培养管理措施覆盖情况表"
        assert filed_by == ("填报单位：清河市" if who == "city" else "填报单位：青川县")
        assert found.total.cells
        for line, row in zip([*found.lines, found.total], rows, strict=False):
            told = [n for cell in line.cells for n in (cell.done, cell.total, cell.late)]
            assert row[: len(told) + 1] == [line.label, *told]
        found = client.get(reverse("statistics:targets"), query).context["found"]
        title, _, rows = read(client, "statistics:targets_workbook", query)
        assert title == "优秀年轻干部使用目标完成情况表"
        for line, row in zip(found.lines, rows, strict=False):
            assert row[:4] == [
                str(line.tier.label),
                f"条款 {line.clause}",
                line.posts,
                line.reached,
            ]
            whole = [line.expected, line.target, float(line.percent)] if who == "city" else []
            assert [one for one in row[4:] if one != ""] == whole


def test_a_unit_s_name_is_no_formula(world, client_for):
    Unit.objects.filter(short_name="青川县").update(short_name="=1+1")
    query = {"rows": "gender", "columns": "region"}
    content = client_for(world.city).get(reverse("statistics:workbook"), query).content
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet


def test_reading_and_taking_are_logged(world, client_for):
    client = client_for(world.county)
    client.get(reverse("statistics:structure"), {"as_of": "2026-01-31"})
    client.get(reverse("statistics:workbook"))
    read, taken = AuditEntry.objects.filter(subject="statistics").order_by("pk")
    assert (read.action, taken.action) == (Action.READ, Action.EXPORT)
    assert read.detail["as_of"] == "2026-01-31"
    assert read.rows == 3  # 马晓东 left on 2026-02-01


def test_a_unit_sees_its_own_alone(world, client_for):
    text = client_for(world.secretary).get(
        reverse("statistics:structure"), {"rows": "unit", "columns": "none"}
    )
    assert text.context["table"].total.total.number == 2
    assert "柳河镇" not in text.content.decode()
    assert "青川县" not in text.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_the_same_statements_however_many(world, client_for, page):
    client = client_for(world.city)
    counts = []
    for seed in (1, 2):
        lives(world, 10 * seed, seed=seed)
        client.get(reverse(page))
        cache.clear()  # what is kept is not, where somebody else writes at that moment
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(page)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
