"""Setting figures: from a day on, by whom it may, within its range, stricter in a county, once."""

from datetime import date, timedelta

import pytest

from core.audit.models import AuditEntry
from core.errors import DomainError, NotAllowed, Stale
from policy.parameters.figures import Missing, figure, in_force
from policy.parameters.models import Parameter, ParameterValue
from policy.parameters.services import OutOfRange, fingerprint, set_value, withdraw
from tests.world import World

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def given(world: World, key: str, text: str, since: date = TODAY, **more) -> ParameterValue:
    """Set by the city unless another actor is named."""
    asked = {"actor": world.city, "reason": "会议决定", "document": "清组〔2026〕1号", "on": TODAY}
    return set_value(key=key, text=text, since=since, **(asked | more))


def periods(key: str, unit=None) -> list[tuple]:
    """(value, since, until) of a region, the earliest first."""
    rows = ParameterValue.objects.filter(parameter__key=key, unit=unit).order_by("since")
    return list(rows.values_list("value", "since", "until"))


EVER = date(1900, 1, 1)


def test_a_value_ends_the_one_before_on_the_day(world: World) -> None:
    made = given(world, "talk.per_quarter", "2 次", TODAY + 10 * DAY)
    assert periods("talk.per_quarter") == [
        (1, EVER, TODAY + 10 * DAY),
        (2, TODAY + 10 * DAY, None),
    ]
    assert (made.set_by, made.reason, made.document) == (world.city, "会议决定", "清组〔2026〕1号")
    entry = AuditEntry.objects.filter(subject="parameter").latest("pk")
    assert entry.detail["value"] == ["1 次", "2 次"]
    assert entry.detail["since"] == str(TODAY + 10 * DAY)


def test_a_later_value_gives_way_and_the_log_keeps_it(world: World) -> None:
    given(world, "talk.per_quarter", "2", TODAY + 10 * DAY)
    given(world, "talk.per_quarter", "3", TODAY + 5 * DAY)
    assert periods("talk.per_quarter") == [(1, EVER, TODAY + 5 * DAY), (3, TODAY + 5 * DAY, None)]
    entry = AuditEntry.objects.filter(subject="parameter").latest("pk")
    assert entry.detail["replaced"] == [f"{TODAY + 10 * DAY} 起 2 次"]


def test_a_value_that_is_to_come_is_corrected_and_one_of_today_too(world: World) -> None:
    given(world, "talk.per_quarter", "2", TODAY + DAY)
    given(world, "talk.per_quarter", "3", TODAY + DAY)
    given(world, "talk.per_quarter", "4", TODAY)
    given(world, "talk.per_quarter", "5", TODAY)
    assert periods("talk.per_quarter") == [(1, EVER, TODAY), (5, TODAY, None)]


def test_nothing_is_changed_for_days_that_are_past(world: World) -> None:
    with pytest.raises(OutOfRange, match="2026-11-23 到 2028-12-31"):
        given(world, "talk.per_quarter", "2", TODAY - DAY)
    with pytest.raises(OutOfRange, match="2028-12-31"):
        given(world, "talk.per_quarter", "2", date(2029, 1, 1))
    assert periods("talk.per_quarter") == [(1, EVER, None)]


