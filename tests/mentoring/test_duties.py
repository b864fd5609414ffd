"""The three duties of clause 3.1.2 against plain Python, over generated lives and by hand."""

from datetime import date, timedelta
from random import Random

import pytest

from cadres.choices import ExitGround, RosterStatus
from cadres.people.models import Cadre
from cadres.people.prepare import prepared
from cadres.roster.models import RosterEntry
from policy.duties import then
from policy.duties.models import Duty
from policy.duties.refreshing import refresh
from policy.duties.rule import all_rules
from policy.duties.shown import light_on
from policy.parameters.models import ParameterValue
from tests.mentoring.pairs import pair
from training.mentoring import services
from training.mentoring.models import MentoringReview, Mentorship

START, PAIR_DAYS, REVIEW_DAYS = date(2025, 4, 1), 30, 30
REMOVED = {"exit_ground": ExitGround.RESULTS, "status": RosterStatus.REMOVED}
RULES = ("mentor.pair", "mentor.midterm", "mentor.final")
DAYS = (
    *(date(2025, 3, 31), date(2025, 4, 1), date(2025, 5, 1), date(2026, 2, 28)),
    *(date(2026, 11, 23), date(2028, 2, 29), date(2028, 3, 1), date(2030, 1, 1)),
)


def settle(on: date) -> None:
    refresh(on=on, rules=[all_rules()[name] for name in RULES])


@pytest.fixture
def counted(world):
    ParameterValue.objects.filter(parameter__key="duty.since").update(value=START.isoformat())
    ParameterValue.objects.update(since=date(2020, 1, 1))
    return world


def lives(world, rng: Random, how_many: int) -> None:
    """People with stays and rounds that begin and end on days that are near to one another."""
    unit = world.named["市交通运输局"]
    mentor = world.cadres["周雨晴"]
    near = [date(2024, 2, 29), date(2024, 12, 31), START, date(2025, 6, 30), date(2026, 11, 1)]

    def day(after: date) -> date:
        if rng.random() < 0.3:
            return after + timedelta(days=rng.choice((1, 2, 29, 30, 31)))
        later = [d for d in near if d > after]
        if later and rng.random() < 0.5:
            return rng.choice(later)
        return after + timedelta(days=rng.randrange(1, 900))

    for number in range(how_many):
        cadre = Cadre.objects.create(
            name="生成" + "甲乙丙丁戊己庚辛壬癸"[number % 10] * 2,
            gender="1",
            birth=date(1990, 1, 1),
            unit=unit,
            title="科员",
            **prepared("生成"),
        )
        when = rng.choice(near)
        for _ in range(rng.choice((1, 1, 2))):
            left = day(when) if rng.random() < 0.5 else None
            closed = {"left_on": left} | REMOVED if left else {}
            RosterEntry.objects.create(cadre=cadre, entered_on=when, **closed)
            if left is None:
                break
            when = day(left) if rng.random() < 0.8 else left
        when = rng.choice(near)
        for _ in range(rng.randrange(4)):
            until = when + timedelta(days=rng.choice((1, 30, 365, 730)))
            ended = None
            if rng.random() < 0.8:
                ended = rng.choice((when, until, until - timedelta(days=1), day(when)))
                ended = max(ended, when)
            row = Mentorship.objects.create(
                cadre=cadre,
                mentor=mentor,
                since=when,
                until=until,
                ended_on=ended,
                end_reason="other" if ended else "",
                rhythm="每月",
                goals="目标",
                content="内容",
            )
            for kind in ("midterm", "final"):
                if rng.random() < 0.5:
                    MentoringReview.objects.create(
                        mentorship=row, kind=kind, held_on=day(when), grade="good", opinion="好"
                    )
            if ended is None:
                break
            when = ended if rng.random() < 0.4 and ended > when else day(ended)


