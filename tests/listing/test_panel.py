"""The furniture of a list page: what is drawn, what is fetched when opened, what it costs."""

import re
from html import unescape

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from core.listing.models import SavedView
from core.units.models import Unit

PAGE = "/aged/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def city(aged, client_for):
    return client_for(aged.city)


def drawn(response) -> set[str]:
    """The names of the controls inside the filter form."""
    form = re.search(r'<form class="q-filter".*?</form>', response.content.decode(), re.DOTALL)[0]
    return set(re.findall(r'<(?:input|select)[^>]* name="(\w+)"', form))


def test_usual_and_set_filters_are_drawn_the_others_wait(city):
    usual = {"state", "name", "age_min", "age_max"}
    assert drawn(city.get(PAGE)) == usual
    assert drawn(city.get(PAGE, {"since_after": "1988.05"})) == usual | {
        "since_after",
        "since_before",
    }
    whole = drawn(city.get(PAGE, {"filters": "all"}))
    assert whole >= usual | {"kind", "level", "mark", "secret_min", "unit", "gone_max"}


def test_the_others_are_fetched_with_what_is_asked_already(city):
    fragment = city.get("/lists/aged/filters/", {"kind": "county"}, headers=HTMX)
    names = set(re.findall(r'name="(\w+)"', fragment.content.decode()))
    assert names == {
        "since_after", "since_before", "gone_min", "gone_max", "level", "mark",
        "secret_min", "secret_max", "unit",
    }  # fmt: skip


def test_the_fetched_filters_are_of_ones_own_columns(aged, client_for):
    fragment = client_for(aged.county).get("/lists/aged/filters/", headers=HTMX)
    assert b"secret" not in fragment.content
    assert client_for(aged.city).get("/lists/nothing/filters/").status_code == 404


def test_what_is_wrong_stands_at_its_field(city):
    text = city.get(PAGE, {"age_min": "三十", "kind": "planet"}).content.decode()
    field = re.search(r'<input[^>]* name="age_min"[^>]*>', text)[0]
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_age_error"' in field
    assert 'value="三十"' in field
    assert '<ul class="q-error" id="id_age_error">' in text
    assert "“planet”不在可选的范围内，请重选或填代码。" in text


def test_several_values_stay_ticked_and_are_kept_by_every_other_form(city):
    text = city.get(PAGE, {"kind": ["county", "township"], "size": "20"}).content.decode()
    assert len(re.findall(r'name="kind" value="(?:county|township)" checked', text)) == 2
    assert len(re.findall(r'type="hidden" name="kind" value="(?:county|township)"', text)) == 4


def test_a_hidden_condition_is_kept_and_not_drawn(city):
    text = city.get(PAGE, {"quota": "some"}).content.decode()
    assert '<input type="hidden" name="quota" value="some">' in text
    assert "有正职" not in text


def cleared(response) -> dict[str, list[str]]:
    """The query that 清空 leads to."""
    address = re.search(r'href="([^"]*)">清空', response.content.decode())[1]
    path, _, query = unescape(address).partition("?")
    assert path == response.request["PATH_INFO"]
    return dict(QueryDict(query).lists())


def test_clearing_clears_what_the_panel_draws_and_nothing_else(city):
    kept = {
        "columns": ["name", "kind"],
        "order": ["-age"],
        "size": ["20"],
        "quota": ["some"],
        "as_of": ["2025-12-31"],
    }
    set_there = {"age_min": "3", "kind": ["county", "township"], "state": "every", "name": "县"}
    passing = {"cursor": "", "filters": "all"}
    assert cleared(city.get(PAGE, kept | set_there | passing)) == kept
    assert cleared(city.get(PAGE, set_there)) == {}
    assert cleared(city.get(PAGE, {"as_of": "2025-13-01"})) == {}
    assert cleared(city.get("/units/", {"kind": "county", "order": "code"})) == {"order": ["code"]}


def test_a_hidden_condition_is_not_counted_and_clearing_is_not_advised(city):
    Unit.objects.update(principal_quota=0)
    empty = city.get(PAGE, {"quota": "some"})
    assert empty.context["listing"].active == 0
    text = empty.content.decode()
    assert "还没有记录" in text
    assert "请放宽或清空筛选条件" not in text
    assert "个条件" not in text
    both = city.get(PAGE, {"quota": "some", "kind": "county"})
    assert both.context["listing"].active == 1
    assert "请放宽或清空筛选条件" in both.content.decode()


