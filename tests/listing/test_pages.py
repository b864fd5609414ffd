"""The generic list page: filters stay, columns are chosen, views kept, what is seen exported."""

import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from core.jobs import services as jobs
from core.jobs.models import Job
from core.listing.models import SavedView
from core.units.models import Unit

LIST = "/units/"


def shown(response) -> list[str]:
    return [row.texts[0] for row in response.context["rows"]]


@pytest.fixture
def city(world, client_for):
    return client_for(world.city)


def test_filters_narrow_the_list_and_the_panel_stays_filled(city):
    response = city.get(LIST, {"kind": "township"})
    assert set(shown(response)) == set(
        Unit.objects.filter(kind="township").values_list("short_name", flat=True)
    )
    assert response.context["listing"].form["kind"].value() == "township"
    assert response.context["listing"].active == 1


def test_where_nothing_is_found_there_is_nothing_to_choose(city):
    assert "改选全部" in city.get(LIST).content.decode()
    assert "改选全部" not in city.get(LIST, {"name": "查无此处"}).content.decode()


@pytest.mark.parametrize("words", ["jtysj", "交通", "jiaotong", "市 交通", "JTYS"])
def test_names_are_found_by_hanzi_pinyin_and_initials(city, words):
    assert shown(city.get(LIST, {"name": words})) == ["市交通运输局"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"kind": "planet"}, "“planet”不在可选的范围内，请重选或填代码。"),
        ({"established_on_after": "yesterday"}, "日期"),
        ({"unit": "99999"}, "没有这个单位"),
        ({"name": "a" * 61}, "60"),
        ({"name": "a\x00b"}, "不允许"),
        ({"cursor": "nonsense"}, "翻页标记无效"),
    ],
)
def test_a_bad_condition_is_told_and_lists_nothing(city, query, sentence):
    response = city.get(LIST, query)
    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert response.context["rows"] == []


@pytest.mark.parametrize(
    "query", [{"order": "password"}, {"columns": "password"}, {"size": "0"}, {"size": "²"}]
)
def test_a_page_overlooks_what_it_does_not_know(city, query):
    assert city.get(LIST, query).status_code == 200


def test_only_the_list_itself_is_sent_to_htmx(city):
    response = city.get(LIST, {"kind": "township"}, headers={"HX-Request": "true"})
    text = response.content.decode()
    assert text.lstrip().startswith("<section")
    assert "<html" not in text


def test_pages_walk_forward_and_back_with_running_numbers(city):
    everything = shown(city.get(LIST, {"size": "200"}))
    seen, address, pages = [], f"{LIST}?size=7", []
    while address:
        response = city.get(address)
        pages.append(address)
        numbers = [row.number for row in response.context["rows"]]
        assert numbers == list(range(len(seen) + 1, len(seen) + 1 + len(numbers)))
        seen += shown(response)
        address = (
            LIST + response.context["pager"]["next"] if response.context["pager"]["next"] else ""
        )
    assert seen == everything
    back = city.get(LIST + city.get(pages[-1]).context["pager"]["previous"])
    assert shown(back) == everything[7 * (len(pages) - 2) : 7 * (len(pages) - 1)]


@pytest.mark.parametrize("order", ["code", "-code", "level", "-level", "abolished_on"])
def test_every_order_shows_every_row_once(city, order):
    seen, address = [], f"{LIST}?size=9&order={order}"
    while address:
        response = city.get(address)
        seen += [row.pk for row in response.context["rows"]]
        address = (
            LIST + response.context["pager"]["next"] if response.context["pager"]["next"] else ""
        )
    assert sorted(seen) == sorted(Unit.objects.values_list("pk", flat=True))


def test_a_view_keeps_conditions_columns_and_order(city, world):
    query = "kind=township&columns=short_name&columns=code&order=-code"
    response = city.post(
        reverse("listing:save_view", args=["units"]), {"name": "乡镇", "query": query}
    )
    assert response.url == f"{LIST}?{query}"
    view = SavedView.objects.get()
    again = city.get(f"{LIST}?{view.query}")
    assert [column.name for column in again.context["listing"].columns] == ["short_name", "code"]
    assert again.context["listing"].order == "-code"


