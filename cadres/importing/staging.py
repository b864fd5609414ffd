"""Rows of a batch as they lie in the database, written by one COPY, and read back again."""

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from cadres.exchange.told import Told
from cadres.identity.vault import open_sealed, seal_text
from cadres.importing.fields import (
    AT_LEAST,
    BESIDE,
    ID_NUMBER,
    PHOTO,
    STAY,
    TEXT_FIELDS,
    UNIT_WORDS,
    decoded,
    encoded,
)
from cadres.importing.models import ImportBatch, ImportRow
from cadres.importing.photos import lay_aside
from cadres.importing.scrubbing import scrubbed
from cadres.importing.staged import Staged
from cadres.importing.units import UnitFinder
from cadres.people.wording import WHOLE_ROWS
from core.copying import copy_rows

COLUMNS = (
    "batch_id", "number", "file", "row", "action", "name", "unit_id", "cadre_id", "version",
    "candidates", "told", "changes", "left_out", "is_left_out", "warnings", "errors", "id_sealed",
    "id_hash", "id_masked", "raw",
)  # fmt: skip
NAME_LENGTH = ImportRow._meta.get_field("name").max_length


def stage(batch: ImportBatch, rows: Iterable[Staged]) -> None:
    """Keep the rows; photos are laid aside among the batch's files."""
    copy_rows(ImportRow._meta.db_table, COLUMNS, (_columns(batch, row) for row in rows))


def _columns(batch: ImportBatch, row: Staged) -> tuple[Any, ...]:
    told = row.told
    is_wrong = row.is_error
    values = {} if is_wrong else told_json(row)  # refused, it is given back as `raw` alone
    if told.photo and not is_wrong:
        values[PHOTO] = lay_aside(batch.folder, row.number, told.photo)
    raw = orjson.dumps(told.raw).decode() if is_wrong and told.raw else ""
    return (
        batch.pk, row.number, told.file[-200:], told.row, str(row.action),
        scrubbed(row.name)[:NAME_LENGTH], row.place.pk if row.place else None, row.cadre,
        row.version, row.candidates, values, row.changes, row.left_out, "f",
        row.remarks(errors=False), row.remarks(errors=True),
        row.id_sealed, row.id_hash, row.id_masked,
        seal_text(raw) if raw else None,
    )  # fmt: skip


def told_json(row: Staged) -> dict[str, Any]:
    """All that was told, as JSON: never the number, which is sealed beside it."""
    told = row.told
    values = {
        name: encoded(name, value)
        for name, value in (told.values | told.texts | told.stay).items()
        if name != ID_NUMBER
    }
    for name in WHOLE_ROWS:
        if (rows := getattr(told, name)) is not None:
            values[name] = encoded(name, rows)
    beside = {AT_LEAST: told.at_least, UNIT_WORDS: scrubbed(told.unit_words)}
    return values | {name: value for name, value in beside.items() if value}


def staged_again(row: ImportRow, units: UnitFinder) -> Staged:
    """A row as it was when it was staged, to be compared or written; its photo stays a name."""
    told = Told(file=row.file, row=row.row)
    for name, value in row.told.items():
        if name in BESIDE:
            setattr(told, name, value)
        elif name in WHOLE_ROWS:
            setattr(told, name, decoded(name, value))
        elif name != PHOTO:
            into = told.texts if name in TEXT_FIELDS else told.stay if name in STAY else told.values
            into[name] = decoded(name, value)
    if row.id_sealed:
        told.values[ID_NUMBER] = open_sealed(row.id_sealed)
    return Staged(
        told=told,
        number=row.number,
        action=row.action,
        place=units.places.get(row.unit_id or 0),
        cadre=row.cadre_id,
        version=row.version,
        candidates=row.candidates,
        changes=row.changes,
        left_out=row.left_out,
        id_hash=row.id_hash,
        id_masked=row.id_masked,
    )


def raw_cells(row: ImportRow) -> dict[str, str]:
    """The cells of a sheet's row as they were written."""
    return orjson.loads(open_sealed(row.raw)) if row.raw else {}


def rows_of(batch: ImportBatch, *actions: str) -> Iterator[ImportRow]:
    """The rows with such outcomes that shall be written, in order."""
    rows = batch.rows.filter(action__in=actions, is_left_out=False).order_by("number")
    return rows.iterator(chunk_size=2000)