@pytest.mark.parametrize(
    ("key", "text", "allowed"),
    [
        ("talk.per_quarter", "0", "1 到 12 之间的整数"),
        ("talk.per_quarter", "13", "1 到 12 之间的整数"),
        ("talk.per_quarter", "一次", "1 到 12 之间的整数"),
        ("talk.per_quarter", "1.5", "1 到 12 之间的整数"),
        ("talk.per_quarter", "", "1 到 12 之间的整数"),
        ("talk.per_quarter", "１", "1 到 12 之间的整数"),
        ("exit.low_rating_percent", "101%", "0% 到 100%"),
        ("exit.low_rating_percent", "-1", "0% 到 100%"),
        ("report.deadline", "02-29", "月-日"),
        ("report.deadline", "2月30日", "月-日"),
        ("report.deadline", "13-01", "月-日"),
        ("report.deadline", "04-31", "月-日"),
        ("duty.since", "2026-02-29", "年-月-日"),
        ("notice.lead_days", "30、0", "1 到 180"),
        ("notice.lead_days", "、", "1 到 180"),
        ("intake.min_education", "博士", "“全日制大学专科”"),
        ("priority.enforced", "也许", "“是”、“否”"),
    ],
)
def test_a_bad_value_is_refused_with_what_is_allowed(
    world: World, key: str, text: str, allowed: str
) -> None:
    before = periods(key)
    with pytest.raises(OutOfRange, match=allowed):
        given(world, key, text)
    assert periods(key) == before


@pytest.mark.parametrize(
    ("key", "text", "stored"),
    [
        ("talk.per_quarter", "12", 12),
        ("exit.low_rating_percent", "100％", 100),
        ("exit.low_rating_percent", "0", 0),
        ("report.deadline", "2月28日", "02-28"),
        ("report.deadline", "12.31", "12-31"),
        ("duty.since", "2028-02-29", "2028-02-29"),
        ("notice.lead_days", "1，7, 30 7", [30, 7, 1]),
        ("intake.min_education", "全日制研究生", "5"),
        ("priority.enforced", "否", "no"),
    ],
)
def test_the_ends_of_a_range_are_in_it(world: World, key: str, text: str, stored) -> None:
    assert given(world, key, text).value == stored


def test_an_unknown_key_is_refused(world: World) -> None:
    with pytest.raises(DomainError, match=r"没有“talk\.often”"):
        given(world, "talk.often", "1")


