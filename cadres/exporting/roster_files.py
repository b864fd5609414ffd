"""The roster as a file: workbook in the official look, CSV or PDF."""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import islice
from pathlib import Path

from cadres.exchange.roster_rows import roster_columns, roster_rows
from cadres.exporting.documents import Document, Paper
from cadres.exporting.form_files import NOBODY, Written
from cadres.exporting.naming import safe
from cadres.exporting.order import Order
from cadres.formats.roster_sheet.head import RosterHead, day_text
from cadres.formats.roster_sheet.writing import write_roster, write_roster_csv
from cadres.papers.roster_pdf import roster_pdf
from cadres.roster.entities import ROSTER
from cadres.roster.models import RosterEntry
from cadres.roster.querysets import RosterQuerySet
from core.choices import UnitKind
from core.errors import refuse_if
from core.listing.keyset import ordered
from core.listing.selection import Selection
from core.units.models import Unit

MOST_IN_PDF = 5000
DIVISIONS = (UnitKind.CITY, UnitKind.COUNTY)
Row = tuple[str, ...]
Count = Callable[[Iterable[Row]], Iterable[Row]]


def stays_of(order: Order, selection: Selection) -> RosterQuerySet:
    """The chosen rows of the roster in their order; of chosen people the stays of that day."""
    if selection.listing.entity is ROSTER:
        return ordered(selection.rows(), selection.listing.keys)
    people = selection.rows().order_by().values("pk")
    return RosterEntry.objects.visible_to(order.viewer).on_roster(order.on).filter(cadre__in=people)


def write_roster_file(
    order: Order, stays: RosterQuerySet, head: RosterHead, folder: Path, counted: Count
) -> tuple[Path, Written]:
    """The file in `folder`; `counted` passes the rows through. Raises DomainError for nobody."""
    which = {"internal": order.internal, "numbers": not order.without_numbers}
    columns = roster_columns(order.viewer, **which)
    rows = iter(counted(roster_rows(stays, order.viewer, order.on, **which)))
    first = next(rows, None)
    refuse_if(first is None, NOBODY)
    rows = _with_first(first, rows)
    path, tight = folder / f"roster.{order.document.format}", ()
    if order.document == Document.ROSTER_PDF:
        found = list(islice(rows, MOST_IN_PDF + 1))
        refuse_if(
            len(found) > MOST_IN_PDF,
            f"名册 PDF 最多 {MOST_IN_PDF:,} 人。请少选一些，或改用 Excel。",
        )
        printed = roster_pdf(head, columns, found)
        path.write_bytes(printed.content)
        count, tight = len(found), printed.tight
    else:
        with path.open("wb") as stream:
            if order.document == Document.ROSTER_CSV:
                count = write_roster_csv(stream, columns, rows)
            else:
                count = write_roster(stream, head, columns, rows)
    variant = "（内部）" if order.internal else ""
    name = f"{order.on:%Y.%m.%d} {safe(head.title)}{variant}.{order.document.format}"
    return path, Written(name, count, tight)


def head_of(order: Order, unit: Unit, *, made_by: str, made_at: datetime, about: str) -> RosterHead:
    """The head of a roster that a unit files: titled after its city or county."""
    above = [int(key) for key in unit.path.split("/") if key]
    places = Unit.objects.filter(pk__in=above, kind__in=DIVISIONS).order_by("-depth")
    place = places.values_list("short_name", flat=True).first() or unit.short_name
    return RosterHead(
        title=f"{place}{Paper.ROSTER.label}",
        filed_by=unit.name,
        on=order.on,
        exported_by=made_by,
        exported_at=f"{day_text(made_at)} {made_at:%H:%M}",
        is_internal=order.internal,
        notes=(("范围", about),),
    )


def _with_first(first: Row, rows: Iterable[Row]) -> Iterable[Row]:
    yield first
    yield from rows
