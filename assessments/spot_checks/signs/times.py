"""Days and hours that do not fit: entered late or in a heap, overlapping, at night."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from itertools import pairwise

from assessments.spot_checks.signs.kinds import Record, Sign, SignKind
from policy.periods import Quarter

# The quarter's last days: a unit that left its talks to them was driven by the date, not by people.
LAST_DAYS = 3
# Two talks in the last days are chance; five that are most of the unit's are not.
BUNCH_LEAST = 5
BUNCH_SHARE = 0.6
# Writing a real note takes more than a few minutes; a sitting of several is a habit of clerks, so
# it counts on the quarter's last days and after it alone, and from five notes on.
HURRY_GAP = timedelta(minutes=5)
HURRY_LEAST = 5
# Talks are held in offices.
EARLIEST, LATEST = time(6, 30), time(22, 0)
MOST_OTHERS = 5


def late(records: Iterable[Record], *, late_days: int) -> Iterator[Sign]:
    """Entered more than `late_days` after the talk, or before it took place."""
    for record in records:
        days = (record.entered.date() - record.held_on).days
        if days > late_days:
            sentence = (
                f"谈话 {record.held_on}，登记 {record.entered:%Y-%m-%d}，"
                f"相隔 {days} 天，超过 {late_days} 天。"
            )
            yield Sign(record.key, SignKind.LATE, sentence)
        elif days < 0:
            sentence = f"登记 {record.entered:%Y-%m-%d} 早于谈话日期 {record.held_on}。"
            yield Sign(record.key, SignKind.BEFORE, sentence)


def bunched(records: Sequence[Record], quarter: Quarter) -> Iterator[Sign]:
    """Most of a unit's talks on the quarter's last days."""
    begin = quarter.end - timedelta(days=LAST_DAYS)
    last = [record for record in records if begin <= record.held_on < quarter.end]
    if len(last) < BUNCH_LEAST or len(last) < BUNCH_SHARE * len(records):
        return
    sentence = (
        f"本单位 {len(records)} 份记录里有 {len(last)} 份的谈话日期在季末最后 {LAST_DAYS} 天"
        f"（{begin} 至 {quarter.last_day}）。"
    )
    keys = [record.key for record in last]
    for key in keys:
        yield Sign(key, SignKind.BUNCHED, sentence, _others(keys, key))


def hurried(records: Sequence[Record], quarter: Quarter) -> Iterator[Sign]:
    """Entered one after another within minutes, when the quarter was ending or over."""
    begin = quarter.end - timedelta(days=LAST_DAYS)
    rows = sorted((r for r in records if r.entered.date() >= begin), key=lambda r: r.entered)
    runs: list[list[Record]] = [rows[:1]] if rows else []
    for before, record in pairwise(rows):
        if record.entered - before.entered <= HURRY_GAP:
            runs[-1].append(record)
        else:
            runs.append([record])
    for run in runs:
        if len(run) < HURRY_LEAST:
            continue
        minutes = max(1, round((run[-1].entered - run[0].entered).total_seconds() / 60))
        sentence = (
            f"{run[0].entered:%Y-%m-%d %H:%M} 起 {minutes} 分钟内，本单位连续登记 {len(run)} 份。"
        )
        keys = [record.key for record in run]
        for key in keys:
            yield Sign(key, SignKind.HURRIED, sentence, _others(keys, key))


def overlapping(records: Iterable[Record]) -> Iterator[Sign]:
    """One speaker of a unit with two people at the same time."""
    by_speaker: dict[tuple[str, date], list[Record]] = defaultdict(list)
    for record in records:
        if record.began is not None and record.led_by.strip():
            by_speaker["".join(record.led_by.split()), record.held_on].append(record)
    for (speaker, day), rows in sorted(by_speaker.items()):
        for record in rows:
            others = [r for r in rows if r.cadre != record.cadre and _meet(record, r)]
            if others:
                first = others[0]
                sentence = (
                    f"{speaker} {day} {_span(record)} 与{record.name}谈话，"
                    f"同时 {_span(first)} 与{first.name}谈话。"
                )
                keys = tuple(r.key for r in others[:MOST_OTHERS])
                yield Sign(record.key, SignKind.OVERLAP, sentence, keys)


def odd_hours(
    records: Iterable[Record], is_working: Callable[[date], bool] | None = None
) -> Iterator[Sign]:
    """At night; and, as a hint, on a day off."""
    for record in records:
        hours = [hour for hour in (record.began, record.ended) if hour is not None]
        if any(not EARLIEST <= hour <= LATEST for hour in hours):
            sentence = f"谈话时间 {record.held_on} {_span(record)}，在 22:00 至 6:30 之间。"
            yield Sign(record.key, SignKind.NIGHT, sentence)
        if is_working is not None and not is_working(record.held_on):
            sentence = f"谈话日期 {record.held_on} 不是工作日（仅供参考）。"
            yield Sign(record.key, SignKind.DAY_OFF, sentence)


def with_himself(records: Iterable[Record]) -> Iterator[Sign]:
    """The speaker is the person that he spoke with."""
    for record in records:
        if "".join(record.led_by.split()) == "".join(record.name.split()):
            yield Sign(record.key, SignKind.HIMSELF, f"谈话人和谈话对象都是{record.name}。")


def _meet(one: Record, other: Record) -> bool:
    """Half-open: a talk may begin in the minute in which the one before it ended."""
    if one.began is None or other.began is None:
        return False
    if one.began == other.began:
        return True
    first, begins = (one, other.began) if one.began < other.began else (other, one.began)
    return first.ended is not None and begins < first.ended


def _span(record: Record) -> str:
    begin = f"{record.began:%H:%M}" if record.began else ""
    return f"{begin}—{record.ended:%H:%M}" if record.ended else begin


def _others(keys: Sequence[int], key: int) -> tuple[int, ...]:
    return tuple(other for other in keys if other != key)[:MOST_OTHERS]
