"""What `manage.py export_roster` does: everybody on the roster on a day, as one file."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils import timezone

from cadres.exporting.documents import ROSTERS, Document, Paper
from cadres.exporting.form_files import NOBODY, Written, write_forms
from cadres.exporting.order import Order
from cadres.exporting.people import forms
from cadres.exporting.roster_files import head_of, write_roster_file
from cadres.exporting.system import department
from cadres.roster.models import RosterEntry
from cadres.roster.querysets import RosterQuerySet
from core.audit.models import Action
from core.audit.services import record
from core.errors import refuse_if
from core.units.models import Unit

SYSTEM = "系统"
TOGETHER = frozenset({*ROSTERS, Document.FORM_PDF})  # everybody in one file


def unit_named(code: str | None) -> Unit:
    """The unit of a code, the root for none; raises DomainError."""
    rows = Unit.objects.filter(code=code) if code else Unit.objects.filter(parent=None)
    unit = rows.first()
    refuse_if(unit is None, f"没有编码为“{code}”的单位，请核对单位编码。")
    return unit


def export(
    *, order: Order, unit: Unit, out: Path, force: bool, told: Callable[[Iterable], Iterable]
) -> Written:
    """Write the file and the log row; an existing file stays unless forced. Raises DomainError.

    The file comes to be as a whole: what breaks off leaves nothing behind.
    """
    refuse_if(out.exists() and not force, f"文件 {out} 已存在，没有覆盖。要覆盖请加 --force。")
    refuse_if(out.is_dir(), f"{out} 是文件夹，请写出文件名。")
    refuse_if(not out.parent.is_dir(), f"文件夹 {out.parent} 不存在，请先建立。")
    stays = on_roster(order.on, unit)
    _refuse_ending(order, out, stays.count())
    # Beside the target: a move inside one file system is whole or not at all.
    with TemporaryDirectory(dir=out.parent, prefix=".export-") as name:
        path, written = _write(order, unit, stays, Path(name), told)
        record(  # first: there is no file that is not on record
            Action.EXPORT,
            actor=None,
            subject="roster",
            label=order.document.label,
            detail=order.logged() | {"unit": unit.code, "file": out.name},
            rows=written.rows,
        )
        path.replace(out)
    return written


def on_roster(on: date, unit: Unit) -> RosterQuerySet:
    """Stays of the day in the unit and below, in the roster's order."""
    rows = RosterEntry.objects.on_roster(on).filter(unit_path__startswith=unit.path)
    return rows.order_by("sort_key", "pk")


def _write(
    order: Order, unit: Unit, stays: RosterQuerySet, folder: Path, told: Callable[[Any], Any]
) -> tuple[Path, Written]:
    if order.document.paper == Paper.FORM:
        people = stays.values_list("cadre_id", flat=True)
        return write_forms(order, told(forms(order, people)), folder)
    head = head_of(
        order,
        unit,
        made_by=SYSTEM,
        made_at=timezone.localtime(),
        about=f"{unit.name}及下属",
    )
    # As on the page: the department files it, whatever part of the city it is of.
    head = replace(head, filed_by=department(timezone.localdate()).name)
    return write_roster_file(order, stays, head, folder, told)


def _refuse_ending(order: Order, out: Path, people: int) -> None:
    """One person is a file itself, several are an archive: the name given must say which."""
    refuse_if(not people, NOBODY)
    is_one = people == 1 or order.document in TOGETHER
    ending = order.document.format if is_one else "zip"
    what = "是一个文件" if is_one else f"有 {people} 人，每人一个文件，打成压缩包"
    refuse_if(
        out.suffix.lower() != f".{ending}",
        f"导出的内容{what}，文件名应以 .{ending} 结尾，不是“{out.name}”。",
    )
