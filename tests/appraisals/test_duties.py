"""The three duties of clause 3.1.4 about postings, on the days on which they turn."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db.models import F

from policy.duties import then
from policy.duties.models import Duty
from policy.duties.refreshing import refresh, refresh_people
from policy.duties.rule import all_rules
from policy.duties.shown import light_on
from tests.appraisals.making import JUDGED, away, sheet

RULES = ("frontline.midterm", "frontline.appraise", "frontline.return")
SINCE, UNTIL = date(2026, 2, 1), date(2027, 2, 1)
HALF = date(2026, 8, 2)  # 365 days, 182 of them over


def owed(posting, on: date) -> dict[str, tuple]:
    """What stands by the day: unit, state, opened, due."""
    refresh_people([posting.cadre_id], on=on, rules=RULES)
    rows = Duty.objects.filter(cadre=posting.cadre_id, rule__in=RULES).existing(on)
    return {
        duty.rule.removeprefix("frontline."): (
            duty.unit.short_name,
            str(duty.state),
            duty.opened_on,
            duty.due_on,
        )
        for duty in rows.select_related("unit")
    }


@pytest.fixture
def posting(world):
    """Out for a year."""
    return away(world, "陈思远", "柳河镇", SINCE, UNTIL)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 8, 1), set()),
        (HALF, {"midterm"}),
        (date(2026, 11, 2), {"midterm"}),
        (date(2026, 11, 3), {"midterm", "appraise", "return"}),
    ],
)
def test_each_opens_on_its_day(posting, on, expected):
    assert set(owed(posting, on)) == expected


def test_who_owes_what_by_when(posting):
    assert owed(posting, date(2026, 11, 3)) == {
        "midterm": ("柳河镇", "open", HALF, date(2026, 9, 1)),
        "appraise": ("柳河镇", "open", date(2026, 11, 3), date(2027, 3, 3)),
        "return": ("市交通运输局", "open", date(2026, 11, 3), UNTIL),
    }


def test_a_judgement_proves_it_until_it_is_sent_back(posting):
    made = sheet(posting, "midterm", "sender", **JUDGED | {"host_on": date(2026, 8, 20)})
    assert owed(posting, date(2026, 9, 2))["midterm"][1] == "done"
    type(made).objects.filter(pk=made.pk).update(state="host")
    assert owed(posting, date(2026, 9, 2))["midterm"][1] == "open"


def test_a_short_term_has_no_half(world):
    short = away(world, "周雨晴", "柳河镇", SINCE, date(2027, 1, 31))
    assert set(owed(short, date(2027, 1, 30))) == {"appraise", "return"}


@pytest.mark.parametrize("kind", ["task", "grassroots"])
def test_short_service_has_only_a_way_back(world, kind):
    short = away(world, "周雨晴", "柳河镇", date(2026, 9, 1), date(2026, 9, 20), kind=kind)
    assert owed(short, date(2026, 9, 1)) == {
        "return": ("市交通运输局", "open", date(2026, 9, 1), date(2026, 9, 20))
    }


def test_the_end_proves_the_way_back(posting):
    owed(posting, date(2026, 12, 1))
    type(posting).objects.filter(pk=posting.pk).update(
        ended_on=date(2027, 1, 20), end_reason="early"
    )
    found = owed(posting, date(2027, 1, 20))
    assert found["return"][1] == "done"
    assert found["midterm"][1] == "withdrawn"
    assert found["appraise"][3] == date(2027, 2, 19)


def test_who_ended_before_his_middle_is_asked_for_nothing(posting):
    type(posting).objects.filter(pk=posting.pk).update(
        ended_on=date(2026, 7, 1), end_reason="early"
    )
    assert owed(posting, date(2027, 3, 1)) == {}


def test_a_longer_term_moves_them(posting):
    assert set(owed(posting, date(2026, 11, 3))) == {"midterm", "appraise", "return"}
    type(posting).objects.filter(pk=posting.pk).update(until=date(2027, 8, 1))
    found = owed(posting, date(2026, 11, 3))
    assert set(found) == {"midterm"}
    assert owed(posting, date(2027, 5, 3))["return"][3] == date(2027, 8, 1)


def test_what_was_taken_back_never_was(posting):
    owed(posting, date(2026, 11, 3))
    type(posting).objects.filter(pk=posting.pk).update(ended_on=SINCE, end_reason="other")
    assert owed(posting, date(2026, 11, 3)) == {}


def test_who_was_out_too_long_before_duties_count_is_due_that_day(world):
    old = away(world, "周雨晴", "柳河镇", date(2024, 1, 1), date(2025, 1, 1))
    found = owed(old, date(2026, 11, 3))
    assert found["return"][2] == found["return"][3] == date(2026, 1, 1)
    assert "midterm" not in found


START, KINDS = date(2026, 1, 1), ("secondment", "shadow", "petition", "grassroots", "task")


def plus_year(day: date) -> date:
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def by_hand(posting, on: date) -> dict[str, tuple]:
    """What a clerk notes about one posting on a day: state, opened, due."""
    since, until, ended = posting.since, posting.until, posting.ended_on
    if ended == since:
        return {}
    is_over = ended is not None and ended <= on
    half = since + timedelta(days=(until - since).days // 2)
    opens = until - timedelta(days=90)
    found = {}
    if posting.kind not in ("grassroots", "task"):
        if until >= plus_year(since) and (ended is None or ended > half):
            found["midterm"] = "withdrawn" if is_over else "open", half, half + timedelta(days=30)
        if posting.end_reason not in ("left", "dismissed") and (ended is None or ended >= half):
            first = max(since, min(ended or date.max, opens))
            last = min(ended or date.max, until) + timedelta(days=30)
            found["appraise"] = "open", first, last
    if ended is None or (ended > opens and ended > START):
        first = max(since, opens, START)
        found["return"] = "done" if is_over else "open", first, max(until, START)
    return {rule: told for rule, told in found.items() if told[1] <= on and told[2] >= START}


@pytest.mark.parametrize("seed", [1, 2])
def test_generated_times_away_agree_with_a_clerk_on_every_day(world, seed):
    dice, made = Random(seed), []  # noqa: S311
    for name in world.cadres:
        since = date(2024, 2, 29) + timedelta(days=dice.randrange(300))
        for _ in range(4):
            until = dice.choice(
                (plus_year(since), plus_year(since) - timedelta(days=1),
                 since + timedelta(days=dice.choice((1, 20, 89, 90, 91, 200, 730))))
            )  # fmt: skip
            length = (until - since).days
            stays = dice.choice((0, length // 2, length, length, length + 1, length + 95))
            ended = since + timedelta(days=max(stays, 0))
            reason = dice.choice(("completed", "early", "left", "dismissed"))
            host = dice.choice([n for n in ("柳河镇", "马渡镇", "清溪镇")
                                if world.named[n].pk != world.cadres[name].unit_id])  # fmt: skip
            made.append(away(world, name, host, since, until, kind=dice.choice(KINDS),
                             ended_on=ended, end_reason=reason))  # fmt: skip
            since = ended + timedelta(days=dice.choice((0, 1, 40)))
    for name in world.cadres:  # the last one goes on
        mine = [one for one in made if one.cadre_id == world.cadres[name].pk]
        type(mine[-1]).objects.filter(pk=mine[-1].pk).update(ended_on=None, end_reason="")
    made = list(type(made[0]).objects.filter(pk__in=[one.pk for one in made]))
    rules = [all_rules()[name] for name in RULES]
    turns = {one.since + timedelta(days=n) for one in made for n in (0, 1)}
    turns |= {one.ended_on for one in made if one.ended_on} | {one.until for one in made}
    days = sorted(day for day in turns if START <= day <= date(2029, 1, 1))[::4]
    states = set()
    for on in days:
        refresh(on=on, rules=rules)
        rows = Duty.objects.filter(rule__in=RULES).exclude(
            state="withdrawn", withdrawn_on=F("opened_on")
        )
        stored = {(d.period, d.rule): (str(d.state), d.opened_on, d.due_on) for d in rows}
        assert stored == {
            (f"posting-{one.pk}", f"frontline.{rule}"): told
            for one in made
            for rule, told in by_hand(one, on).items()
        }, on
        states |= {(rule, told[0]) for (_key, rule), told in stored.items()}
    assert len(days) > 9
    assert len(states) == 5  # each rule open, one done, one withdrawn
    for on in days[::3]:  # a past day's rows are what that day would have computed
        fresh = {(d.rule, d.period): light_on(d, on) for d in then.compute(on=on, rules=rules)}
        rows = Duty.objects.existing(on).filter(rule__in=RULES)
        assert fresh == {(d.rule, d.period): light_on(d, on) for d in rows}, on
