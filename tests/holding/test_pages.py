"""A poll from the first page to the printed result, as a clerk goes through it."""

import io
import re
from datetime import timedelta
from random import Random

import pdfplumber
import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.polls.models import Poll, PollResult
from core.audit.models import AuditEntry
from tests.polls.making import any_opinion, closed, counted, opened, poll, vote, with_codes
from tests.world import World

TODAY = timezone.localdate()  # the pages ask the clock

FACTS = {
    "year": "2026",
    "kind": "annual",
    "title": "2026年度测评",
    "opens_on": str(TODAY),
    "closes_on": str(TODAY + timedelta(days=3)),
    "asks_fit": "on",
    "takes_words": "on",
    "used_A": "on",
    "expected_A": "6",
    "weight_A": "40",
    "mode_A": "codes",
    "used_B": "on",
    "expected_B": "7",
    "weight_B": "60",
    "mode_B": "codes",
    "mode_C": "codes",
}


def at(name: str, *args) -> str:
    return reverse(f"polls:{name}", args=args)


def text_of(response) -> str:
    return response.content.decode()


def pdf_text(response) -> str:
    assert response["Content-Type"] == "application/pdf" and "no-store" in response["Cache-Control"]
    with pdfplumber.open(io.BytesIO(response.content)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def seen(made: Poll) -> dict[str, int]:
    made.refresh_from_db()
    return {"seen": made.version}


def test_slips_whose_square_no_telephone_could_follow(world: World, client_for, settings) -> None:
    made = poll(world, on=TODAY)
    browser = client_for(world.city)
    settings.BASE_URL = "http://127.0.0.1:8000"
    assert "手机扫码进不去" in text_of(browser.get(at("issue", made.pk)))
    settings.BASE_URL = "http://qinglan.qinghe.gov.cn"
    assert "手机扫码进不去" not in text_of(browser.get(at("issue", made.pk)))


def test_from_the_first_page_to_the_printed_result(world: World, client_for) -> None:
    browser = client_for(world.city)
    unit = world.named["市交通运输局"]
    answer = browser.post(at("create"), FACTS | {"unit": unit.pk})
    assert answer.status_code == 302, text_of(answer)
    made = Poll.objects.get()
    assert answer["Location"] == at("people", made.pk)
    assert [(e.category, e.expected, e.weight) for e in made.electorates.all()] == [
        ("A", 6, 40),
        ("B", 7, 60),
    ]
    page = text_of(browser.get(at("people", made.pk)))
    assert "周雨晴" in page and "马晓东" not in page  # of another unit
    ticked = {"cadre": [world.cadres["周雨晴"].pk], "names": "曾可欣\n\n", **seen(made)}
    assert browser.post(at("people", made.pk), ticked).status_code == 302
    assert [str(s) for s in made.subjects.all()] == ["周雨晴", "曾可欣"]
    assert "印制测评票" in text_of(browser.get(at("detail", made.pk)))

    codes: list[str] = []
    for one in made.electorates.all():
        sent = {"electorate": one.pk, "number": one.expected, "printed": 0}
        answer = browser.post(at("issue", made.pk), sent)
        assert answer.status_code == 200, text_of(answer)
        codes += re.findall(r"\b[A-Z0-9]{4} [A-Z0-9]{4} [A-Z0-9]{4}\b", pdf_text(answer))
        again = browser.post(at("issue", made.pk), sent)  # a double click
        assert again.status_code == 400 and "这次没有再印" in text_of(again)
    assert len(set(codes)) == 13

    page = text_of(browser.get(at("detail", made.pk)))
    assert at("open", made.pk) in page
    assert browser.post(at("open", made.pk), seen(made)).status_code == 400
    answer = browser.post(at("open", made.pk), {"are_here": "on", **seen(made)})
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    halves = re.findall(r"<code>([^<]+)</code>", text_of(answer))
    assert len(halves) == 2 and "data:application/pdf;base64," in text_of(answer)
    again = browser.post(at("open", made.pk), {"are_here": "on", **seen(made)})
    assert again.status_code == 409 and halves[0] not in text_of(again)

    dice = Random(3)
    for code in codes:
        vote(code, [any_opinion(dice, spoiled=0) for _ in range(2)], on=TODAY)
    page = text_of(browser.get(at("detail", made.pk)))
    assert "hx-get" in page and ">13<" in page
    assert browser.post(at("close", made.pk), seen(made)).status_code == 302
    assert "hx-get" not in text_of(browser.get(at("turnout", made.pk)))

    wrong = {"first": halves[1], "second": halves[0], **seen(made)}
    answer = browser.post(at("count", made.pk), wrong)
    assert answer.status_code == 400 and "监票人" in text_of(answer) and "对调" in text_of(answer)
    right = {"first": halves[0].lower(), "second": halves[1].replace(" ", "-"), **seen(made)}
    answer = browser.post(at("count", made.pk), right)
    assert answer.status_code == 302 and answer["Location"] == at("result", made.pk)
    page = text_of(browser.get(at("result", made.pk)))
    made.refresh_from_db()
    assert "周雨晴" in page and made.digest in page and "A 领导班子成员" in page
    again = browser.post(at("recount", made.pk), follow=True)
    assert "复核一致" in text_of(again)
    printed = pdf_text(browser.get(at("sheet", made.pk, "pdf")))
    assert "民主测评结果汇总表" in printed and made.digest in printed and "周雨晴" in printed
    result = PollResult.objects.get(cadre=world.cadres["周雨晴"])
    page = text_of(browser.get(at("person", result.pk)))
    assert "工作作风" in page and "意见" in page


def test_nothing_that_a_page_gives_tells_a_code_or_a_key_in_the_log(
    world: World, client_for
) -> None:
    held = with_codes(world, on=TODAY)
    browser = client_for(world.city)
    answer = browser.post(at("open", held.poll.pk), {"are_here": "on", **seen(held.poll)})
    halves = re.findall(r"<code>([^<]+)</code>", text_of(answer))
    said = " ".join(str(entry.detail) + entry.subject_label for entry in AuditEntry.objects.all())
    for secret in (*halves, *(code for codes in held.codes.values() for code in codes)):
        assert secret not in said and secret.replace(" ", "") not in said


def test_a_new_poll_says_what_is_wrong_and_keeps_nothing(world: World, client_for) -> None:
    browser = client_for(world.city)
    unit = world.named["市交通运输局"].pk
    for wrong, sentence in (
        ({"closes_on": str(TODAY - timedelta(days=1))}, "早于投票开始"),
        ({"used_A": "", "used_B": ""}, "没有勾选投票人类别"),
        ({"expected_A": ""}, "应参加人数"),
        ({"weight_B": "0"}, "大于或等于1"),
        ({"unit": "999999"}, "没有这个单位"),
        ({"title": "x" * 81}, "80"),
        ({"mode_A": "post"}, "post"),
        ({"closes_on": "2199-12-31"}, "三个月"),
        ({"opens_on": "不知道"}, "不是日期"),
    ):
        answer = browser.post(at("create"), FACTS | {"unit": unit} | wrong)
        assert answer.status_code == 400, wrong
        assert sentence in text_of(answer), wrong
    assert not Poll.objects.exists()


def test_people_that_are_not_there_are_named_with_their_line(world: World, client_for) -> None:
    made, browser = poll(world, on=TODAY), client_for(world.city)
    answer = browser.post(at("people", made.pk), {"names": "周雨晴\n没有人", **seen(made)})
    assert answer.status_code == 400 and "第 2 行“没有人”" in text_of(answer)
    answer = browser.post(at("people", made.pk), {"cadre": "999999", **seen(made)})
    assert answer.status_code == 400
    answer = browser.post(at("people", made.pk), seen(made))
    assert answer.status_code == 400 and "至少选择一人" in text_of(answer)
    assert made.subjects.count() == 2


def test_a_stale_page_is_refused(world: World, client_for) -> None:
    held, browser = opened(world, on=TODAY), client_for(world.city)
    for name, more in (("close", {}), ("cancel", {"reason": "改期"})):
        answer = browser.post(at(name, held.poll.pk), {"seen": "1", **more})
        assert answer.status_code == 409, name
        assert "修改过" in text_of(answer)
    assert browser.post(at("cancel", held.poll.pk), seen(held.poll)).status_code == 400
    gone = browser.post(at("cancel", held.poll.pk), {"reason": "改期", **seen(held.poll)})
    assert gone.status_code == 302
    assert "测评已作废：改期" in text_of(browser.get(at("detail", held.poll.pk)))


def test_what_is_next_is_said_to_everybody_and_offered_to_who_may(world: World, client_for) -> None:
    held = closed(world, on=TODAY)
    page = text_of(client_for(world.city).get(at("detail", held.poll.pk)))
    assert "下一步" in page and at("count", held.poll.pk) in page
    page = text_of(client_for(world.secretary).get(at("detail", held.poll.pk)))
    assert "由组织部开箱计票" in page and at("count", held.poll.pk) not in page


def test_a_result_that_was_tampered_with_is_told(world: World, client_for) -> None:
    held = counted(world, on=TODAY)
    result = held.poll.result
    result["people"][0]["total"]["overall"]["1"] += 1
    Poll.objects.filter(pk=held.poll.pk).update(result=result)
    answer = client_for(world.city).post(at("recount", held.poll.pk), follow=True)
    assert "复核不一致" in text_of(answer)


@pytest.mark.parametrize("state", ["draft", "open", "counted"])
def test_the_list_shows_numbers_without_choices(world: World, client_for, state: str) -> None:
    held = {"draft": with_codes, "open": opened, "counted": counted}[state](world, on=TODAY)
    answer = client_for(world.secretary).get(at("list"), {"standing": "all"})
    (row,) = answer.context["rows"]
    assert row.pk == held.poll.pk
    returned = 25 if state == "counted" else 0
    assert f">{returned}<" in text_of(answer) and ">25<" in text_of(answer)