@pytest.mark.parametrize("who", ["county", "secretary", "clerk", "cadre", "auditor", "sysadmin"])
def test_the_city_alone_sets_the_citys(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        given(world, "talk.per_quarter", "2", actor=world.users[who])


@pytest.mark.parametrize("who", ["city", "secretary", "nobody"])
def test_a_county_is_set_by_its_own_department(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        given(world, "talk.per_quarter", "2", actor=world.users[who], unit=world.named["青川县"])


def test_a_county_sets_no_other_county_and_no_township(world: World) -> None:
    for name in ("清源县", "柳河镇", "清河市"):
        with pytest.raises(NotAllowed):
            given(world, "talk.per_quarter", "2", actor=world.county, unit=world.named[name])


@pytest.mark.parametrize(
    ("key", "good", "bad", "sentence"),
    [
        ("talk.per_quarter", "2", "1", "应为 2 到 12 次（全市自 2026-11-23 为 1 次）"),
        ("exit.low_rating_percent", "29", "30", "应为 0% 到 29%"),
        ("exit.low_rating_percent", "0", "31", "应为 0% 到 29%"),
    ],
)
def test_a_county_is_only_stricter(world: World, key, good, bad, sentence) -> None:
    county = {"actor": world.county, "unit": world.named["青川县"]}
    with pytest.raises(OutOfRange, match="不比全市更严") as refused:
        given(world, key, bad, **county)
    assert sentence in str(refused.value)
    assert given(world, key, good, **county).unit == world.named["青川县"]


def test_what_is_the_same_everywhere_no_county_sets(world: World) -> None:
    with pytest.raises(NotAllowed, match="全市统一"):
        given(world, "report.deadline", "12-01", actor=world.county, unit=world.named["青川县"])


def test_nothing_is_stricter_than_the_strictest(world: World) -> None:
    given(world, "talk.per_quarter", "12")
    with pytest.raises(OutOfRange, match="已是最严"):
        given(world, "talk.per_quarter", "12", actor=world.county, unit=world.named["青川县"])


def test_where_the_city_becomes_stricter_later_the_city_holds(world: World) -> None:
    from assessments.talks.figures import TalkFigures

    county = world.named["青川县"]
    given(world, "talk.per_quarter", "2", actor=world.county, unit=county)
    given(world, "talk.per_quarter", "3", TODAY + DAY)
    assert in_force(TalkFigures, TODAY, county).per_quarter == 2
    assert in_force(TalkFigures, TODAY + DAY, county).per_quarter == 3
    assert in_force(TalkFigures, TODAY + DAY, world.named["清源县"]).per_quarter == 3


def test_a_form_sent_twice_sets_it_once(world: World) -> None:
    parameter = Parameter.objects.get(key="talk.per_quarter")
    seen = fingerprint(parameter, None)
    first = given(world, "talk.per_quarter", "2", seen=seen)
    logged = AuditEntry.objects.count()
    assert given(world, "talk.per_quarter", "2", seen=seen) == first
    assert AuditEntry.objects.count() == logged
    with pytest.raises(OutOfRange, match="不用再设"):
        given(world, "talk.per_quarter", "2", TODAY + DAY)


def test_of_two_editors_the_slower_is_told(world: World) -> None:
    parameter = Parameter.objects.get(key="talk.per_quarter")
    seen = fingerprint(parameter, None)
    given(world, "talk.per_quarter", "2", seen=seen)
    with pytest.raises(Stale, match="林静文"):
        given(world, "talk.per_quarter", "3", seen=seen)
    # A county's form stands on the city's value as well.
    county = world.named["青川县"]
    seen = fingerprint(parameter, county)
    given(world, "talk.per_quarter", "3")
    with pytest.raises(Stale):
        given(world, "talk.per_quarter", "4", actor=world.county, unit=county, seen=seen)


def test_an_illustrative_value_can_be_confirmed_as_it_is(world: World) -> None:
    given(world, "talk.per_quarter", "1")
    assert periods("talk.per_quarter") == [(1, EVER, TODAY), (1, TODAY, None)]


def test_what_is_to_come_is_taken_back_and_the_one_before_goes_on(world: World) -> None:
    made = given(world, "talk.per_quarter", "2", TODAY + DAY)
    withdraw(actor=world.city, value=made, reason="另行研究", on=TODAY)
    assert periods("talk.per_quarter") == [(1, EVER, None)]
    with pytest.raises(Stale, match="已经撤销"):
        withdraw(actor=world.city, value=made, reason="另行研究", on=TODAY)


def test_the_citys_value_in_force_is_replaced_not_taken_back(world: World) -> None:
    value = ParameterValue.objects.get(parameter__key="talk.per_quarter")
    with pytest.raises(DomainError, match="不能撤销"):
        withdraw(actor=world.city, value=value, reason="试试", on=TODAY)


def test_a_county_goes_back_to_the_city(world: World) -> None:
    county = world.named["青川县"]
    made = given(
        world, "talk.per_quarter", "2", TODAY - 9 * DAY, actor=world.county, unit=county,
        on=TODAY - 9 * DAY,
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        withdraw(actor=world.city, value=made, reason="试试", on=TODAY)
    withdraw(actor=world.county, value=made, reason="与全市一致", on=TODAY)
    assert periods("talk.per_quarter", county) == [(2, TODAY - 9 * DAY, TODAY)]
    made.refresh_from_db()
    with pytest.raises(DomainError, match="历史记录"):
        withdraw(actor=world.county, value=made, reason="再撤", on=TODAY)


def test_a_figure_that_nobody_set_names_itself_and_begins_where_it_is_set(world: World) -> None:
    from dataclasses import make_dataclass

    kind = make_dataclass("One", [("value", int, figure("source.max_age"))], frozen=True)
    given(world, "source.max_age", "35", TODAY + DAY)
    with pytest.raises(Missing, match="公开遴选年龄上限"):
        in_force(kind, TODAY)
    assert in_force(kind, TODAY + DAY).value == 35
