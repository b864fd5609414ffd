"""Generated lives with known gaps, and a count of their months in plain Python.

The count knows nothing of the code that is tested: it walks month by month over a calendar and
asks of each whether anything that counts holds it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date

from cadres.people.models import Cadre, ResumeLine
from cadres.people.prepare import prepared
from core.units.models import Unit
from rotation.grassroots.models import GrassrootsJudgement
from rotation.postings.models import Posting

# What a line says, and whether its words count by themselves.
COUNTS = ("青川县柳河镇科员", "青川县财政局科员", "青川县马渡镇副镇长", "驻双河村第一书记")
DOES_NOT = ("清河市科学技术局科员", "清河市交通运输局副科长", "云州省交通运输厅借调")
FIRST, LAST = date(2012, 1, 1), date(2026, 11, 23)


@dataclass
class Line:
    """A line of the résumé; `judged`: None, or the kind that was said ("" for none)."""

    since: date
    until: date | None
    text: str
    is_work: bool = True
    within: bool = False
    judged: str | None = None


@dataclass
class Held:
    """A posting, in days; `counts` by its own word, `wrote` the text of its line."""

    since: date
    ended: date | None
    counts: bool
    is_main: bool
    wrote: str = ""


@dataclass
class Life:
    """One person's periods."""

    lines: list[Line] = field(default_factory=list)
    postings: list[Held] = field(default_factory=list)


def _month(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def life(dice: random.Random) -> Life:
    """A life with gaps, lines that end where the next begins, open ends, 其间, postings beside."""
    made = Life()
    month = _month(FIRST, dice.randint(0, 60))
    while month < LAST and len(made.lines) < 8:
        length = dice.choice((0, 1, 2, 11, 12, 13, 25, 40))
        last = dice.random() < 0.2
        until = None if last else _month(month, length)
        text = dice.choice(COUNTS + DOES_NOT)
        judged = dice.choice((None, None, None, "2", ""))
        line = Line(month, until, text, is_work=dice.random() > 0.15, judged=judged)
        made.lines.append(line)
        if dice.random() < 0.5:
            start = _month(month, dice.randint(0, 6))
            end = None if dice.random() < 0.2 else _month(start, dice.randint(0, 14))
            made.lines.append(
                Line(start, end, dice.choice(COUNTS + DOES_NOT), within=True, judged=None)
            )
        if last:
            break
        month = _month(until, dice.choice((0, 0, 1, 7)))
    _postings(dice, made)
    return made


def _postings(dice: random.Random, made: Life) -> None:
    for is_main in (True, False):
        day = date(dice.randint(2014, 2022), dice.randint(1, 12), dice.randint(1, 28))
        for _ in range(dice.randint(0, 3)):
            length = dice.choice((0, 1, 27, 31, 200, 366, 800))
            ended = None if dice.random() < 0.25 else date.fromordinal(day.toordinal() + length)
            one = Held(day, ended, dice.random() < 0.6, is_main)
            mine = [line for line in made.lines if line.is_work and not line.judged]
            if mine and ended != day and dice.random() < 0.3:
                line = dice.choice(mine)
                if (line.since.year, line.since.month) == (day.year, day.month):
                    one.wrote = line.text
            made.postings.append(one)
            if ended is None:
                break
            day = date.fromordinal(ended.toordinal() + dice.choice((0, 1, 40)))
    # One that certainly wrote its line.
    work = [line for line in made.lines if line.is_work and line.judged is None]
    if work and not any(one.is_main for one in made.postings):
        line = dice.choice(work)
        counts = dice.random() < 0.5
        made.postings.append(Held(line.since, None, counts, is_main=True, wrote=line.text))


def months_of(one: Life, on: date) -> int:
    """Month by month."""
    count, month = 0, date(2000, 1, 1)
    this = date(on.year, on.month, 1)
    while month < this:
        count += _is_grassroots(one, month, on)
        month = _month(month, 1)
    return count


def _is_grassroots(one: Life, month: date, on: date) -> bool:
    return any(_posting_holds(held, month, on) for held in one.postings) or any(
        _line_holds(one, line, month, on) for line in one.lines
    )


def _posting_holds(held: Held, month: date, on: date) -> bool:
    if not held.counts or held.ended == held.since or held.since > on:
        return False
    begun = date(held.since.year, held.since.month, 1) <= month
    return begun and (held.ended is None or month < date(held.ended.year, held.ended.month, 1))


def _line_holds(one: Life, line: Line, month: date, on: date) -> bool:
    if not line.is_work or line.since > on:
        return False
    for held in one.postings:
        if held.ended == held.since:
            continue
        first = date(held.since.year, held.since.month, 1)
        if held.is_main and not line.within and first == line.since:
            return False
        goes_on = held.ended is None or held.ended > line.since or first == line.since
        if held.wrote and held.wrote == line.text and first <= line.since and goes_on:
            return False
    judged = _judgement(one, line)
    counts = line.text in COUNTS if judged is None else judged != ""
    return counts and line.since <= month and (line.until is None or month < line.until)


def _judgement(one: Life, line: Line) -> str | None:
    """A judgement is of every line with that month and those words."""
    for other in one.lines:
        same = (other.since, other.text) == (line.since, line.text)
        if same and other.is_work and other.judged is not None:
            return other.judged
    return None


def write(lives: list[Life], unit: Unit, other: Unit) -> list[Cadre]:
    """The lives in the database."""
    people = Cadre.objects.bulk_create(
        Cadre(
            name="甲乙丙丁戊己庚辛壬癸"[n % 10] + "一二三四五六七八九十"[n // 10 % 10],
            gender="1",
            birth=date(1985, 1, 1),
            unit=unit,
            title="干部",
            **prepared("甲乙"),
        )
        for n in range(len(lives))
    )
    judged = {}
    for cadre, one in zip(people, lives, strict=True):
        main = None
        for line in one.lines:
            row = ResumeLine.objects.create(
                cadre=cadre,
                within=main if line.within else None,
                since=line.since,
                until=line.until,
                text=line.text,
                kind="work" if line.is_work else "study",
            )
            main = main if line.within else row
            if line.judged is not None and line.is_work:
                judged.setdefault((cadre.pk, line.since, line.text), line.judged)
        Posting.objects.bulk_create(posting(cadre, held, unit, other) for held in one.postings)
    GrassrootsJudgement.objects.bulk_create(
        GrassrootsJudgement(cadre_id=cadre, since=since, text=text, kind=kind, reason="档案")
        for (cadre, since, text), kind in judged.items()
    )
    return people


def posting(cadre: Cadre, held: Held, unit: Unit, other: Unit) -> Posting:
    """A row that the database accepts."""
    away = not held.is_main
    return Posting(
        cadre=cadre,
        kind="secondment" if away else "appointment",
        unit=other if away else unit,
        sending_unit=unit if away else None,
        title="科员",
        is_main=held.is_main,
        since=held.since,
        until=date(2030, 1, 1) if away else None,
        ended_on=held.ended,
        end_reason="moved" if held.ended else "",
        grassroots="2" if held.counts else "",
        line=held.wrote,
    )
