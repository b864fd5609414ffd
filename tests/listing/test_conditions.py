"""Conditions, several values of one column, names, and what may not be asked about."""

import pytest

from core.clients.models import ApiClient
from core.errors import Invalid
from core.listing.entity import grantable_of
from core.units.models import Unit
from tests.clients.issuing import caller, issue
from tests.listing.aged import AGED

REST = "/aged/api/aged/"
ALL = "state=every&size=200"


def test_the_default_of_a_condition_holds_when_nothing_is_asked(aged, names):
    gone = {"青川县", "柳河镇"}
    every = set(Unit.objects.values_list("short_name", flat=True))
    assert set(names("size=200")) == every - gone
    assert set(names("size=200&state=")) == every - gone
    assert set(names("size=200&state=abolished")) == gone
    assert set(names(ALL)) == every
    assert set(names("size=200&as_of=2026-05-31&state=abolished")) == {"青川县"}


def test_a_condition_has_its_values_and_no_others(listed):
    with pytest.raises(Invalid) as refusal:
        _ = listed("state=lost", strict=True).rows
    assert refusal.value.fields == {"state": ["“lost”不在可选的范围内，请重选或填代码。"]}


def test_several_values_of_a_column_are_alternatives_in_either_writing(aged, names):
    expected = set(
        Unit.objects.filter(kind__in=("county", "township")).values_list("short_name", flat=True)
    )
    assert set(names(f"{ALL}&kind=county&kind=township")) == expected
    assert set(names(f"{ALL}&kind=county,township")) == expected
    assert set(names(f"{ALL}&kind=&kind=county,township,")) == expected
    with pytest.raises(Invalid) as refusal:
        names(f"{ALL}&kind=county,planet")
    assert refusal.value.fields == {"kind": ["“planet”不在可选的范围内，请重选或填代码。"]}


@pytest.mark.parametrize(
    ("text", "found"),
    [("交通", ["市交通运输局"]), ("通 交", ["市交通运输局"]), ("' | & !", None), ("交\\'河", [])],
)
def test_a_name_is_matched_by_the_literal_that_the_column_makes(aged, names, text, found):
    every = Unit.objects.count()
    shown = names(f"{ALL}&name={text.replace('&', '%26')}")
    assert len(shown) == every if found is None else shown == found


def test_a_name_that_is_too_long_is_refused(listed):
    with pytest.raises(Invalid) as refusal:
        _ = listed("name=" + "长" * 61, strict=True).rows
    assert list(refusal.value.fields) == ["name"]


@pytest.mark.parametrize("query", ["secret_min=1", "order=secret", "columns=secret", "quota=some"])
def test_who_has_not_got_a_column_cannot_ask_about_it(aged, listed, query):
    for options in ({"viewer": aged.county}, {"viewer": aged.secretary}):
        listing = listed(query, strict=True, **options)
        with pytest.raises(Invalid):
            _ = listing.columns, listing.page
    listing = listed(query, strict=True)
    assert listing.page.tuples
    assert "secret" in {column.name for column in listing.available}


def test_a_program_never_has_a_column_that_is_others_alone(aged):
    client, token = issue(aged, fields={"aged": ["name", "age"]})
    assert "secret" not in {column.name for column in grantable_of(AGED)}
    # A grant from before the column was restricted.
    ApiClient.objects.filter(pk=client.pk).update(fields={"aged": ["name", "secret"]})
    program = caller(token)
    assert set(program.get(REST).json()["results"][0]) == {"id", "name"}
    for query in ("secret_min=0", "order=secret", "columns=secret", "quota=some", "kind=county"):
        assert program.get(f"{REST}?{query}").status_code == 400, query


def test_rest_speaks_of_months_years_and_days(aged):
    _, token = issue(aged, fields={"aged": ["name", "since", "age", "gone"]})
    program = caller(token)
    query = "as_of=2026-05-01&age_min=38&age_max=40&order=-age"
    rows = program.get(f"{REST}?{query}").json()["results"]
    assert [(row["name"], row["since"], row["age"], row["gone"]) for row in rows] == [
        ("市交通运输局", "1988-04", 38, None),
        ("市科技局", "1988-05", 38, None),
        ("市信访局", "1988-05", 38, None),
    ]
    one = program.get(f"{REST}{rows[1]['id']}/?as_of=2026-04-30").json()
    assert one["age"] == 37
    assert program.get(f"{REST}{rows[1]['id']}/?as_of=x").status_code == 400
    plain = program.get(f"{REST}?{query}&format=ndjson")
    assert b"".join(plain.streaming_content).count(b'"age":38') == 3


def test_an_unchanged_page_is_not_sent_again(aged):
    _, token = issue(aged, fields={"aged": ["name", "age"]})
    program = caller(token)
    address = f"{REST}?size=2&as_of=2026-05-01"
    first = program.get(address)
    assert first["ETag"] == program.get(address)["ETag"]
    assert first.json()["next"]
    unchanged = program.get(address, headers={"If-None-Match": first["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    Unit.objects.filter(pk=first.json()["results"][0]["id"]).update(short_name="改名局")
    changed = program.get(address, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
