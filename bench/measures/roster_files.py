"""花名册 as files: 10,000 people out of the database into a workbook, and in again."""

import io
from collections.abc import Iterator, Sequence
from tempfile import TemporaryFile

import xlsxwriter
from django.utils.timezone import localdate
from python_calamine import CalamineWorkbook

from bench.cities import City
from bench.report import Row, slower
from bench.scene import Scene
from bench.timing import medians
from cadres.exchange.roster_columns import OFFICIAL
from cadres.exchange.roster_rows import roster_columns, roster_rows
from cadres.exchange.roster_told import read_roster, told_of_row
from cadres.formats.roster_sheet.head import RosterHead
from cadres.formats.roster_sheet.writing import write_roster
from cadres.roster.models import RosterEntry

COUNT = 10_000


def roster_files(scene: Scene) -> Iterator[Row]:
    """The official sheet against the plain cells of xlsxwriter; reading against the parser."""
    many = scene.many
    many.enter()
    columns = [column for column in roster_columns(many.viewer) if column in OFFICIAL]
    cells = [row[: len(columns)] for row in _rows(many)]
    assert len(cells) == COUNT and len(columns) == len(OFFICIAL)  # noqa: S101
    ours, reference = medians(lambda: _export(many), lambda: _plain(cells), rounds=5)
    what = f"roster: export of {COUNT:,} rows × {len(columns)} columns, database to file"
    name = "xlsxwriter, constant memory, the same cells plain"
    yield slower(what, ours, reference, name, at_most=0.7)
    content = _export(many)
    understood, read, reference = medians(
        lambda: [told_of_row(row, localdate()) for row in read_roster(io.BytesIO(content))],
        lambda: read_roster(io.BytesIO(content)),
        lambda: _parsed(content),
        rounds=5,
    )
    what = f"roster: a workbook of {COUNT:,} rows"
    yield slower(f"{what} vetted and read", read, reference, "calamine alone", at_most=3)
    yield slower(f"{what} read and understood", understood, reference, "calamine alone", at_most=5)


def _rows(roll: City) -> Iterator[tuple[str, ...]]:
    entries = RosterEntry.objects.order_by("sort_key", "pk")[:COUNT].values("pk")
    return roster_rows(RosterEntry.objects.filter(pk__in=entries), roll.viewer, localdate())


def _export(roll: City) -> bytes:
    head = RosterHead(
        title="清河市优秀年轻干部名册",
        filed_by="中共清河市委组织部",
        on=localdate(),
        exported_by="林静文",
        exported_at="2026年11月28日 17:30",
    )
    with TemporaryFile() as stream:
        count = write_roster(stream, head, roster_columns(roll.viewer), _rows(roll))
        assert count == COUNT  # noqa: S101
        stream.seek(0)
        return stream.read()


def _plain(cells: Sequence[Sequence[str]]) -> None:
    """The reference has its cells at hand: reading the database is ours alone."""
    with TemporaryFile() as stream:
        book = xlsxwriter.Workbook(stream, {"constant_memory": True})
        sheet = book.add_worksheet()
        for number, row in enumerate(cells):
            for place, text in enumerate(row):
                sheet.write_string(number, place, text)
        book.close()


def _parsed(content: bytes) -> int:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return len(book.get_sheet_by_index(0).to_python(skip_empty_area=False))
