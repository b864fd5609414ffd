"""Imports: a workbook of 10,000 people checked, matched and written; a zip of 1,000 forms checked.

The people of the workbook are new to a system that has 1,000 others. Between rounds they are taken
out again, which is not timed.
"""

import gc
import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from django.db import connection
from django.utils.timezone import localdate
from python_calamine import CalamineWorkbook

from bench.cities import City
from bench.import_files import forms, workbook
from bench.report import Row, rate, slower
from bench.scene import Scene
from bench.timing import medians, timed
from cadres.approval.models import ApprovalTexts
from cadres.importing.command import found_in, write_found
from cadres.importing.models import ImportBatch
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry, RosterStage
from core.units.models import Unit

PEOPLE, FORMS, ROUNDS = 10_000, 1_000, 3
TABLES = (ImportBatch, RosterStage, RosterEntry, ApprovalTexts, Cadre)


def importing(scene: Scene) -> Iterator[Row]:
    """The whole import against the least that it could be; forms against the rate asked for."""
    few = scene.few
    few.enter()
    units = list(Unit.objects.employers().values_list("name", flat=True))
    with TemporaryDirectory() as folder:
        yield from _workbook(few, Path(folder), workbook(units, PEOPLE))
        yield _forms(Path(folder), list(forms(FORMS)))


def _workbook(few: City, folder: Path, content: bytes) -> Iterator[Row]:
    path = folder / "花名册.xlsx"
    path.write_bytes(content)
    before = {model: set(model.objects.values_list("pk", flat=True)) for model in TABLES}
    _import(path)
    text, columns = _copied(before[Cadre])
    _forget(before)
    _table()

    def ours() -> None:
        _import(path)

    def least() -> None:
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        with connection.cursor() as cursor:
            cursor.copy_expert(f"COPY bench_people ({columns}) FROM STDIN", io.StringIO(text))

    seconds = _in_turns((ours, lambda: _forget(before)), (least, _emptied))
    checked = medians(lambda: found_in([path], actor=None, unit=None, on=localdate()), rounds=3)
    name = "calamine and a plain COPY"
    what = f"import: {PEOPLE:,} new people of a workbook, parsed, checked, matched"
    yield slower(f"{what} and written", seconds[0], seconds[1], name, at_most=4)
    yield slower(f"{what}, not written", checked[0], seconds[1], name, at_most=4)


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


def _import(path: Path) -> None:
    given = {"actor": None, "unit": None, "on": localdate()}
    rows = found_in([path], **given)
    written = write_found(rows, [path], **given)
    assert written.created == PEOPLE  # noqa: S101


def _copied(known: set[int]) -> tuple[str, str]:
    """The people just written, as COPY has them."""
    names = [f.column for f in Cadre._meta.local_concrete_fields if not f.generated]
    columns = ", ".join(f'"{name}"' for name in names)
    out = io.StringIO()
    with connection.cursor() as cursor:
        cursor.copy_expert(
            f"COPY (SELECT {columns} FROM cadres_cadre WHERE id > {max(known, default=0)}) "
            "TO STDOUT",
            out,
        )
    return out.getvalue(), columns


def _table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_people")
        cursor.execute("CREATE TABLE bench_people (LIKE cadres_cadre INCLUDING ALL)")


def _emptied() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE bench_people")


def _forget(before: dict[type, set[int]]) -> None:
    """Only those who were there before are there."""
    with connection.cursor() as cursor:
        for model in TABLES:
            rows = model.objects.filter(pk__gt=max(before[model], default=0))
            if model is ImportBatch:
                rows.delete()
            else:
                rows._raw_delete(rows.db)
        cursor.execute("VACUUM ANALYZE cadres_cadre, cadres_rosterentry, cadres_rosterstage")


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
