"""Files to what they tell: forms, exchange packages and sheets, each person a `Told`."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

from cadres.exchange.roster_told import read_roster, told_of_row
from cadres.exchange.told import Told
from cadres.exchange.told_form import told_of_form
from cadres.exchange.told_hzb import told_of_hzb
from cadres.formats.sources import (
    BrokenSource,
    FormSource,
    HzbSource,
    SheetSource,
    Source,
    opened,
)
from core.errors import DomainError, refuse_if

MOST_PEOPLE = 20_000
TOO_MANY = f"一次最多导入 {MOST_PEOPLE:,} 人，请分成几批。"


def read(paths: Iterable[Path], on: date) -> Iterator[Told]:
    """Everybody in the files, in order; a file that cannot be read is one `Told` with its error.

    Raises DomainError for more people than one batch takes.
    """
    count = 0
    for source in opened(paths):
        try:
            for told in _told(source, on):
                count += 1
                refuse_if(count > MOST_PEOPLE, TOO_MANY)
                yield told
        except UnreadableInside as fault:
            yield unreadable(source.file, str(fault))


class UnreadableInside(DomainError):
    """A file that began well and broke off."""


def unreadable(file: str, reason: str) -> Told:
    """A file of which nobody could be read."""
    told = Told(file=file)
    told.refuse("", "", reason)
    return told


def _told(source: Source, on: date) -> Iterator[Told]:
    match source:
        case FormSource(file=file, form=form, remarks=remarks):
            told = told_of_form(form, file=file, on=on)
            told.remarks[:0] = remarks
            yield told
        case HzbSource(file=file, people=people):
            for person in _guarded(lambda: people):
                yield told_of_hzb(person, file=file, on=on)
        case SheetSource(file=file, content=content):
            for row in _guarded(lambda: read_roster(BytesIO(content))):
                yield told_of_row(row, on, file=file)
        case BrokenSource(file=file, reason=reason):
            yield unreadable(file, reason)


def _guarded(opened: Callable[[], Iterable]) -> Iterator:
    """What is inside; what breaks there is told apart from a batch that is too large."""
    try:
        yield from opened()
    except DomainError as fault:
        raise UnreadableInside(str(fault)) from fault
