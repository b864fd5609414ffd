"""REST: a report whole for whom it is granted, and a draft that never goes over others' work."""

import orjson
import pytest
from django.test import Client

from core.audit.models import Action, AuditEntry
from core.clients.models import ApiClient
from reporting.annual import services
from reporting.annual.models import Filing
from tests.annual.making import BUREAU, ON, filed, opened, opinion, passage, report, returned
from tests.clients.issuing import caller, every_field, issue

POWERS = ["annual_reports.content", "annual_reports.draft"]


def program(world, *, at=BUREAU, powers=POWERS, fields=None):
    client, token = issue(world, at=at, fields=fields)
    ApiClient.objects.filter(pk=client.pk).update(powers=list(powers))
    return caller(token)


def address(one, what="content"):
    return f"/api/v1/annual_reports/{one.pk}/{what}/"


def put(client, one, tag=None, **body):
    headers = {} if tag is None else {"If-Match": tag}
    return client.put(
        address(one, "draft"), orjson.dumps(body), content_type="application/json", headers=headers
    )


def test_a_report_is_read_whole_with_the_power_alone(world):
    one = opened(world)
    granted = program(world)
    answer = granted.get(address(one))
    assert answer.status_code == 200
    told = answer.json()
    assert told["unit"]["short_name"] == BUREAU and told["state"]["code"] == "draft"
    assert [item["name"] for item in told["opinions"]] == [
        item.cadre.name for item in one.opinions.select_related("cadre")
    ]
    assert {item["key"] for item in told["figures"]} == {
        figure["key"] for figure in one.content["figures"]
    }
    assert [item["part"] for item in told["words"]] == [1, 2, 3, 4, 5, 6, 7]
    assert "〔" not in told["words"][0]["text"]
    hidden = [item["value"] for item in told["figures"] if item["key"] == "conduct.disciplines"]
    assert hidden == ["＊"]
    row = AuditEntry.objects.filter(action=Action.PULL).order_by("pk").last()
    assert row.subject_id == str(one.pk)
    again = granted.get(address(one), headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    refused = program(world, powers=()).get(address(one))
    assert refused.status_code == 403 and "取年度报告全文" in refused.json()["detail"]
    nothing = program(world, fields={"units": ["name"]}).get(address(one))
    assert nothing.status_code == 403
    elsewhere = program(world, at="市科技局").get(address(one))
    assert elsewhere.status_code == 404


def test_a_filed_report_is_read_as_it_was_sealed(world):
    filing = filed(world)
    world.cadres["周雨晴"].change(actor=None, seen=None, title="新职务")
    told = program(world).get(address(filing.report)).json()
    assert (told["filing"], told["digest"], told["is_late"]) == (1, filing.digest, False)
    assert "新职务" not in str(told)


def test_people_read_it_by_their_session_within_their_reach(world, client_for):
    one = opened(world)
    for who, status in (
        ("city", 200), ("secretary", 200), ("clerk", 200),
        ("county", 404), ("cadre", 404), ("auditor", 404), ("nobody", 404),
    ):  # fmt: skip
        assert client_for(world.users[who]).get(address(one)).status_code == status, who
    assert Client().get(address(one)).status_code == 401


def test_a_draft_is_written_but_never_filed(world):
    one = opened(world)
    mine = program(world)
    tag = mine.get(address(one))["ETag"]
    person = world.cadres["周雨晴"].pk
    answer = put(
        mine,
        one,
        tag,
        words=[{"part": 1, "text": "在库〔在库人数〕。"}],
        opinions=[{"cadre": person, "stand": "defer", "reason": "正在考察"}],
    )
    assert answer.status_code == 200, answer.content
    told = answer.json()
    assert (told["words"], told["opinions"], told["unsaid"]) == ([1], [person], 1)
    assert passage(world).text == "在库〔在库人数〕。" and passage(world).changed_by is None
    saved = opinion(world, "周雨晴")
    assert (saved.stand, saved.reason, saved.version) == ("defer", "正在考察", 2)
    assert report(world).state == "draft" and not Filing.objects.exists()
    row = AuditEntry.objects.filter(action=Action.CHANGE, actor_kind="client").get()
    assert row.detail == {"操作": "单位系统代填草稿", "部分": ["总体情况"], "意见人数": 1}
    assert mine.get(address(one))["ETag"] == answer["ETag"] != tag
    assert put(mine, one, answer["ETag"]).json()["words"] == []


def test_whoever_was_faster_is_not_written_over(world):
    one = opened(world)
    mine = program(world)
    tag = mine.get(address(one))["ETag"]
    services.write(actor=world.secretary, report=one, part=2, text="人写的。", seen=1, on=ON)
    late = put(mine, one, tag, words=[{"part": 1, "text": "程序写的。"}])
    assert late.status_code == 412
    assert late.json()["title"] == "内容已经变化" and "重新取报告全文" in late.json()["detail"]
    assert passage(world).text != "程序写的。"
    blind = put(mine, one, words=[{"part": 1, "text": "x"}])
    assert blind.status_code == 428 and "If-Match" in blind.json()["detail"]
    assert put(mine, one, "*", words=[]).status_code in (412, 428)


def test_what_is_not_a_draft_any_more_is_refused(world):
    one = filed(world).report
    mine = program(world)
    tag = mine.get(address(one))["ETag"]
    answer = put(mine, one, tag, words=[{"part": 1, "text": "x"}])
    assert answer.status_code == 409 and "现在是“已上报”" in answer.json()["detail"]


def test_a_returned_report_may_be_written_again(world):
    one = returned(world)
    mine = program(world)
    tag = mine.get(address(one))["ETag"]
    assert put(mine, one, tag, words=[{"part": 1, "text": "改了。"}]).status_code == 200
    assert report(world).state == "returned"


def test_without_the_power_and_for_people_there_is_no_writing(world, client_for):
    one = opened(world)
    reader = program(world, powers=POWERS[:1])
    tag = reader.get(address(one))["ETag"]
    answer = put(reader, one, tag, words=[])
    assert answer.status_code == 403 and "代填年度报告草稿" in answer.json()["detail"]
    person = put(client_for(world.secretary), one, tag, words=[])
    assert person.status_code == 403 and "年度报告页面" in person.json()["detail"]
    assert put(program(world, at="市科技局"), one, tag).status_code == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"figures": {"roster.open": 99}}, "figures"),
        ({"words": "x"}, "words"),
        ({"words": ["x"]}, "words[0]"),
        ({"words": [{"part": 8, "text": "x"}]}, "words[0].part"),
        ({"words": [{"part": True, "text": "x"}]}, "words[0].part"),
        ({"words": [{"part": 1}]}, "words[0].text"),
        ({"words": [{"part": 1, "text": "x"}, {"part": 1, "text": "y"}]}, "words[1].part"),
        ({"words": [{"part": 1, "text": "长" * 8001}]}, "words.1"),
        ({"opinions": [{"cadre": "x", "stand": "keep"}]}, "opinions[0].cadre"),
        ({"opinions": [{"cadre": 1, "stand": "maybe"}]}, "opinions[0].stand"),
        ({"opinions": [{"cadre": 999999, "stand": "keep"}]}, "opinions.999999"),
    ],
)
def test_each_fault_is_named_at_its_place_and_nothing_is_written(world, body, field):
    one = opened(world)
    mine = program(world)
    tag = mine.get(address(one))["ETag"]
    answer = put(mine, one, tag, **body)
    assert answer.status_code == 400, answer.content
    assert field in [error["field"] for error in answer.json()["errors"]]
    assert mine.get(address(one))["ETag"] == tag