def test_a_view_is_its_owners(city, world, client_for):
    city.post(reverse("listing:save_view", args=["units"]), {"name": "甲", "query": ""})
    view = SavedView.objects.get()
    stranger = client_for(world.county)
    assert stranger.get("/lists/units/views/").context["views"].count() == 0
    assert city.get("/lists/units/views/").context["views"].get() == view
    assert stranger.post(reverse("listing:delete_view", args=[view.pk])).status_code == 404
    assert SavedView.objects.exists()
    city.post(reverse("listing:delete_view", args=[view.pk]))
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("name", ["", "  ", "长" * 31])
def test_a_view_without_a_proper_name_is_refused(city, name):
    address = reverse("listing:save_view", args=["units"])
    response = city.post(address, {"name": name, "query": ""}, follow=True)
    assert "没有保存" in response.content.decode()
    assert not SavedView.objects.exists()


def exported(browser, **data) -> tuple[list[list], list[str]]:
    response = browser.post(reverse("listing:export", args=["units"]), {"format": "xlsx", **data})
    assert response.status_code == 302
    job = Job.objects.latest("pk")
    assert jobs.perform(job.pk)
    job.refresh_from_db()
    with job.result.open("rb") as stream:
        book = CalamineWorkbook.from_filelike(io.BytesIO(stream.read()))
    rows = book.get_sheet_by_name("单位").to_python()
    notes = [f"{row[0]}：{row[1]}" for row in book.get_sheet_by_name("导出说明").to_python()]
    return rows, notes


def test_the_export_holds_what_is_seen(city):
    query = "kind=township&columns=short_name&columns=code&order=-code"
    rows, notes = exported(city, query=query)
    expected = Unit.objects.filter(kind="township").order_by("-code")
    assert rows[0] == ["单位简称", "单位编码"]
    assert [tuple(row) for row in rows[1:]] == list(expected.values_list("short_name", "code"))
    assert "导出人：林静文" in notes
    assert "条件：单位类别：乡镇" in notes


def test_the_export_of_ticked_rows_holds_those_alone(city, world):
    ticked = [world.named["青川县"].pk, world.named["柳河镇"].pk]
    rows, _ = exported(city, query="", selected=ticked)
    assert [row[0] for row in rows[1:]] == ["青川县", "柳河镇"]


def test_ticking_what_is_out_of_scope_exports_nothing_of_it(world, client_for):
    browser = client_for(world.county)
    ticked = [world.named["市交通运输局"].pk, world.named["柳河镇"].pk]
    rows, _ = exported(browser, query="", selected=ticked)
    assert [row[0] for row in rows[1:]] == ["柳河镇"]


def test_a_text_that_looks_like_a_formula_is_exported_as_a_text(city, world):
    Unit.objects.filter(pk=world.named["柳河镇"].pk).update(short_name='=HYPERLINK("x")')
    response = city.post(
        reverse("listing:export", args=["units"]),
        {"format": "csv", "selected": [world.named["柳河镇"].pk], "query": ""},
    )
    assert response.status_code == 302
    job = Job.objects.latest("pk")
    jobs.perform(job.pk)
    job.refresh_from_db()
    with job.result.open("rb") as stream:
        assert "'=HYPERLINK" in stream.read().decode("utf-8-sig")


@pytest.mark.parametrize(("data", "status"), [({"format": "exe"}, 400), ({"query": "kind=x"}, 400)])
def test_an_export_that_cannot_be_made_is_refused_at_once(city, data, status):
    response = city.post(reverse("listing:export", args=["units"]), {"format": "csv"} | data)
    assert response.status_code == status
    assert not Job.objects.exists()


def test_the_result_is_the_askers_alone(city, world, client_for):
    exported(city, query="")
    job = Job.objects.latest("pk")
    for name in ("detail", "progress", "result"):
        address = reverse(f"jobs:{name}", args=[job.pk])
        assert client_for(world.secadmin).get(address).status_code == 404
    response = city.get(reverse("jobs:result", args=[job.pk]))
    assert b"".join(response.streaming_content).startswith(b"PK")
    response.close()
