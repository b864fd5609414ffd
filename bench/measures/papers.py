"""Printing: 任免审批表 of a hundred people in one PDF, and rosters of two lengths."""

from collections.abc import Iterator
from datetime import date
from time import process_time

from bench.forms import form
from bench.report import Row, explained, slower
from bench.scene import Scene
from cadres.formats.approval_form import Edition
from cadres.papers.approval_pdf import approval_pdf
from cadres.papers.roster_pdf import roster_pdf
from docs.images.roster import COLUMNS, Head, people

BATCH = 100
MOST = 0.2  # seconds of a core for a person
ROUNDS = 3
SHORT, LONG = 400, 3000  # rows
ON = date(2026, 11, 28)


def papers(_: Scene) -> Iterator[Row]:
    """Seconds of the processor, so that what else the machine does is not counted."""
    forms = [form(number) for number in range(BATCH)]
    approval_pdf(forms[:1], edition=Edition.NEW, on=ON)
    for edition in Edition:
        seconds = min(_of_a_core(lambda e=edition: approval_pdf(forms, edition=e, on=ON)))
        what = f"任免审批表 PDF, {edition} edition, {BATCH} people in one document: a person"
        yield explained(what, seconds / BATCH, MOST, "")
    short, long = (min(_of_a_core(lambda n=n: _roster(n), rounds=1)) / n for n in (SHORT, LONG))
    what = f"名册 PDF of {LONG:,} rows × {len(COLUMNS)}: a row"
    yield slower(what, long, short, f"a row of {SHORT}", at_most=1.25)


def _of_a_core(work, rounds: int = ROUNDS) -> Iterator[float]:
    for _ in range(rounds):
        begun = process_time()
        work()
        yield process_time() - begun


def _roster(count: int) -> None:
    rows = [row for _, row in people()]
    posts = COLUMNS.index(next(column for column in COLUMNS if column.mm == 33))
    made = [
        (str(n), *row[1:posts], f"{row[posts]}{n}", *row[posts + 1 :])
        for n in range(count)
        for row in (rows[n % len(rows)],)
    ]
    roster_pdf(Head(), COLUMNS, made)