def test_an_opinion_without_its_reason_takes_the_words_back_too(world):
    one = opened(world)
    mine = program(world)
    tag = mine.get(address(one))["ETag"]
    key = world.cadres["周雨晴"].pk
    answer = put(
        mine,
        one,
        tag,
        words=[{"part": 1, "text": "x"}],
        opinions=[{"cadre": key, "stand": "exit", "reason": ""}],
    )
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == f"opinions.{key}"
    assert passage(world).text != "x"


def test_powers_are_off_by_default_and_granted_on_the_page(world, client_for):
    client, _ = issue(world, fields=every_field())
    assert client.powers == []
    browser = client_for(world.secadmin)
    page = browser.get(f"/clients/{client.pk}/edit/").content.decode()
    assert "代填年度报告草稿" in page and "不能上报" in page
    data = {"seen": 1, "contact": "周正", "fields_units": ["name"], "powers": [POWERS[1]]}
    assert browser.post(f"/clients/{client.pk}/edit/", data).status_code == 302
    client.refresh_from_db()
    assert client.powers == [POWERS[1]]
    assert "代填年度报告草稿" in browser.get(f"/clients/{client.pk}/").content.decode()
    row = AuditEntry.objects.filter(subject="apiclient").order_by("pk").last()
    assert row.detail["可办事项"] == ["", "代填年度报告草稿"]
    bad = browser.post(f"/clients/{client.pk}/edit/", data | {"seen": 2, "powers": ["root"]})
    assert bad.status_code == 400


def test_the_documentation_tells_of_what_was_granted_alone(world):
    mine = program(world)
    paths = mine.get("/api/schema/").json()["paths"]
    assert "put" in paths["/api/v1/annual_reports/{id}/draft/"]
    assert "get" in paths["/api/v1/annual_reports/{id}/content/"]
    paths = program(world, powers=()).get("/api/schema/").json()["paths"]
    assert "/api/v1/annual_reports/{id}/draft/" not in paths
    assert "/api/v1/annual_reports/{id}/" in paths
