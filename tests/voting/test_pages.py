"""The door, the ballot and the thank-you; each refusal is a sentence of its own, never a fault."""

import re

import pytest
from django.test import Client
from django.utils.timezone import localdate, timedelta

from assessments.polls import services
from assessments.polls.boxes import opened as read
from assessments.polls.choices import PollState
from assessments.polls.codes import draw, shown
from assessments.polls.keys import private_key
from assessments.polls.models import Poll, SealedBallot
from tests.polls.making import Held, opened, with_codes
from tests.voting.voting import ENTER, VOTE, Ticked, plain, posted, vote
from tests.world import World

CHINESE = re.compile("[一-鿿]{6}")


@pytest.fixture
def held(world: World) -> Held:
    """An open poll about two people."""
    return opened(world, on=localdate(), voters={"A": 6, "B": 8})


@pytest.fixture
def code(held: Held) -> str:
    """One that has not voted."""
    return held.codes["A"][0]


@pytest.fixture
def browser(client: Client) -> Client:
    """A browser that gets a 500 as an answer, as people do."""
    client.raise_request_exception = False
    return client


def ballots(held: Held) -> list[tuple]:
    """What is in the boxes."""
    key = private_key(held.halves)
    return [read(bytes(row.box), key) for row in SealedBallot.objects.all()]


