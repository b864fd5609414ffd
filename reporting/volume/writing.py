"""What `manage.py year_end` does: every filed report of a year as files in a folder, and a volume.

Files of filings are kept (`keeping`), so that a second run is quick; what stands in the folder is
written anew each time, each file whole or not at all.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from glob import escape
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from cadres.exporting.command import unit_named
from cadres.exporting.system import system
from core.embedded.reasons import why
from core.errors import DomainError, refuse_if
from core.units.models import Unit
from reporting.annual.choices import PaperKind
from reporting.annual.models import AnnualReport, Filing
from reporting.annual.reading import filed_of
from reporting.papers.paper import file_name, name_of
from reporting.volume.choosing import COLLECTORS, Entry, Selection, select, sorted_out
from reporting.volume.compiling import compile_volume
from reporting.volume.helping import help_out
from reporting.volume.job import log, members_of
from reporting.volume.keeping import content_of, keep
from reporting.volume.together import make_all

VOLUME = "volume.pdf"
ALONE = 4  # so few reports need no second process
DATABASE = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
Tell = Callable[[str], None]


@dataclass(slots=True)
class Outcome:
    """What became of it: reports written; (code, unit, why) of what failed and is not filed."""

    written: int = 0
    failed: list[tuple[str, str, str]] = field(default_factory=list)
    lacking: list[tuple[str, str, str]] = field(default_factory=list)
    has_volume: bool = False


def year_end(*, year: int, out: Path, code: str | None, tell: Tell) -> Outcome:
    """Write the files of a year, of one unit and what it collects where a `code` is given.

    Raises DomainError for a unit, year or folder that there is not, before anything is written.
    """
    viewer, unit = system(), unit_named(code)
    chosen = _chosen(unit, year)
    refuse_if(
        not chosen.entries and not chosen.lacking,
        f"{unit.short_name}没有 {year} 年度的报告。请核对年度和单位，或者先布置年度报告。",
    )
    refuse_if(
        not chosen.entries,
        f"{unit.short_name} {year} 年度的 {len(chosen.lacking)} 份报告都没有上报，"
        "没有可以写出的文件。请单位上报后再运行。",
    )
    _refuse_folder(out)
    log(None, unit, year, len(chosen.entries))  # first: there is no file that is not on record
    outcome = Outcome()
    with _helped(chosen.entries):
        for entry in chosen.entries:
            tell(entry.unit.short_name)
            _write_files(entry, out, outcome)
    if unit.kind in COLLECTORS:
        _write_volume(viewer, unit, year, out, outcome, tell)
    for report in chosen.lacking:
        said = f"{report.get_state_display()}，没有写出" + _left_behind(report, out)
        outcome.lacking.append((report.unit.code, report.unit.short_name, said))
    for report in chosen.gone:
        said = "单位已撤销，不再上报" + _left_behind(report, out)
        outcome.lacking.append((report.unit.code, report.unit.short_name, said))
    return outcome


def _chosen(unit: Unit, year: int) -> Selection:
    """Every report at or below a city or county, in the order of the tree; else the unit's own."""
    rows = AnnualReport.objects.filter(year=year, unit__path__startswith=unit.path)
    rows = rows.select_related("unit", "collector").order_by("unit__sort_path", "pk")
    return sorted_out(unit, year, rows)


def _refuse_folder(out: Path) -> None:
    remedy = "请换一个可写的文件夹。"
    try:
        out.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=out, prefix=".year-end-"):
            pass
    except OSError as error:
        raise DomainError(f"文件夹 {out} 写不进去：{why(error)}。{remedy}") from error


def _write_files(entry: Entry, out: Path, outcome: Outcome) -> None:
    whole = filed_of(Filing.objects.get(pk=entry.filing.pk))
    faults = []
    for kind in PaperKind:
        if reason := make_all([entry], kind).get(entry.report.pk):
            faults.append(f"{kind.label}：{reason}")
            continue
        try:
            _put(out / name_of(whole, kind), content_of(keep(entry.filing.pk, kind)))
        except OSError as error:
            faults.append(f"{kind.label}：写不进去（{why(error)}）")
    outcome.written += not faults
    outcome.failed += [(entry.unit.code, entry.unit.short_name, "；".join(faults))] * bool(faults)


def _write_volume(
    viewer: Any, unit: Unit, year: int, out: Path, outcome: Outcome, tell: Tell
) -> None:
    chosen = select(viewer, unit, year)
    failed = make_all(chosen.entries, PaperKind.PDF)
    entries = [entry for entry in chosen.entries if entry.report.pk not in failed]
    if not entries:
        said = "没有可以收入的报告，没有生成"
        outcome.lacking.append(("", VOLUME, said))
        return
    try:
        with TemporaryDirectory(dir=out, prefix=".year-end-") as folder:
            path, members = Path(folder) / VOLUME, members_of(viewer, entries)
            compile_volume(chosen, members, failed, on=timezone.localdate(), out=path, tell=tell)
            path.replace(out / VOLUME)
        outcome.has_volume = True
    except DomainError as refusal:
        outcome.failed.append(("", VOLUME, str(refusal)))
    except OSError as error:
        outcome.failed.append(("", VOLUME, f"写不进去（{why(error)}）"))


def _put(path: Path, content: bytes) -> None:
    """A file that is there whole, or as it was before."""
    with TemporaryDirectory(dir=path.parent, prefix=".year-end-") as folder:
        draft = Path(folder) / "file"
        draft.write_bytes(content)
        draft.replace(path)


def _left_behind(report: AnnualReport, out: Path) -> str:
    """A file of an earlier run is not taken away, but told of."""
    found = sorted(path.name for path in out.glob(f"{escape(file_name(report.unit.code))}-*.*"))
    return f"；文件夹里的 {'、'.join(found)} 是以前写出的" if found else ""


@contextmanager
def _helped(entries: Sequence[Entry]) -> Iterator[None]:
    """While the block runs, a second process makes files from the last report on.

    Inside a transaction nobody else would see the rows, and few reports are not worth it.
    """
    if connection.in_atomic_block or len(entries) < ALONE:
        yield
        return
    filings = [entry.filing.pk for entry in reversed(entries)]
    database = {name: connection.settings_dict[name] for name in DATABASE}
    # Begun anew, not forked: what draws charts has threads, which a fork does not take along.
    helper = multiprocessing.get_context("spawn").Process(
        target=help_out, args=(filings, database, str(settings.MEDIA_ROOT)), daemon=True
    )
    helper.start()
    try:
        yield
    finally:
        helper.kill()
        helper.join()
