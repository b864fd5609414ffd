"""Rosters of chosen people: whose rows, which columns, the day, the log."""

import csv
import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from core.jobs import services as jobs
from core.jobs.models import Job
from tests.exporting.asking import asked, content, file_name, keys, last_export
from tests.visible_people import NAMES

CSV = {"document": "roster.csv", "edition": "old"}
ON_ROSTER = {"周雨晴", "陈思远", "李明朗", "赵文博", "罗天翊"}


def rows_of(job) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content(job).decode("utf-8-sig"))))


@pytest.mark.parametrize("who", ["city", "county", "secretary", "clerk", "cadre"])
@pytest.mark.parametrize("entity", ["roster", "cadres"])
def test_exactly_those_on_the_roster_in_scope(world, client_for, who, entity):
    job = asked(client_for(world.users[who]), entity, CSV, all="1")
    assert {row["姓名"] for row in rows_of(job)} == set(NAMES[who]) & ON_ROSTER


def test_ticked_stays_are_taken_whatever_the_day(world, client_for):
    """曾可欣 has left: on the tab of those who did, she can be ticked."""
    ticked = [world.stay("曾可欣").pk, world.stay("李明朗").pk]
    job = asked(client_for(world.secretary), "roster", CSV, selected=ticked)
    assert [row["姓名"] for row in rows_of(job)] == ["曾可欣"]


def test_a_past_day_has_the_roster_of_that_day(world, client_for):
    job = asked(client_for(world.city), "roster", CSV | {"query": "as_of=2024-12-31"}, all="1")
    names = {row["姓名"] for row in rows_of(job)}
    assert names == {"周雨晴", "李明朗", "赵文博", "曾可欣", "陈思远"}
    assert file_name(job) == "2024.12.31 清河市优秀年轻干部名册.csv"


@pytest.mark.parametrize(
    ("who", "phone", "number"),
    [("city", True, True), ("county", True, True), ("clerk", True, False), ("cadre", False, False)],
)
def test_the_internal_variant_is_for_offices(world, client_for, who, phone, number):
    job = asked(client_for(world.users[who]), "roster", CSV | {"internal": "on"}, all="1")
    head = rows_of(job)[0]
    assert ("联系电话" in head) is phone
    assert ("身份证号" in head) is number
    assert last_export().detail["id_numbers"] is number


@pytest.mark.parametrize(("who", "title"), [("city", "清河市"), ("county", "青川县")])
def test_the_workbook_is_headed_by_its_city_or_county(world, client_for, who, title):
    choices = {"document": "roster.xlsx", "edition": "old"}
    job = asked(client_for(world.users[who]), "roster", choices, all="1")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content(job))).get_sheet_by_index(0)
    cells = [str(cell) for row in sheet.to_python()[:4] for cell in row]
    assert f"{title}优秀年轻干部名册" in cells
    assert any("统计截止" in cell for cell in cells)


def test_a_pdf_of_the_roster(world, client_for):
    choices = {"document": "roster.pdf", "edition": "old"}
    job = asked(client_for(world.city), "cadres", choices, selected=keys(world.cadres["周雨晴"]))
    assert content(job).startswith(b"%PDF-")
    assert job.outcome == {"rows": 1}


def test_nobody_on_the_roster_is_said(world, client_for):
    data = CSV | {"step": "export", "selected": keys(world.cadres["单文静"])}
    assert client_for(world.city).post(reverse("exporting:cadres"), data).status_code == 302
    job = Job.objects.get()
    jobs.perform(job.pk)
    job.refresh_from_db()
    assert job.state == "failed"
    assert "没有可以导出的人" in job.message
