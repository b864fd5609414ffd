"""Imports: a workbook of 10,000 people checked, matched and written; a zip of 1,000 forms checked.

The people of the workbook are new to a system that has 1,000 others. Between rounds they are taken
out again, which is not timed.
"""

import gc
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import Model
from django.utils.timezone import localdate
from python_calamine import CalamineWorkbook

from bench.cities import City
from bench.import_files import forms, workbook
from bench.report import Row, rate, slower
from bench.scene import Scene
from bench.timing import medians, timed
from cadres.approval.models import ApprovalTexts
from cadres.importing.command import found_in, write_found
from cadres.importing.models import ImportBatch, ImportRow, Outcome
from cadres.importing.services import begin, confirm
from cadres.importing.staged import Staged
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry, RosterStage
from core.jobs.services import perform
from core.units.models import Unit

PEOPLE, FORMS, ROUNDS = 10_000, 1_000, 3
COPIED = (Cadre, RosterEntry, RosterStage, ApprovalTexts)
TABLES = (ImportBatch, RosterStage, RosterEntry, ApprovalTexts, Cadre)


def importing(scene: Scene) -> Iterator[Row]:
    """The whole import against the least that it could be; forms against the rate asked for."""
    few = scene.few
    few.enter()
    units = list(Unit.objects.employers().values_list("name", flat=True))
    with TemporaryDirectory() as folder:
        yield from _workbook(few, Path(folder), units, listed=False)
        yield from _workbook(few, Path(folder), units, listed=True)
        yield _forms(Path(folder), list(forms(FORMS)))


def _workbook(few: City, folder: Path, units: list[str], *, listed: bool) -> Iterator[Row]:
    """`listed`: with the columns that put each of them onto the roster, and texts of the form."""
    path = folder / "花名册.xlsx"
    here = frozenset(Cadre.objects.values_list("name", flat=True))
    content = workbook(units, PEOPLE, listed=listed, but=here)
    path.write_bytes(content)
    before = {model: set(model.objects.values_list("pk", flat=True)) for model in TABLES}
    _import(path)
    copies = [copy for model in COPIED for copy in _copied(model, before[model])]
    _forget(before)
    for copy in copies:
        copy.make()

    def least() -> None:
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        for copy in copies:
            copy.fill()

    def emptied() -> None:
        for copy in copies:
            copy.empty()

    def forgotten() -> None:
        _forget(before)

    ours, fewest, checked, by_page = _in_turns(
        (lambda: _import(path), forgotten),
        (least, emptied),
        (lambda: _check(path), lambda: None),
        (lambda: _by_page(few, content), forgotten),
    )
    name = f"calamine and a plain COPY of the same rows into {len(copies)} such tables"
    what = f"import: {PEOPLE:,} {'people of a roster' if listed else 'people'}"
    yield slower(f"{what}, parsed, checked, matched, written", ours, fewest, name, at_most=4)
    yield slower(f"{what}, all but written", checked, fewest, name, at_most=4)
    yield slower(f"{what}, by the jobs of the page", by_page, ours, "the command", at_most=2)


class Copy(NamedTuple):
    """Rows of a table as text, and a table like it to copy them into."""

    table: str
    columns: str
    text: str

    def make(self) -> None:
        """The table, with the indexes and constraints of its model and without triggers."""
        self._run(f"DROP TABLE IF EXISTS bench_{self.table}")
        self._run(f"CREATE TABLE bench_{self.table} (LIKE {self.table} INCLUDING ALL)")

    def fill(self) -> None:
        """The plain COPY."""
        with connection.cursor() as cursor:
            copy = f"COPY bench_{self.table} ({self.columns}) FROM STDIN"
            cursor.copy_expert(copy, io.StringIO(self.text))

    def empty(self) -> None:
        """As before."""
        self._run(f"TRUNCATE bench_{self.table}")

    def _run(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)


def _in_turns(*works: tuple[Callable[[], None], Callable[[], None]]) -> list[float]:
    """Medians as `medians` has them, of work after which everything is put back, untimed."""
    found: list[list[float]] = [[] for _ in works]
    for number in range(ROUNDS + 1):
        for (work, put_back), seconds in zip(works, found, strict=True):
            gc.collect()
            took = timed(work)
            put_back()
            if number:
                seconds.append(took)
    return [median(seconds) for seconds in found]


def _check(path: Path) -> None:
    found_in([path], actor=None, unit=None, on=localdate())


def _import(path: Path) -> None:
    given = {"actor": None, "unit": None, "on": localdate()}
    rows = found_in([path], **given)
    _refuse_faults(rows)
    write_found(rows, [path], **given)


def _refuse_faults(rows: Sequence[Staged]) -> None:
    """Only a workbook without faults is measured. Raises ValueError with the first of them."""
    for row in rows:
        if row.action != Outcome.CREATE:
            raise ValueError(f"{row.name} {row.action}: {row.remarks(errors=True)}")


def _by_page(few: City, content: bytes) -> None:
    """Staged by one job, as it is confirmed written by another."""
    file = SimpleUploadedFile("花名册.xlsx", content)
    batch = begin(actor=few.viewer, files=[file], unit=None)
    perform(batch.checking_id)
    batch = confirm(actor=few.viewer, batch=batch, people=PEOPLE)
    perform(batch.writing_id)
    batch.refresh_from_db()
    assert batch.created == PEOPLE  # noqa: S101


def _copied(model: type[Model], known: set[int]) -> Iterator[Copy]:
    """The rows just written, as COPY has them; nothing where there are none."""
    table, key = model._meta.db_table, model._meta.pk.column
    names = [f.column for f in model._meta.local_concrete_fields if not f.generated]
    columns = ", ".join(f'"{name}"' for name in names)
    out = io.StringIO()
    with connection.cursor() as cursor:
        rows = f"SELECT {columns} FROM {table} WHERE {key} > {max(known, default=0)}"
        cursor.copy_expert(f"COPY ({rows}) TO STDOUT", out)
    if text := out.getvalue():
        yield Copy(table, columns, text)


def _forget(before: dict[type, set[int]]) -> None:
    """Only those who were there before are there."""
    with connection.cursor() as cursor:
        for model in TABLES:
            rows = model.objects.filter(pk__gt=max(before[model], default=0))
            if model is ImportBatch:
                rows.delete()
            else:
                rows._raw_delete(rows.db)
        tables = ", ".join(model._meta.db_table for model in (*TABLES, ImportRow))
        cursor.execute(f"VACUUM ANALYZE {tables}")


def _forms(folder: Path, contents: list[bytes]) -> Row:
    path = folder / "审批表.zip"
    with ZipFile(path, "w") as archive:
        for number, content in enumerate(contents):
            archive.writestr(f"{number:04d}.lrmx", content)

    def ours() -> None:
        rows = found_in([path], actor=None, unit=None, on=date(2026, 11, 28))
        assert len(rows) == FORMS  # noqa: S101

    (seconds,) = medians(ours, rounds=3)
    what = f"import: a zip of {FORMS:,} .lrmx with photos, parsed and checked"
    return rate(what, FORMS, seconds, FORMS / 200, "200 a second asked for", at_least=1)