def said(answer) -> str:
    """What the page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_door_has_no_code_and_asks_for_one(browser: Client):
    answer = browser.get(ENTER)
    assert answer.status_code == 200
    assert "12 位测评码" in said(answer)
    assert not answer.cookies


def test_a_right_code_opens_the_ballot_of_its_poll(browser: Client, code: str):
    answer = browser.post(ENTER, {"code": shown(code).lower()})
    assert answer.status_code == 200
    page = said(answer)
    for words in (
        "市交通运输局",
        "2026年度民主测评",
        "共 2 人",
        "周雨晴",
        "曾可欣",
        "自身不足改进",
    ):
        assert words in page
    assert f'name="code" value="{code}"' in answer.content.decode()


def test_a_vote_is_sealed_as_it_was_ticked(browser: Client, held: Held, code: str):
    ticked = [Ticked("1", "11111", "y", "踏实"), Ticked("4", "12344", "n")]
    answer = vote(code, ticked, browser)
    assert answer.status_code == 302
    page = browser.get(answer["Location"])
    assert "已投票，谢谢" in said(page)
    assert "您评价了 2 人" in said(page)
    (ballot,) = ballots(held)
    assert [(o.overall, o.aspects, o.fit, o.words) for o in ballot] == [
        ("1", "11111", "y", "踏实"),
        ("4", "12344", "n", ""),
    ]


def test_a_code_votes_once(browser: Client, held: Held, code: str):
    vote(code, plain(), browser)
    for answer in (
        browser.post(ENTER, {"code": code}),
        browser.post(VOTE, posted(code, plain(overall="4"))),
    ):
        assert answer.status_code == 409
        assert "这个测评码已经投过票" in said(answer)
        assert code not in answer.content.decode()
    assert [one.overall for one in ballots(held)[0]] == ["2", "2"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"state": PollState.CLOSED}, "已经截止"),
        ({"state": PollState.CANCELLED, "cancelled": "题目有误"}, "已经作废"),
        ({"opens_on": localdate() + timedelta(days=1)}, "今天"),
        ({"opens_on": localdate() - timedelta(9), "closes_on": localdate() - timedelta(2)}, "今天"),
    ],
)
def test_a_poll_that_takes_no_ballots_says_why(browser, held: Held, code, change, sentence):
    Poll.objects.filter(pk=held.poll.pk).update(**change)
    for answer in (browser.post(ENTER, {"code": code}), browser.post(VOTE, posted(code, plain()))):
        assert answer.status_code == 409
        assert sentence in said(answer)
    assert not SealedBallot.objects.exists()


def test_a_draft_says_that_it_has_not_begun(browser: Client, world: World):
    held = with_codes(world, on=localdate(), voters={"A": 6})
    answer = browser.post(ENTER, {"code": held.codes["A"][0]})
    assert answer.status_code == 409
    assert "还没有开始" in said(answer)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "请输入测评票上的 12 位测评码"),
        ("ABCD", "您输入了 4 位"),
        ("ABCD EFGH JKMN P", "您输入了 13 位"),
        ("九九九九九九九九九九九九", "不用的字符"),
        ("x" * 9000, "太长"),
        ("\x00" * 12, ""),
    ],
)
def test_what_cannot_be_a_code_is_told_how_one_looks(browser: Client, db, typed, sentence):
    for address in (ENTER, VOTE):
        answer = browser.post(address, {"code": typed})
        assert answer.status_code == 400
        assert sentence in said(answer)
        assert CHINESE.search(said(answer))


def test_a_made_up_code_is_not_there(browser: Client, held: Held):
    answer = browser.post(ENTER, {"code": draw(1)[0]})
    assert answer.status_code == 404
    assert "没有这个测评码" in said(answer)


def test_whoever_has_no_mark_is_asked_about_once(browser: Client, held: Held, code: str):
    fields = posted(code, [*plain(1), Ticked("", "3----"[:1] + "    ", "", "有话说")])
    fields = {name: value for name, value in fields.items() if str(value).strip()}
    answer = browser.post(VOTE, fields)
    assert answer.status_code == 400
    page = said(answer)
    assert "2 人中有 1 人 没有综合评价：曾可欣" in page
    assert "就这样交票（1 人作废）" in page
    assert "有话说" in page  # what was filled in is still there
    assert re.search(r'name="1-overall" value="2" checked', answer.content.decode())
    assert not SealedBallot.objects.exists()

    assert browser.post(VOTE, fields | {"confirmed": "yes"}).status_code == 302
    (ballot,) = ballots(held)
    assert [one.is_valid for one in ballot] == [True, False]


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("1-overall", ["1", "4"], "x"),
        ("1-overall", ["1", "1"], "x"),
        ("1-overall", "9", "-"),
        ("1-overall", "优秀", "-"),
        ("1-overall", "", "-"),
        ("1-overall", "\x00", "-"),
        ("1-overall", "x", "-"),
    ],
)
def test_two_marks_none_or_strange_ones_are_an_invalid_ballot(
    browser: Client, held: Held, code: str, field, value, kept
):
    fields = posted(code, plain(), confirmed="yes") | {field: value}
    assert browser.post(VOTE, fields).status_code == 302
    (ballot,) = ballots(held)
    assert (ballot[0].overall, ballot[0].is_valid, ballot[1].is_valid) == (kept, False, True)


def test_an_empty_ballot_is_one_that_came_in(browser: Client, held: Held, code: str, world: World):
    assert browser.post(VOTE, {"code": code, "confirmed": "yes"}).status_code == 302
    (ballot,) = ballots(held)
    assert not any(one.is_valid for one in ballot)
    assert browser.post(ENTER, {"code": code}).status_code == 409


@pytest.mark.parametrize(
    "name", ["3-overall", "0-overall", "1-salary", "-1-fit", "9" * 40, "code2"]
)
def test_fields_about_others_are_refused_and_the_code_stays_good(browser, held, code, name):
    answer = browser.post(VOTE, posted(code, plain(), **{name: "1"}))
    assert answer.status_code == 400
    assert "测评码仍可使用" in said(answer)
    assert not SealedBallot.objects.exists()
    assert vote(code, plain(), browser).status_code == 302


def test_a_text_that_is_too_long_names_its_person_and_keeps_the_marks(browser, held, code):
    ticked = [*plain(1), *plain(1, words="长" * 201)]
    answer = browser.post(VOTE, posted(code, ticked))
    assert answer.status_code == 400
    assert "对 曾可欣 的意见有 201 个字，最多 200 个" in said(answer)
    assert not SealedBallot.objects.exists()
    longest = [*plain(1), *plain(1, words="😀" * 100 + "长\r\n" * 50)]
    assert browser.post(VOTE, posted(code, longest)).status_code == 302


@pytest.mark.parametrize(
    "words", ["\x00", "\x01\x0b\ufffe😀", "<script>alert(1)</script>", "\ud800"]
)
def test_strange_texts_are_no_fault(browser: Client, held: Held, code: str, words: str):
    fields = posted(code, plain(1) + plain(1))
    body = "&".join(f"{name}={value}" for name, value in fields.items())
    encoded = words.encode("utf-8", "surrogatepass")
    escaped = "".join(f"%{byte:02x}" for byte in encoded)
    form = "application/x-www-form-urlencoded"
    answer = browser.post(VOTE, f"{body}&1-words={escaped}", content_type=form)
    assert answer.status_code in (302, 400)
    if answer.status_code == 400:
        assert CHINESE.search(said(answer))


def test_a_text_of_a_refused_page_is_not_markup(browser: Client, held: Held, code: str):
    fields = posted(code, plain(2, words="<script>alert(1)</script>"))
    del fields["1-overall"]
    page = browser.post(VOTE, fields).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_what_a_poll_does_not_ask_is_not_taken(browser: Client, world: World):
    held = opened(world, on=localdate(), voters={"A": 6}, asks_fit=False, takes_words=False)
    code = held.codes["A"][0]
    page = said(browser.post(ENTER, {"code": code}))
    assert "是否适宜" not in page
    assert "意见（可不填" not in page
    assert browser.post(VOTE, posted(code, plain())).status_code == 400
    fields = {name: value for name, value in posted(code, plain()).items() if "fit" not in name}
    assert browser.post(VOTE, fields).status_code == 302


@pytest.mark.parametrize("token", ["1", "x", "1:abc", "9" * 40, "²"])
def test_nobody_looks_up_polls_by_their_numbers(browser: Client, held: Held, token: str):
    assert browser.get(f"/ballot/done/{token}/").status_code == 404


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
@pytest.mark.parametrize("address", [ENTER, VOTE, "/ballot/done/x/"])
def test_other_methods_are_not_allowed(browser: Client, db, method: str, address: str):
    assert getattr(browser, method)(address).status_code == 405


def test_the_hand_in_opened_by_hand_leads_to_the_door(browser: Client, db):
    assert browser.get(VOTE)["Location"] == ENTER


def test_a_close_in_between_is_told(browser: Client, held: Held, code: str, world: World):
    assert browser.post(ENTER, {"code": code}).status_code == 200
    services.close(actor=world.city, poll=held.poll, seen=held.poll.version, on=localdate())
    answer = browser.post(VOTE, posted(code, plain()))
    assert answer.status_code == 409
    assert "已经截止" in said(answer)
