"""A county's own page, statements whatever the people, input that no browser sends."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.choices import EntryMode, Tier
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from reporting.annual import services
from reporting.annual.models import AnnualReport, Explanation, Opinion
from reporting.annual.stale import gathered_now
from tests.annual_editing.making import TODAY, fields, opened, opinion, page, sent, text


def test_a_county_writes_its_own_and_takes_over_what_its_units_filed(world, client_for):
    county, town = opened(world, "青川县"), opened(world, "柳河镇")
    client = client_for(world.county)
    assert client.get(page(town)).status_code == 403
    said = text(client.get(page(county)))
    assert "本地区在库优秀年轻干部" in said and "赵文博" in said and "罗天翊" in said
    assert "采用所属单位已报的意见" in said
    one = opinion(town, "罗天翊")
    given = {one.pk: ("defer", "挂职未满", one.version)}
    services.opine(actor=None, report=town, given=given, on=TODAY)
    services.keep_rest(actor=None, report=town, on=TODAY)
    services.none_to_add(actor=None, report=town, is_none=True, on=TODAY)
    for part in (5, 6):
        seen = town.passages.get(part=part).version
        services.write(actor=None, report=town, part=part, text="无。", seen=seen, on=TODAY)
    services.explain(actor=None, report=town, check="head", words="文号待编。", on=TODAY)
    now = AnnualReport.objects.get(pk=town.pk)
    services.file(actor=None, report=now, seen=now.version, on=TODAY)
    assert sent(client, county, do="adopt").status_code == 302
    assert (opinion(county, "罗天翊").stand, opinion(county, "罗天翊").reason) == (
        "defer",
        "挂职未满",
    )


def test_statements_do_not_grow_with_the_people(world, client_for):
    report = opened(world)
    client = client_for(world.secretary)

    def counted() -> int:
        with CaptureQueriesContext(
            connection,
        ) as told:
            assert client.get(page(report)).status_code == 200
        return len(told)

    counted()
    few = counted()
    for number in range(4):
        cadre = Cadre.objects.create(
            name=f"赵新{'甲乙丙丁'[number]}", gender="1", birth="1994-05-01",
            unit=world.named["市交通运输局"], title="科员",
        )  # fmt: skip
        RosterEntry.objects.create(
            cadre=cadre, entered_on=TODAY, entry_mode=EntryMode.COMMITTEE, tier=Tier.values[0]
        )
    services.refresh(actor=world.secretary, report=report, on=TODAY)
    assert report.opinions.count() == 6
    assert counted() <= few
    assert few < 100


@pytest.mark.parametrize("name", ["explain-records:figure:roster.open", "explain-" + "x" * 500])
def test_what_must_be_mended_is_not_explained_away(world, client_for, name):
    report = opened(world)
    answer = client_for(world.secretary).post(page(report), {name: "就这样。"})
    assert answer.status_code in (302, 409)
    assert not Explanation.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"figure-roster.open\0": "9\0"},
        {"do": "reset:99"},
        {"do": "unpropose:x"},
        {"do": "explode"},
        {"do": "reset:1"},
        {"part-1": "\0", "seen-part-1": "1"},
        {"stand-7": "keep", "seen-7": "9" * 18},
        {"head-signer": "长" * 500, "seen-head": "1"},
        {"answer-99999": "没有这条"},
        {"propose-cadre": "\0", "propose-reason": "\0"},
    ],
    ids=str,
)
def test_strange_input_is_answered_in_words(world, client_for, typed):
    report = opened(world)
    answer = client_for(world.secretary).post(page(report), typed)
    assert answer.status_code in (302, 400, 409)
    if answer.status_code != 302:
        assert "没有保存" in text(answer) or "请刷新页面" in text(answer)


def test_htmx_is_led_to_the_last_look(world, client_for):
    report = opened(world)
    answer = client_for(world.secretary).post(
        page(report), {"do": "file"}, headers={"HX-Request": "true"}
    )
    assert answer.headers["HX-Redirect"] == reverse("annual:file", args=[report.pk])


def many(world, number: int) -> list[Cadre]:
    """More people of the bureau, on the roster."""
    made = Cadre.objects.bulk_create(
        Cadre(name=f"赵{chr(0x4E00 + one)}", gender="1", birth="1994-05-01",
              unit=world.named["市交通运输局"], title="科员", sort_key=f"z{one:05}")
        for one in range(number)
    )  # fmt: skip
    stays = {"entered_on": TODAY, "entry_mode": EntryMode.COMMITTEE, "tier": Tier.values[0]}
    RosterEntry.objects.bulk_create(RosterEntry(cadre=one, **stays) for one in made)
    return made


def test_the_opinions_of_fifteen_hundred_are_one_form(world, client_for):
    report = opened(world)
    made = many(world, 1500)
    Opinion.objects.bulk_create(Opinion(report=report, cadre=one) for one in made)
    client = client_for(world.secretary)
    data = fields(client.get(page(report)).content.decode())
    rows = {one.cadre_id: one for one in report.opinions.all()}
    typed = {f"stand-{rows[one.pk].pk}": "keep" for one in made}
    assert len(data | typed) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    assert client.post(page(report), data | typed | {"do": "save"}).status_code == 302
    assert report.opinions.filter(stand="keep").count() == 1500
    # What one has seen is still what counts, row by row.
    again = fields(client.get(page(report)).content.decode())
    first = rows[made[0].pk]
    given = {first.pk: ("exit", "本人申请", first.version + 1)}
    services.opine(actor=world.clerk, report=report, given=given, on=TODAY)
    again |= {f"stand-{first.pk}": "defer", f"reason-{first.pk}": "再看一年"}
    assert client.post(page(report), again | {"do": "save"}).status_code == 409


def test_a_form_of_more_fields_than_are_read_is_told_so(world, client_for):
    report = opened(world)
    data = {f"reason-{one}": "" for one in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    answer = client_for(world.secretary).post(page(report), data)
    assert answer.status_code == 413
    assert "没有保存" in text(answer) and "分几次提交" in text(answer)


@pytest.mark.parametrize(
    "was",
    ["", "x", "[1]", "7", '{"x": [1, "", ""]}', '{"K": 1}', '{"K": [1]}', '{"K": [[], {}, null]}',
     "[" * 100_000, '{"K": ["\\u0000", "", ""]}'],
)  # fmt: skip
def test_what_the_page_showed_is_needed_to_change_an_opinion(world, client_for, was):
    report = opened(world)
    one = opinion(report, "周雨晴")
    data = {f"stand-{one.pk}": "keep", "was-opinions": was.replace("K", str(one.pk)), "do": "save"}
    answer = client_for(world.secretary).post(page(report), data)
    assert answer.status_code == 409 and "不知道您看到的是哪一版" in text(answer)
    assert opinion(report, "周雨晴").stand == ""


def test_the_records_are_gathered_once_for_a_page(world, client_for):
    report = opened(world)
    client = client_for(world.secretary)
    client.get(page(report))
    with CaptureQueriesContext(connection) as once:
        gathered_now(report, TODAY)
    with CaptureQueriesContext(connection) as told:
        assert client.get(page(report)).status_code == 200
    asked = [one["sql"] for one in once]
    for sql in set(asked):
        assert [one["sql"] for one in told].count(sql) <= asked.count(sql), sql


def test_what_one_refresh_mends_is_told_once_and_keeps_it_from_being_filed(world, client_for):
    report = opened(world)
    many(world, 1)
    client = client_for(world.secretary)
    html = client.get(page(report)).content.decode()
    checks = html.split('id="checks"')[1].split("</aside>")[0]
    assert checks.count('value="refresh"') == 1
    assert checks.count("记录现在是") > 1 and "逐处对照" in checks
    last = client.get(reverse("annual:file", args=[report.pk])).content.decode()
    button = last.split('class="q-submit"')[1].split("上报清河市")[0].rsplit("<button", 1)[1]
    assert "disabled" in button