def test_what_the_page_has_set_is_kept_and_neither_drawn_nor_counted(city):
    every = set(Unit.objects.filter(kind="county").values_list("short_name", flat=True))
    response = city.get("/aged/counties/", {"kind": "township", "state": "every"})
    assert {row.texts[0] for row in response.context["rows"]} == every
    assert response.context["listing"].active == 1
    text = response.content.decode()
    assert '<input type="hidden" name="kind" value="county">' in text
    assert "township" not in text
    assert cleared(response) == {"kind": ["county"]}
    whole = city.get("/aged/counties/", {"filters": "all"}).content.decode()
    assert 'type="checkbox" name="kind"' not in whole
    exported = re.search(r'name="query" value="([^"]*)"', text)[1]
    assert QueryDict(unescape(exported)).getlist("kind") == ["county"]
    more = city.get(f"/lists/aged/filters/?{unescape(exported)}", headers=HTMX)
    assert b'name="kind"' not in more.content
    Unit.objects.filter(kind="county").update(abolished_on="2020-01-01")
    assert "先设县。" in city.get("/aged/counties/").content.decode()


def test_another_day_than_today_is_said_beside_the_title(city):
    chip = r'<span class="q-chip is-yellow" id="counted"([^>]*)>([^<]*)</span>'
    for address, said in ((PAGE, ""), (f"{PAGE}?as_of=2025-12-31", "按 2025-12-31 计算")):
        [(attributes, text)] = re.findall(chip, city.get(address).content.decode())
        assert (" hidden" in attributes, text) == (not said, said)
        # The list comes alone when htmx asks, and the chip, which is not in it, comes along.
        fragment = city.get(address, headers=HTMX).content.decode()
        [(attributes, text)] = re.findall(chip, fragment)
        assert ("hx-swap-oob" in attributes, " hidden" in attributes, text) == (
            True, not said, said,
        )  # fmt: skip
    assert 'id="counted"' not in city.get("/units/").content.decode()


def test_a_value_is_never_markup(city, aged):
    for name in ("name", "since_after", "mark", "cursor", "order"):
        text = city.get(PAGE, {name: '"><script>alert(1)</script>'}).content.decode()
        assert "<script>alert" not in text, name
    unit = aged.named["市科技局"]
    type(unit).objects.filter(pk=unit.pk).update(short_name='<b>"&局')
    text = city.get(PAGE).content.decode()
    assert "<b>" + '"&' not in text
    assert "&lt;b&gt;&quot;&amp;局" in text


def test_the_chosen_unit_is_drawn_alone_and_by_its_name(city, aged):
    county = aged.named["青川县"]
    text = city.get(PAGE, {"unit": county.pk}).content.decode()
    select = re.search(r'<select[^>]* name="unit".*?</select>', text, re.DOTALL)[0]
    assert re.findall(r'value="(\d*)"', select) == ["", str(county.pk)]
    assert "青川县" in select
    listed = city.get(PAGE, {"filters": "all"}).content.decode()
    select = re.search(r'<select[^>]* name="unit".*?</select>', listed, re.DOTALL)[0]
    assert len(re.findall("<option", select)) > 10


def test_the_day_belongs_to_the_filter_form(city):
    text = city.get(PAGE, {"as_of": "2020-01-01", "age_min": "3"}).content.decode()
    control = re.search(r'<input[^>]*name="as_of"[^>]*>', text)[0]
    assert 'value="2020-01-01"' in control
    assert 'form="filter"' in control


@pytest.mark.parametrize(
    ("query", "beyond"),
    [({}, 0), ({"age_min": "3", "kind": "county", "order": "-gone"}, 0), ({"unit": "1"}, 1)],
)
def test_a_dated_list_of_people_costs_the_log_and_one_statement(city, aged, query, beyond):
    if "unit" in query:
        query = {"unit": aged.named["青川县"].pk}
    SavedView.objects.create(user=aged.city, entity="aged", name="甲", query="")
    city.get(PAGE)  # notes when the account was last seen
    with CaptureQueriesContext(connection) as captured:
        assert city.get(PAGE, query, headers=HTMX).status_code == 200
    own = [
        one["sql"]
        for one in captured
        if not re.search(r'FROM "core_(loginsession|user|grant|rolerule)"', one["sql"])
        and not one["sql"].startswith(("SAVEPOINT", "RELEASE"))
    ]
    logged = [sql for sql in own if sql.startswith("INSERT")]
    assert len(logged) == 1
    assert len(own) - len(logged) == 1 + beyond, own


def test_views_are_fetched_when_opened_and_a_page_of_their_own_without_script(city, aged):
    SavedView.objects.create(user=aged.city, entity="aged", name="三十岁", query="age_min=30")
    SavedView.objects.create(user=aged.county, entity="aged", name="别人的", query="")
    assert "三十岁" not in city.get(PAGE).content.decode()
    fragment = city.get("/lists/aged/views/", headers=HTMX).content.decode()
    assert 'href="/aged/?age_min=30"' in fragment
    assert "<html" not in fragment
    assert "别人的" not in fragment
    whole = city.get("/lists/aged/views/").content.decode()
    assert "<html" in whole
    assert "三十岁" in whole
