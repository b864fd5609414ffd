"""Paper: two people count it, each for himself; what differs is named cell by cell."""

import pytest
from django.core.exceptions import ValidationError

from assessments.polls import services
from assessments.polls.choices import Aspect
from assessments.polls.models import PaperCount
from assessments.polls.paper import agreed, standing
from assessments.polls.tearing import Pile
from core.audit.models import AuditEntry
from core.errors import DomainError, NotAllowed
from tests.polls import making
from tests.polls.making import TODAY, enter, tally


@pytest.fixture
def held(world):
    return making.opened(world, voters={"A": 8, "C": 10}, paper=["A"], people=["周雨晴", "曾可欣"])


def count(world, held):
    services.close(actor=world.city, poll=held.poll, seen=held.fresh().version, on=TODAY)
    return services.count(
        actor=world.city, poll=held.poll, halves=held.halves, seen=held.fresh().version, on=TODAY
    )


def test_two_people_who_agree(world, held):
    assert held.electorate("A").issued == 8
    enter(world, held, "A", tally(7), "city")
    assert not standing(held.electorate("A")).is_agreed
    enter(world, held, "A", tally(7), "clerk")
    found = standing(held.electorate("A"))
    assert found.is_agreed
    assert {str(who) for who in found.counters} == {str(world.city), str(world.clerk)}
    assert {numbers["returned"] for numbers in agreed(held.electorate("A")).values()} == {7}


def test_what_differs_is_named_and_both_stay_until_one_corrects(world, held):
    enter(world, held, "A", tally(7, overall={"1": 4, "2": 3}), "city")
    enter(world, held, "A", tally(7, overall={"1": 3, "2": 4}), "clerk")
    found = standing(held.electorate("A"))
    assert not found.is_agreed
    assert [str(gap) for gap in found.differences][:2] == [
        f"周雨晴 综合评价“优秀”：{world.city}录入 4，{world.clerk}录入 3",
        f"周雨晴 综合评价“称职”：{world.city}录入 3，{world.clerk}录入 4",
    ]
    assert PaperCount.objects.count() == 4
    with pytest.raises(DomainError, match="两人录入不一致：周雨晴 综合评价“优秀”"):
        count(world, held)
    held.fresh()
    enter(world, held, "A", tally(7, overall={"1": 4, "2": 3}), "clerk")
    assert standing(held.electorate("A")).is_agreed
    assert PaperCount.objects.count() == 4


def test_not_counted_before_two_have_counted(world, held):
    services.close(actor=world.city, poll=held.poll, seen=held.fresh().version, on=TODAY)
    for names in ([], ["city"]):
        for name in names:
            enter(world, held, "A", tally(7), name)
        with pytest.raises(DomainError, match=f"由两人分别录入，现有 {len(names)} 人"):
            services.count(
                actor=world.city,
                poll=held.poll,
                halves=held.halves,
                seen=held.fresh().version,
                on=TODAY,
            )
    assert held.fresh().state == "closed"


def test_a_third_one_does_not_count(world, held):
    enter(world, held, "A", tally(7), "city", "clerk")
    with pytest.raises(DomainError, match="已由"):
        enter(world, held, "A", tally(7), "secretary")


def test_who_may_not(world, held):
    for name in ("county", "cadre", "auditor", "nobody"):
        with pytest.raises(NotAllowed):
            enter(world, held, "A", tally(7), name)


def test_nobody_counts_what_was_said_of_himself(world, held):
    world.cadres["周雨晴"].account = world.clerk
    world.cadres["周雨晴"].save()
    with pytest.raises(NotAllowed, match="您是被测评人"):
        enter(world, held, "A", tally(7), "clerk")


