"""Rows of the result, good and bad, and the table they make."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

HEAD = ("what", "ours", "reference", "ratio", "target", "holds?")


@dataclass(frozen=True)
class Row:
    """One comparison; `ratio` is ours to the reference's, `limit` where it stops being good."""

    what: str
    ours: str
    reference: str
    ratio: float
    limit: float
    more_is_better: bool = False
    plan: str = ""  # how PostgreSQL went about it, printed below the table

    @property
    def holds(self) -> bool:
        """Whether the ratio is on the good side of the limit."""
        return self.ratio >= self.limit if self.more_is_better else self.ratio <= self.limit

    def cells(self) -> tuple[str, ...]:
        """As the table shows it."""
        target = f"{'≥' if self.more_is_better else '≤'} {self.limit:g} ×"
        verdict = "yes" if self.holds else "**no**"
        return self.what, self.ours, self.reference, f"{self.ratio:.2f} ×", target, verdict


def slower(what: str, ours: float, reference: float, name: str, *, at_most: float) -> Row:
    """A row of two durations in seconds."""
    texts = f"{ours * 1e3:,.1f} ms", f"{reference * 1e3:,.1f} ms {name}"
    return Row(what, *texts, ours / reference, at_most)


def rate(
    what: str, count: int, ours: float, reference: float, name: str, *, at_least: float
) -> Row:
    """A row of two rates: `count` things in so many seconds."""
    texts = f"{count / ours:,.0f} /s", f"{count / reference:,.0f} /s {name}"
    return Row(what, *texts, reference / ours, at_least, more_is_better=True)


def counted(what: str, ours: float, reference: float, name: str, *, at_most: float) -> Row:
    """A row of two plain numbers."""
    return Row(what, f"{ours:,g}", f"{reference:,g} {name}", ours / reference, at_most)


def explained(what: str, ours: float, most: float, plan: str) -> Row:
    """A row of one statement's time in seconds against what is allowed, with its plan."""
    texts = f"{ours * 1e3:,.2f} ms", f"{most * 1e3:,.0f} ms allowed"
    return Row(what, *texts, ours / most, 1, plan=plan)


@dataclass(frozen=True)
class Section:
    """A part of the run: what it is, its rows, and why there are none where it broke off."""

    name: str
    title: str
    rows: Sequence[Row]
    trouble: str = ""


def document(sections: Sequence[Section], *, seconds: float, pace: str, why: str) -> str:
    """The Markdown of a run; `pace` tells how fast the machine was, `why` what misses."""
    rows = [row for section in sections for row in section.rows]
    held = sum(row.holds for row in rows)
    return (
        "# Benchmarks\n\n"
        "Made by `make bench`; do not edit. Every line compares with a reference measured beside "
        "it in the same run, in turns;\nfigures are medians. Ratios travel to other machines, the "
        "figures they are made of do not.\n\n"
        f"{machine()}; {timezone.localdate()}; {pace}; {seconds:,.0f} s in all; "
        f"{held} of {len(rows)} targets hold.\n"
        f"{''.join(map(_told, sections))}{why}{_plans(rows)}"
    )


def _told(section: Section) -> str:
    lines = [HEAD, ("---",) * len(HEAD), *(row.cells() for row in section.rows)]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"
    trouble = f"\nBroke off: {section.trouble}\n" if section.trouble else ""
    return f"\n## {section.name}\n\n{section.title}\n\n{table if section.rows else ''}{trouble}"


def _plans(rows: Sequence[Row]) -> str:
    shown = [f"### {row.what}\n\n```\n{row.plan}\n```\n" for row in rows if row.plan]
    return "\n## Plans\n\n" + "\n".join(shown) if shown else ""


def machine() -> str:
    """What it ran on."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        postgres = cursor.fetchone()[0].split()[0]
    return (
        f"{os.cpu_count()} cores, {gigabytes:.0f} GB, {platform.system()}; "
        f"PostgreSQL {postgres}, Python {platform.python_version()}; "
        f"load {os.getloadavg()[2]:.1f} over the last 15 minutes"
    )
