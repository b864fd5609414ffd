"""Who may see and do what at the edges: the unit, another county, the person himself, nobody."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.polls import services
from assessments.polls.models import PaperCount, Poll, PollResult, Remark
from core.clients.models import ApiClient
from tests.holding.stages import polls_of
from tests.polls.making import (
    closed,
    counted,
    enter,
    good,
    opened,
    poor,
    tally,
    vote,
)
from tests.world import World

TODAY = timezone.localdate()
PAGES = ("detail", "turnout", "edit", "people", "issue", "open", "close", "cancel", "paper",
         "count", "result", "share")  # fmt: skip
FORBIDDEN = ["edit", "people", "issue", "open", "close", "cancel", "count", "share"]


def at(name: str, *args) -> str:
    return reverse(f"polls:{name}", args=args)


def text_of(response) -> str:
    return response.content.decode()


def counted_with_words(world: World, **more):
    """Everybody votes; each says something that nobody else says."""
    held = opened(world, on=TODAY, voters={"A": 6, "B": 6}, **more)
    people = held.poll.subjects.count()
    for number, code in enumerate(held.codes["A"] + held.codes["B"]):
        words = f"意见之{number}"
        vote(code, [poor() if number == 0 else good(words)] * people, on=TODAY)
    services.close(actor=world.city, poll=held.poll, seen=held.fresh().version, on=TODAY)
    args = {"actor": world.city, "halves": held.halves, "on": TODAY}
    services.count(poll=held.fresh(), seen=held.poll.version, **args)
    return held.fresh()


@pytest.mark.parametrize("who", ["county", "cadre", "auditor", "sysadmin", "secadmin", "nobody"])
def test_out_of_reach_there_is_no_poll(world: World, client_for, who: str) -> None:
    held = closed(world, on=TODAY)
    browser = client_for(world.users[who])
    for name in PAGES:
        assert browser.get(at(name, held.poll.pk)).status_code == 404, name
        assert browser.post(at(name, held.poll.pk), {"seen": 1}).status_code == 404, name
    assert browser.get(at("sheet", held.poll.pk, "pdf")).status_code == 404
    assert browser.post(at("recount", held.poll.pk)).status_code == 404


def test_the_unit_sees_turnout_and_does_nothing_but_count_paper(world: World, client_for) -> None:
    stages = polls_of(world)
    for who in (world.secretary, world.clerk):
        browser = client_for(who)
        for key in ("poll_draft", "poll_printed", "poll_open", "poll_closed", "poll_counted"):
            page = text_of(browser.get(at("detail", stages[key])))
            assert "参加情况" in page
            for name in FORBIDDEN:
                assert at(name, stages[key]) not in page
                assert browser.get(at(name, stages[key])).status_code in (403, 409)
                assert browser.post(at(name, stages[key]), {"seen": 1}).status_code in (403, 409)
            assert browser.get(at("result", stages[key])).status_code == 404
            assert browser.get(at("sheet", stages[key], "pdf")).status_code == 404
        assert browser.get(at("person", stages["poll_person"])).status_code == 404
        assert browser.get(at("create")).status_code == 403
        assert browser.post(at("recount", stages["poll_counted"])).status_code == 404
    assert Poll.objects.filter(state="cancelled").count() == 0


def test_when_told_the_unit_reads_totals_alone_and_nobody_his_own(world: World, client_for) -> None:
    poll = counted_with_words(world, people=("周雨晴", "陈思远"))
    browser = client_for(world.city)
    page = text_of(browser.get(at("result", poll.pk)))
    assert "A 领导班子成员" in page and "陈思远" in page
    assert browser.post(at("share", poll.pk), {"seen": poll.version}).status_code == 302
    own = world.cadres["周雨晴"]
    own.account = world.secretary
    own.save()
    told = {"secretary": ("陈思远",), "clerk": ("周雨晴", "陈思远")}
    for who, names in told.items():
        browser = client_for(world.users[who])
        page = text_of(browser.get(at("result", poll.pk)))
        table = page[page.index("<tbody>") : page.index("</table>")]
        assert {n for n in ("周雨晴", "陈思远") if n in table} == set(names)
        assert "<td>A 领导班子成员" not in table and "复核" not in page
        for result in PollResult.objects.filter(poll=poll):
            answer = browser.get(at("person", result.pk))
            assert answer.status_code == (200 if str(result.cadre) in names else 404)
            if answer.status_code == 200:
                assert "意见之" not in text_of(answer) and "A 领导班子成员" not in text_of(answer)
        assert browser.get(at("sheet", poll.pk, "pdf")).status_code == 200
    assert client_for(world.cadre).get(at("result", poll.pk)).status_code == 404


def test_remarks_stand_in_no_order_that_tells(world: World, client_for) -> None:
    poll = counted_with_words(world, people=("周雨晴",))
    result = PollResult.objects.get(poll=poll)
    page = text_of(client_for(world.city).get(at("person", result.pk)))
    shown = re.findall(r"意见之(\d+)", page)
    kept = Remark.objects.filter(subject=result.subject).order_by("id")
    assert shown == [text.removeprefix("意见之") for text in kept.values_list("text", flat=True)]
    assert sorted(map(int, shown)) == list(range(1, 12))


def test_a_small_poll_shows_too_few_everywhere(world: World, client_for) -> None:
    held = counted(world, on=TODAY, voters={"A": 2})
    browser = client_for(world.city)
    result = PollResult.objects.filter(poll=held.poll).first()
    for page in (at("result", held.poll.pk), at("person", result.pk)):
        assert "人数不足" in text_of(browser.get(page))
    answer = browser.get("/api/v1/poll_results/").json()
    for row in answer["results"]:
        assert row["is_shown"] is False
        told = [row[k] for k in ("excellent", "valid", "low_rate", "weighted", "fit_no")]
        assert told == [None] * 5


def test_programs_read_results_of_their_units_field_by_field(world: World, client_for) -> None:
    counted(world, on=TODAY)
    names = ["id", "name", "year", "excellent_rate", "weighted"]
    assert ApiClient.objects.count() == 0
    answer = client_for(world.city).get("/api/v1/poll_results/", {"columns": ",".join(names[1:])})
    assert answer.status_code == 200, text_of(answer)
    for row in answer.json()["results"]:
        assert set(row) >= {"name", "year", "excellent_rate", "weighted"}
    assert client_for(world.secretary).get("/api/v1/poll_results/").json()["results"] == []


def test_two_people_count_paper_and_see_where_they_differ(world: World, client_for) -> None:
    held = opened(world, on=TODAY, paper="ABC")
    one = held.electorate("C")
    address = at("enter", held.poll.pk, one.pk)
    people = list(held.poll.subjects.all())
    sent = {"returned": "12"}
    for person in people:
        sent |= {f"overall_{person.pk}_1": "4", f"overall_{person.pk}_2": "8"}
        sent |= {f"style_{person.pk}_1": "12", f"fit_{person.pk}_y": "12"}
    first, second = client_for(world.clerk), client_for(world.secretary)
    wrong = first.post(address, sent | {f"overall_{people[0].pk}_1": "5"})
    assert wrong.status_code == 400 and "综合评价各项合计 13 票" in text_of(wrong)
    for rubbish in ({"returned": "x"}, {"returned": "-1"}, {"returned": "13"}, {"returned": ""}):
        assert first.post(address, sent | rubbish).status_code == 400, rubbish
    assert not PaperCount.objects.exists()
    assert first.post(address, sent).status_code == 302
    assert "等另一人录入" in text_of(second.get(at("paper", held.poll.pk)))
    assert 'value="8"' not in text_of(second.get(address))  # he counts for himself
    other = sent | {f"overall_{people[0].pk}_1": "5", f"overall_{people[0].pk}_2": "7"}
    assert second.post(address, other).status_code == 302
    page = text_of(second.get(at("paper", held.poll.pk)))
    assert "综合评价“优秀”" in page and "2 处不一致" in page
    assert text_of(second.get(address)).count("data-differs") == 2
    city = text_of(client_for(world.city).get(at("paper", held.poll.pk)))
    assert "2 处不一致" in city and "综合评价“优秀”" not in city  # only to those who counted
    assert client_for(world.city).post(address, sent).status_code == 409
    assert second.post(address, sent).status_code == 302
    assert "录入的一致" in text_of(second.get(at("paper", held.poll.pk)))


def test_somebody_on_the_ballot_counts_no_paper(world: World, client_for) -> None:
    held = opened(world, on=TODAY, paper="ABC")
    own = world.cadres["周雨晴"]
    own.account = world.clerk
    own.save()
    browser = client_for(world.clerk)
    address = at("enter", held.poll.pk, held.electorate("C").pk)
    for page in (at("paper", held.poll.pk), address):
        answer = browser.get(page)
        assert answer.status_code == 403 and "您是被测评人" in text_of(answer)
    assert browser.post(address, {"returned": "1"}).status_code == 403


def test_paper_that_differs_stops_the_count_with_a_sentence(world: World, client_for) -> None:
    held = opened(world, on=TODAY, paper="C")
    services.close(actor=world.city, poll=held.poll, seen=held.fresh().version, on=TODAY)
    enter(world, held, "C", tally(12), "clerk")
    enter(world, held, "C", tally(12, invalid=1), "secretary")
    sent = {"first": held.halves[0], "second": held.halves[1], "seen": held.fresh().version}
    answer = client_for(world.city).post(at("count", held.poll.pk), sent)
    assert answer.status_code == 409 and "不一致" in text_of(answer)
    assert Poll.objects.get(pk=held.poll.pk).state == "closed"


def test_the_list_is_as_fast_with_three_polls_as_with_one(world: World, client_for) -> None:
    browser = client_for(world.city)
    counts = []
    for title in ("甲", "乙", "丙"):
        closed(world, on=TODAY, title=title)
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert browser.get(at("list")).status_code == 200
        counts.append(len(found))
    assert counts[1] == counts[2]


def test_rubbish_is_refused_in_a_sentence_and_changes_nothing(world: World, client_for) -> None:
    stages = polls_of(world)
    browser = client_for(world.city)
    browser.raise_request_exception = False
    before = list(Poll.objects.order_by("pk").values_list("pk", "version", "state"))
    names = (
        *("seen", "unit", "year", "kind", "title", "opens_on", "closes_on", "used_A", "mode_A"),
        *("expected_A", "weight_A", "cadre", "names", "electorate", "number", "first", "second"),
        *("reason", "returned"),
    )
    polls = [stages[key] for key in stages if key.startswith("poll_")] + [10**30]
    rubbish = ("\x00", "9" * 30, "²", "x" * 9000, "-1")
    asked = 0
    for place, name in enumerate(("create", *FORBIDDEN, "recount")):
        for number, pk in enumerate([None] if name == "create" else polls):
            address = at(name, *([] if pk is None else [pk]))
            if name == "recount":
                continue
            given = rubbish[(place + number) % len(rubbish)]
            answer = browser.post(address, dict.fromkeys(names, given))
            assert answer.status_code in (400, 403, 404, 409), (address, given)
            asked += 1
    address = at("enter", stages["poll_closed"], stages["paper"])
    for given in rubbish:
        assert browser.post(address, {"returned": given}).status_code == 400
    for query in ("standing=x", "cursor=x", "title=%00", "state=9", "year_min=x", "turnout=1"):
        assert browser.get(f"{at('list')}?{query}").status_code in (200, 400)
        assert browser.get(f"{at('results')}?{query}").status_code in (200, 400)
    assert asked > 40
    assert list(Poll.objects.order_by("pk").values_list("pk", "version", "state")) == before
