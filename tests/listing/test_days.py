"""A dated list: ages and filters on a day, days that nobody can read, what an export keeps."""

from datetime import date

import pytest
from django.utils import timezone

from core.audit.models import AuditEntry
from core.errors import Invalid
from core.jobs.models import Job
from core.listing.columns import Column, Kind
from core.listing.values import json_of, text_of
from core.units.models import Unit
from tests.clients.issuing import caller, issue

SIX = "state=every&size=200"


def years(since: date, on: date) -> int:
    """Full years by month, counted by hand."""
    return on.year - since.year - (on.month < since.month)


@pytest.mark.parametrize(
    ("on", "ages"),
    [
        ("2026-03-31", {"市交通运输局": 37, "市科技局": 37, "市信访局": 37, "市林草局": 37}),
        ("2026-04-01", {"市交通运输局": 38, "市科技局": 37, "市信访局": 37, "市林草局": 37}),
        ("2026-04-30", {"市交通运输局": 38, "市科技局": 37, "市信访局": 37, "市林草局": 37}),
        ("2026-05-01", {"市交通运输局": 38, "市科技局": 38, "市信访局": 38, "市林草局": 37}),
        ("2026-06-30", {"市交通运输局": 38, "市科技局": 38, "市信访局": 38, "市林草局": 38}),
    ],
)
def test_an_age_changes_in_the_month_of_birth_whatever_the_day(listed, on, ages):
    listing = listed(f"{SIX}&as_of={on}&columns=age", strict=True)
    shown = {name: listing.columns[1].json(since) for _, name, since in listing.page.tuples}
    assert {name: shown[name] for name in ages} == ages


@pytest.mark.parametrize("on", ["2025-12-31", "2026-04-30", "2026-05-01", "2026-12-01"])
@pytest.mark.parametrize(("least", "most"), [(0, 0), (26, 26), (37, 37), (38, 40), (0, 150)])
def test_a_range_of_years_finds_whom_counting_by_hand_finds(aged, names, on, least, most):
    expected = {
        unit.short_name
        for unit in Unit.objects.all()
        if least <= years(unit.established_on, date.fromisoformat(on)) <= most
    }
    assert set(names(f"{SIX}&as_of={on}&age_min={least}&age_max={most}")) == expected


def test_what_is_absent_is_no_number_of_years(aged, names):
    both = {"青川县", "柳河镇"}
    assert set(names(f"{SIX}&as_of=2026-11-01&gone_min=0")) == both
    assert set(names(f"{SIX}&as_of=2026-11-01&gone_max=150")) == both
    assert names(f"{SIX}&as_of=2026-11-01&gone_min=2") == ["青川县"]


@pytest.mark.parametrize(
    "text", ["1988.05", "198805", "1988-05", "1988年5月", "1988/5", "19880531"]
)
def test_a_range_of_months_reads_any_writing(aged, names, text):
    found = names(f"{SIX}&since_after={text}&since_before={text}")
    assert set(found) == {"市科技局", "市信访局"}


@pytest.mark.parametrize(
    ("query", "field", "word"),
    [
        ("since_after=1988.13", "since_after", "1 到 12"),
        ("since_before=八八年", "since_before", "不是年月"),
        ("age_min=三十", "age_min", "整数"),
        ("age_min=-1", "age_min", "0"),
        ("age_max=1e9", "age_max", "整数"),
        ("age_max=" + "9" * 30, "age_max", "150"),
        ("age_max=３８年", "age_max", "整数"),
        ("as_of=2026-02-30", "as_of", "截至日期“2026-02-30”无效，请写成 2026-06-30 的样子。"),
        ("as_of=20260630", "as_of", "无效"),
        ("as_of=1899-12-31", "as_of", "无效"),
        ("as_of=2201-01-01", "as_of", "无效"),
        ("as_of=２０２６-06-30", "as_of", "无效"),
        ("as_of=%00", "as_of", "无效"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_parameter(listed, query, field, word):
    with pytest.raises(Invalid) as refusal:
        _ = listed(query, strict=True).page
    assert list(refusal.value.fields) == [field]
    assert word in refusal.value.fields[field][0]


@pytest.mark.parametrize("day", ["1900-01-01", "2200-12-31"])
def test_the_ends_of_the_calendar_can_be_asked_for(listed, day):
    assert listed(f"as_of={day}&age_min=150&age_max=150", strict=True).page.tuples == []


def test_the_page_says_so_and_shows_today(aged, client_for):
    response = client_for(aged.city).get("/aged/", {"as_of": "yesterday"})
    assert response.status_code == 400
    assert "截至日期“yesterday”无效" in response.content.decode()
    assert response.context["listing"].on == timezone.localdate()
    assert response.context["rows"]
    assert AuditEntry.objects.filter(subject="aged", rows=len(response.context["rows"])).exists()


def test_a_list_without_days_knows_no_day(world):
    _, token = issue(world)
    refused = caller(token).get("/api/v1/units/?as_of=2026-01-01")
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"] == "as_of"


def test_a_past_day_reads_another_path_in_cells_and_in_the_filter(aged, listed, names):
    unit = aged.named["市科技局"]
    past = listed(f"{SIX}&as_of=2020-01-01&columns=mark&mark={unit.code}", strict=True)
    assert [values[2] for values in past.page.tuples] == [unit.code]
    assert names(f"{SIX}&mark=市科技局") == ["市科技局"]
    assert names(f"{SIX}&as_of=2020-01-01&mark=市科技局") == []


def test_the_same_day_gives_the_same_columns_and_other_days_disturb_nobody(listed):
    first, second = listed("as_of=2020-01-01"), listed("as_of=2021-01-01")
    assert listed("as_of=2020-01-01").available == first.available
    assert first.available != second.available
    assert [c.on for c in first.available if c.name == "age"] == [date(2020, 1, 1)]


def test_values_are_the_same_page_by_page_and_in_bulk():
    since = date(1988, 5, 31)
    age = Column(name="a", label="", path="x", kind=Kind.YEARS).at(date(2026, 5, 1))
    month = Column(name="m", label="", path="x", kind=Kind.MONTH)
    for value in (since, "1988-05-31"):
        assert list(json_of(age)((value, None))) == [38, None]
        assert list(json_of(month)((value, None))) == ["1988-05", None]
        assert [text_of(age)(value), text_of(age)(None)] == ["38", ""]
        assert [text_of(month)(value), text_of(month)(None)] == ["1988.05", ""]


def test_an_export_asked_for_without_a_day_means_the_day_it_was_asked_on(aged, client_for):
    browser, today = client_for(aged.city), timezone.localdate().isoformat()
    browser.post("/lists/aged/export/", {"format": "csv", "query": "age_min=30"})
    assert Job.objects.latest("pk").params["query"] == f"age_min=30&as_of={today}"
    browser.post("/lists/aged/export/", {"format": "csv", "query": "as_of=2020-01-01"})
    assert Job.objects.latest("pk").params["query"] == "as_of=2020-01-01"
    refused = browser.post("/lists/aged/export/", {"format": "csv", "query": "as_of=gestern"})
    assert refused.status_code == 400


def test_the_address_of_today_stays_the_address_of_any_day(listed):
    today = timezone.localdate().isoformat()
    assert listed(f"as_of={today}&age_min=3&age_max=").query() == "age_min=3"
    assert listed("as_of=2020-01-01").query(order="age") == "as_of=2020-01-01&order=age"