def expected(on: date) -> dict[tuple, tuple]:
    """(rule, cadre, period) -> (opened, due, state, done, evidence), as a clerk would count."""
    found: dict[tuple, tuple] = {}

    def put(rule, cadre, period, opened, days, ended, done=None, evidence=None):
        if opened > on:
            return
        state = "open"
        if ended is not None and ended <= on:
            state = "withdrawn"
        if done is not None and done <= on:
            state = "done"
        else:
            done = evidence = None
        due = opened + timedelta(days=days)
        found[rule, cadre, period] = (opened, due, state, done, evidence)

    for cadre in Cadre.objects.prefetch_related("entries", "mentorships__reviews"):
        rounds = sorted(
            (r for r in cadre.mentorships.all() if r.ended_on != r.since), key=lambda r: r.since
        )
        over = {r.pk: min(r.ended_on or r.until, r.until) for r in rounds}
        for stay in cadre.entries.all():
            left = stay.left_on or date.max
            if left <= START:
                continue
            needs = [(stay.entered_on, f"entry-{stay.pk}", -1)]
            for place, one in enumerate(rounds):
                if stay.entered_on < over[one.pk] < left:
                    needs.append((over[one.pk], f"round-{one.pk}", place))
            for day, period, place in needs:
                meets = next(
                    (
                        r
                        for r in rounds[place + 1 :]
                        if r.since < left and over[r.pk] > stay.entered_on
                    ),
                    None,
                )
                if meets is not None and over[meets.pk] <= START:
                    continue
                done = (meets.since, meets.pk) if meets else (None, None)
                put(
                    "mentor.pair", cadre.pk, period, max(day, START), PAIR_DAYS, stay.left_on, *done
                )
            for one in rounds:
                half = one.since + timedelta(days=(one.until - one.since).days // 2)
                reviews = {r.kind: (r.held_on, one.pk) for r in one.reviews.all()}
                key = f"round-{one.pk}"
                for rule, kind, day, ends in (
                    ("mentor.midterm", "midterm", half, one.ended_on),
                    ("mentor.final", "final", over[one.pk], None),
                ):
                    if rule == "mentor.midterm" and one.ended_on and one.ended_on <= half:
                        continue
                    if rule == "mentor.final" and over[one.pk] < half:
                        continue
                    if day < START or not stay.entered_on <= day < left:
                        continue
                    ended = min(ends or date.max, left)
                    done = reviews.get(kind, (None, None))
                    put(
                        rule,
                        cadre.pk,
                        key,
                        day,
                        REVIEW_DAYS,
                        None if ended == date.max else ended,
                        *done,
                    )
    return found


def stored() -> dict[tuple, tuple]:
    return {
        (d.rule, d.cadre_id, d.period): (d.opened_on, d.due_on, d.state, d.done_on, d.evidence)
        for d in Duty.objects.filter(rule__in=RULES)
    }


@pytest.mark.parametrize("seed", range(6))
def test_generated_lives_agree_with_plain_python(counted, seed):
    lives(counted, Random(seed), 40)  # noqa: S311
    for on in DAYS:
        Duty.objects.all().delete()
        settle(on)
        assert stored() == expected(on), on
    before = stored()
    settle(DAYS[-1])
    assert stored() == before
    rules = [all_rules()[name] for name in RULES]
    for on in DAYS:  # what a past day's rows say is what a computation for that day says
        fresh = {
            (one.rule, one.subject, one.period): light_on(one, on)
            for one in then.compute(on=on, rules=rules)
        }
        rows = Duty.objects.existing(on).filter(rule__in=RULES)
        assert fresh == {(d.rule, d.subject, d.period): light_on(d, on) for d in rows}, on


def standing(world, name: str, rule: str = "mentor.pair") -> list[tuple]:
    rows = Duty.objects.filter(cadre=world.cadres[name], rule=rule).order_by("opened_on", "pk")
    return list(rows.values_list("opened_on", "due_on", "state"))


def test_a_mentor_is_due_on_entry_and_again_when_the_round_is_full(counted):
    made = pair(counted, "陈思远", "周雨晴", date(2026, 4, 20), exception="结对")
    entered = (date(2026, 4, 1), date(2026, 5, 1), "done")
    assert standing(counted, "陈思远") == [entered]
    settle(date(2028, 4, 19))
    assert standing(counted, "陈思远") == [entered]
    settle(date(2028, 4, 20))
    again = (date(2028, 4, 20), date(2028, 5, 20), "open")
    assert standing(counted, "陈思远") == [entered, again]
    services.end(
        actor=counted.secretary,
        mentorship=made,
        seen=made.version,
        ended_on=date(2028, 5, 1),
        reason="completed",
        on=date(2028, 5, 1),
    )
    assert standing(counted, "陈思远") == [entered, again]
    pair(counted, "陈思远", "周雨晴", date(2028, 5, 2), on=date(2028, 5, 2), exception="结对")
    assert standing(counted, "陈思远") == [entered, (*again[:2], "done")]


def test_a_round_that_is_full_on_the_last_day_on_the_roster_is_owed_for_that_day(counted):
    made = pair(counted, "陈思远", "周雨晴", date(2026, 4, 1), exception="结对")
    stay = counted.stay("陈思远")
    for left, periods in ((made.until, 1), (made.until + timedelta(days=1), 2)):
        RosterEntry.objects.filter(pk=stay.pk).update(left_on=left, **REMOVED)
        Duty.objects.all().delete()
        settle(date(2030, 1, 1))
        assert len(standing(counted, "陈思远")) == periods
    assert standing(counted, "陈思远")[-1][2] == "withdrawn"


def test_a_round_that_was_taken_back_never_was(counted):
    made = pair(counted, "陈思远", "周雨晴", date(2026, 4, 20), exception="结对")
    services.end(
        actor=counted.secretary,
        mentorship=made,
        seen=made.version,
        ended_on=made.since,
        reason="other",
        note="录错了人",
        on=date(2026, 11, 23),
    )
    assert standing(counted, "陈思远") == [(date(2026, 4, 1), date(2026, 5, 1), "open")]
