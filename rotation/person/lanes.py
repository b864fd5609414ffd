"""Lanes of the five years: posts, and times at the front line (clauses 3.1.3 and 3.1.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cadres.dossier import lanes as of_file
from cadres.dossier.dossier import Dossier
from cadres.dossier.timeline import Bar, Lane, Mark, Tone, Window, recorded
from core.months import first_of
from rotation.person.rows import Row, postings_of, rows_of


def posts(dossier: Dossier, window: Window) -> Lane:
    """Posts held, main and concurrent, and the moves that are planned.

    What the résumé tells of the time before the first posting stands in front; for people without
    postings it is the résumé's own lane.
    """
    held = [row for row in postings_of(dossier) if row.is_held]
    lane = of_file.posts(dossier, window)
    main = [row.since for row in held if row.is_main and row.since]
    items = _before(lane.items, min(main)) if main else list(lane.items)
    for row in held:
        items += recorded(row.said, row.since, row.ended_on, dossier.on, days(row))  # type: ignore[arg-type]
    items += [bar for row in rows_of(dossier) if row.is_planned for bar in _planned(row, dossier)]
    return Lane(lane.label, items)


def studies(dossier: Dossier, window: Window) -> Lane:
    """Studies and what happened meanwhile, without the times that the front line's lane shows."""
    lane = of_file.studies(dossier, window)
    shown = {
        (first_of(row.since), row.line)
        for row in postings_of(dossier)
        if row.is_away and row.line and row.since
    }
    return replace(lane, items=[one for one in lane.items if (one.since, one.text) not in shown])


def frontline(dossier: Dossier, _window: Window) -> Lane:
    """Times away: done, under way with what is left of the term, or over it and not back."""
    items: list[Bar | Mark] = []
    for row in postings_of(dossier):
        if row.is_away:
            items += _away(row, dossier.on)
    return Lane("一线锻炼", items)


def days(row: Row) -> str:
    """2024-03-15 至 2026-03-15, or 2024-03-15 起."""
    if row.ended_on:
        return f"{row.since} 至 {row.ended_on}"
    return f"{row.since} 起，{row.until} 期满" if row.until else f"{row.since} 起"


def _away(row: Row, on: date) -> list[Bar]:
    words = f"{row.label}　{row.said}"
    bars = recorded(words, row.since, row.ended_on, on, days(row))  # type: ignore[arg-type]
    if not bars or bars[0].tone != Tone.RUNNING or row.until is None:
        return bars
    if row.until <= on:
        when = f"{row.until} 期满，尚未返回"
        return [
            replace(bars[0], until=row.until, tone=Tone.DONE),
            Bar(f"期满未归　{row.said}", row.until, None, Tone.LATE, when),
        ]
    return [
        replace(bars[0], until=on) if row.since != on else bars[0],
        *([Bar("剩余期限", on, row.until, Tone.PLANNED, days(row))] if row.since != on else []),
    ]


def _planned(row: Row, dossier: Dossier) -> list[Bar]:
    """A move that is to come; one whose day has passed is late."""
    day = row.since or date(row.year or dossier.on.year, 12, 31)
    words = f"拟任{row.said}" if row.title else f"{row.label}（{row.year} 年度计划）"
    when = f"{row.year} 年度轮岗交流计划，拟于 {day} 到岗"
    if day > dossier.on:
        return [Bar(words, day, None, Tone.PLANNED, when)]
    return [Bar(words, day, None, Tone.LATE, when)]


def _before(items: list[Bar | Mark], first: date) -> list[Bar | Mark]:
    """What the résumé says of the time before the first posting, cut where that began."""
    month = first_of(first)
    found: list[Bar | Mark] = []
    for item in items:
        if item.since >= month or not isinstance(item, Bar):
            continue
        ends = item.until is not None and item.until <= first
        found.append(item if ends else replace(item, until=first, tone=Tone.DONE))
    return found
