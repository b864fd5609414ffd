"""Planted signs are found, all of them; on honest text the rate of false alarms is printed."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

import pytest

from assessments.spot_checks.signs.finding import find
from assessments.spot_checks.signs.kinds import Record, Sign, SignKind
from assessments.spot_checks.signs.texts import normalised
from policy.periods import Quarter
from tests.spot_checks.corpus import CITY, copy_for, honest, points

QUARTER = Quarter(2026, 3)
LATE_DAYS = 10
PLANTED_PER_KIND = 40


def at(*parts: int) -> datetime:
    """A moment in the city."""
    return datetime(*parts, tzinfo=CITY)


def looked(rows: list[Record], **more) -> list[Sign]:
    return find(rows, quarter=QUARTER, late_days=LATE_DAYS, **more)


def kinds_of(signs: list[Sign], key: int) -> set[SignKind]:
    return {sign.kind for sign in signs if sign.record == key}


def one(**changed) -> Record:
    """A record with nothing to be noticed about it."""
    usual = {
        "key": 1,
        "unit": 1,
        "cadre": 1,
        "name": "周雨晴",
        "held_on": date(2026, 8, 11),
        "entered": at(2026, 8, 12, 10),
        "led_by": "马建国",
        "points": points(Random(7)),
        "began": time(9),
        "ended": time(9, 40),
    }
    return Record(**usual | changed)


def test_a_record_that_is_as_it_should_be_has_no_sign() -> None:
    assert looked([one()], is_working=lambda day: day.weekday() < 5) == []


def test_false_alarms_on_honest_text(capsys) -> None:
    """4,000 records of 80 units: at most one in two hundred is suspected without cause."""
    counts, total = Counter(), 0
    for seed in range(4):
        for rows in honest(Random(seed), QUARTER, units=20, people=(20, 80)).values():
            total += len(rows)
            counts.update(sign.kind for sign in looked(rows))
    with capsys.disabled():
        said = "、".join(f"{kind.label} {n / total:.2%}" for kind, n in counts.items()) or "无"
        print(f"\n诚实文本 {total:,} 份，误报：{said}；合计 {counts.total() / total:.2%}")
    assert total > 3500
    assert counts[SignKind.COPIED] <= total * 0.005
    assert counts.total() <= total * 0.01


def test_every_copied_note_is_found_and_names_its_source(capsys) -> None:
    dice, found, named = Random(11), 0, 0
    for _ in range(PLANTED_PER_KIND):
        (rows,) = honest(dice, QUARTER, units=1, people=(12, 30)).values()
        source, target = dice.sample(range(len(rows)), 2)
        rows[target] = copy_for(dice, rows[source], rows[target])
        signs = [s for s in looked(rows) if s.kind == SignKind.COPIED]
        found += {s.record for s in signs} >= {rows[source].key, rows[target].key}
        sign = next(s for s in signs if s.record == rows[target].key)
        named += sign.others[0] == rows[source].key and rows[source].name in sign.sentence
    with capsys.disabled():
        print(f"\n套改他人记录 {PLANTED_PER_KIND} 份，发现 {found} 份")
    assert found == named == PLANTED_PER_KIND


def test_a_copy_with_a_point_of_its_own_is_mostly_found(capsys) -> None:
    """One of four points is written anew: the rest still gives most of them away."""
    dice, found = Random(12), 0
    for _ in range(PLANTED_PER_KIND):
        (rows,) = honest(dice, QUARTER, units=1, people=(12, 20)).values()
        copy = list(copy_for(dice, rows[0], rows[1]).points)
        place = dice.randrange(4)
        copy[place] = points(dice)[place]
        rows[1] = replace(rows[1], points=tuple(copy))
        found += SignKind.COPIED in kinds_of(looked(rows), rows[1].key)
    with capsys.disabled():
        print(f"\n套改并重写一个方面 {PLANTED_PER_KIND} 份，发现 {found} 份")
    assert found >= PLANTED_PER_KIND * 0.85


def test_one_point_alone_that_was_copied_is_found() -> None:
    dice, found = Random(5), 0
    for _ in range(PLANTED_PER_KIND):
        (rows,) = honest(dice, QUARTER, units=1, people=(12, 20)).values()
        while len(normalised(rows[0].points[1], ())) < 65:
            rows[0] = replace(rows[0], points=points(dice))
        rows[1] = replace(
            rows[1], points=(rows[1].points[0], rows[0].points[1], *rows[1].points[2:])
        )
        sign = next(s for s in looked(rows) if s.record == rows[1].key)
        found += sign.kind == SignKind.COPIED and "工作情况" in sign.sentence
    assert found == PLANTED_PER_KIND


def test_the_same_persons_former_note_is_found() -> None:
    dice, found = Random(3), 0
    for _ in range(PLANTED_PER_KIND):
        (rows,) = honest(dice, QUARTER, units=1, people=(8, 12)).values()
        former = replace(copy_for(dice, rows[0], rows[0]), key=9001, held_on=date(2026, 5, 6))
        signs = looked(rows, former={rows[0].cadre: [former]})
        sign = next(s for s in signs if s.record == rows[0].key)
        found += sign.kind == SignKind.REPEATED and "2026-05-06" in sign.sentence
    assert found == PLANTED_PER_KIND


def test_two_talks_with_one_person_may_say_the_same_within_the_quarter() -> None:
    again = one(key=2, held_on=date(2026, 9, 2), entered=at(2026, 9, 2, 17))
    assert not looked([one(), again])


def test_many_copies_of_one_note_are_one_sign_each() -> None:
    rows = [one(key=k, cadre=k, name=f"赵文{'博雅君山河湖海'[k]}", began=None, ended=None)
            for k in range(7)]  # fmt: skip
    signs = [sign for sign in looked(rows) if sign.kind == SignKind.COPIED]
    assert [sign.record for sign in signs] == list(range(7))
    assert all("相同 100%" in sign.sentence and "另有" in sign.sentence for sign in signs)
    assert all(len(sign.others) == 5 for sign in signs)


@pytest.mark.parametrize(("days", "says"), [(10, False), (11, True), (200, True)])
def test_late_is_more_than_the_figure(days: int, says: bool) -> None:
    record = one(entered=at(2026, 8, 11, 23, 59) + timedelta(days=days))
    signs = looked([record])
    assert (kinds_of(signs, 1) == {SignKind.LATE}) is says
    if says:
        assert f"相隔 {days} 天" in signs[0].sentence


def test_entered_before_it_took_place() -> None:
    assert kinds_of(looked([one(entered=at(2026, 8, 10, 9))]), 1) == {SignKind.BEFORE}
    assert not looked([one(entered=at(2026, 8, 11, 8))])


@pytest.mark.parametrize(("last", "others", "says"), [(4, 0, False), (5, 0, True), (5, 3, True),
                                                     (5, 4, False), (6, 4, True)])  # fmt: skip
def test_bunched_is_five_and_most_of_the_unit(last: int, others: int, says: bool) -> None:
    dice = Random(1)
    rows = [
        one(key=k, cadre=k, held_on=date(2026, 9, 28 + k % 3), points=points(dice), began=None,
            ended=None, entered=at(2026, 9, 28 + k % 3, 8 + k))
        for k in range(last)
    ] + [
        one(key=k, cadre=k, points=points(dice), began=None, ended=None)
        for k in range(50, 50 + others)
    ]  # fmt: skip
    found = {sign.record for sign in looked(rows) if sign.kind == SignKind.BUNCHED}
    assert found == (set(range(last)) if says else set())


@pytest.mark.parametrize(("number", "gap", "day", "says"), [
    (5, 5, date(2026, 9, 30), True), (4, 5, date(2026, 9, 30), False),
    (5, 6, date(2026, 9, 30), False), (5, 1, date(2026, 9, 27), False),
    (9, 2, date(2026, 10, 9), True),
])  # fmt: skip
def test_entered_within_minutes_of_each_other(number, gap, day, says) -> None:
    dice = Random(2)
    begin = datetime.combine(day, time(16, 20), CITY)
    rows = [
        one(key=k, cadre=k, held_on=day - timedelta(days=k % 4 + 3), points=points(dice),
            entered=begin + timedelta(minutes=gap * k), began=None, ended=None)
        for k in range(number)
    ]  # fmt: skip
    found = {sign.record for sign in looked(rows) if sign.kind == SignKind.HURRIED}
    assert found == (set(range(number)) if says else set())


def test_overlapping_talks_of_one_speaker() -> None:
    dice = Random(4)

    def talk(key: int, began, ended=None, **more) -> Record:
        return one(key=key, cadre=key, points=points(dice), began=began, ended=ended, **more)

    rows = [
        talk(1, time(9), time(9, 40), name="周雨晴"),
        talk(2, time(9, 30), time(10), name="陈思远", led_by="马 建国"),
        talk(3, time(10), time(10, 30)),  # begins as the one before ends
        talk(4, time(9, 10), time(9, 20), led_by="方晓彤"),
        talk(5, time(9), time(9, 40), held_on=date(2026, 8, 12)),
        talk(6, time(14)), talk(7, time(14)),
    ]  # fmt: skip
    signs = [sign for sign in looked(rows) if sign.kind == SignKind.OVERLAP]
    assert {sign.record: sign.others for sign in signs} == {1: (2,), 2: (1,), 6: (7,), 7: (6,)}
    assert "09:00—09:40" in signs[0].sentence and "陈思远" in signs[0].sentence


@pytest.mark.parametrize(("began", "says"), [("06:29", True), ("06:30", False), ("21:59", False),
                                             ("22:01", True), ("02:00", True)])  # fmt: skip
def test_at_night(began: str, says: bool) -> None:
    record = one(began=time.fromisoformat(began), ended=None)
    assert (kinds_of(looked([record]), 1) == {SignKind.NIGHT}) is says


def test_a_day_off_is_a_hint_and_a_worked_sunday_is_none() -> None:
    off = one(held_on=date(2026, 8, 15), entered=at(2026, 8, 16, 9))
    assert kinds_of(looked([off], is_working=lambda day: day.weekday() < 5), 1) == {
        SignKind.DAY_OFF
    }
    assert not looked([off], is_working=lambda day: True)


def test_short_and_with_himself() -> None:
    assert kinds_of(looked([one(points=("思想稳定。", "正常。", "良好。", "无。", ""))]), 1) == {
        SignKind.SHORT
    }
    assert kinds_of(looked([one(points=("", "", "", "", "建议多锻炼。" * 20))]), 1) == {
        SignKind.SHORT
    }
    assert kinds_of(looked([one(led_by=" 周 雨晴")]), 1) == {SignKind.HIMSELF}


def test_names_numbers_and_punctuation_do_not_hide_a_copy() -> None:
    one_text = normalised("周雨晴同志于2026年8月3日完成12个点位，雨晴很好！", ("周雨晴",))
    other = normalised("李明朗于二〇二六年九月十五日完成７个点位。明朗很好", ("李明朗",))
    assert one_text == other.replace("〇", "")


def test_odd_text_is_no_fault() -> None:
    odd = ("\x7f\u200b" * 50, "🙂" * 80, "　 \n" * 30, "a" * 5000, "")
    looked([one(points=odd), one(key=2, cadre=2, points=odd, name="", led_by="")])