def test_codes_have_no_paper(world, held):
    with pytest.raises(DomainError, match="扫码投票"):
        enter(world, held, "C", tally(7), "city")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"returned": 9}, "综合评价各项合计 7 票，应等于收回票减无效票 9 张"),
        ({"invalid": 8}, "无效票 8 张多于收回票 7 张"),
        ({"overall": {"1": 7, "9": 0}}, "不在选项之内"),
        ({"overall": {"1": -1, "2": 8}}, "应为 0 到 100000 的整数"),
        ({"overall": {"1": "7"}}, "应为 0 到 100000 的整数"),
        ({"overall": {"1": True}}, "应为 0 到 100000 的整数"),
        ({"style": {"1": 5, "2": 3}}, "“工作作风”合计 8 票，多于有效票 7 张"),
        ({"fit": {"y": 8}}, "“是否适宜”合计 8 票，多于有效票 7 张"),
    ],
)
def test_numbers_that_cannot_be(world, held, change, sentence):
    with pytest.raises(ValidationError, match=sentence):
        enter(world, held, "A", tally(7) | change, "city")
    assert not PaperCount.objects.exists()


def test_no_more_than_are_expected(world, held):
    with pytest.raises(ValidationError, match="收回票 9 张，多于A 领导班子成员应参加的 8 人"):
        enter(world, held, "A", tally(9), "city")


def test_everybody_on_one_sheet(world, held):
    first, second = held.poll.subjects.all()
    numbers = {first.pk: tally(7), second.pk: tally(6)}
    with pytest.raises(ValidationError, match="各人的收回票应当相同，现有 6、7"):
        services.enter_paper(actor=world.city, electorate=held.electorate("A"), numbers=numbers)
    with pytest.raises(ValidationError, match="缺少曾可欣的票数"):
        services.enter_paper(
            actor=world.city, electorate=held.electorate("A"), numbers={first.pk: tally(7)}
        )


def test_the_log_says_who_counted_and_not_what(world, held):
    enter(world, held, "A", tally(7), "city", "clerk")
    for entry in AuditEntry.objects.filter(subject="poll").order_by("-pk")[:2]:
        assert entry.detail == {"操作": "录入纸质票", "类别": "A 领导班子成员", "更正": "否"}


def test_paper_is_counted_with_the_boxes(world, held):
    enter(world, held, "A", tally(7, invalid=1, overall={"1": 5, "0": 1}))
    for code in held.codes["C"]:
        making.vote(code, [making.good(), making.poor()])
    done = count(world, held)
    one, other = done.result["people"]
    assert [row["returned"] for row in done.result["turnout"]] == [7, 10]
    assert done.result["turnout"][0]["counted_by"] == [str(world.city), str(world.secretary)]
    assert one["groups"][0]["overall"] == {"1": 5, "2": 0, "3": 0, "4": 0, "0": 1}
    assert (one["groups"][0]["returned"], one["groups"][0]["invalid"]) == (7, 1)
    assert one["groups"][0]["aspects"]["style"]["2"] == 6
    assert one["groups"][1]["overall"]["1"] == 10
    assert other["total"]["overall"] == {"1": 5, "2": 0, "3": 0, "4": 10, "0": 1}
    assert not PaperCount.objects.exists()


def test_a_few_on_paper_are_merged_over_tallies(world):
    held = making.opened(world, voters={"A": 3, "C": 10}, paper=["A"], people=["周雨晴"])
    enter(world, held, "A", tally(2, overall={"4": 2}))
    for code in held.codes["C"]:
        making.vote(code, [making.good()])
    done = count(world, held)
    assert [group["categories"] for group in done.result["groups"]] == [["A", "C"]]
    [person] = done.result["people"]
    assert person["groups"][0]["overall"] == {"1": 10, "2": 0, "3": 0, "4": 2, "0": 0}


def test_nothing_on_paper(world, held):
    """None came back: both say so, and the category has no part in the result."""
    enter(world, held, "A", tally(0))
    for code in held.codes["C"]:
        making.vote(code, [making.good()] * 2)
    done = count(world, held)
    assert [group["categories"] for group in done.result["groups"]] == [["C"]]


def test_sums_become_sheets_and_sums_again():
    pile = Pile()
    pile.add_paper({**tally(9, invalid=2, overall={"1": 4, "3": 3}), "style": {"4": 1}, "fit": {}})
    sheets = pile.torn()
    assert len(sheets) == 9
    valid = [sheet for sheet in sheets if sheet[0] in "12340"]
    assert sorted(sheet[0] for sheet in valid) == list("1111333")
    place = Aspect.values.index("style")
    assert sorted(sheet[1][place] for sheet in valid) == list("------4")
    assert {sheet[2] for sheet in valid} == {"-"}
