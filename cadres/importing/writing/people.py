"""The persons themselves: new ones by COPY, changed ones by one update from a table beside."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from cadres.importing.checking import BLANK
from cadres.importing.current import ATTNAMES, COLUMNS, OnFile
from cadres.importing.fields import ID_NUMBER, PERSON, PHOTO
from cadres.importing.preparing import prepared_name
from cadres.importing.staged import Staged
from cadres.people.models import Cadre
from cadres.people.wording import WHOLE_ROWS
from core.copying import copy_rows, reserved_ids, update_rows

TABLE = Cadre._meta.db_table
NUMBER = ("id_sealed", "id_hash", "id_masked")
NAME = ("tokens", "stroke_key")
OF_PERSON = frozenset({*PERSON, ID_NUMBER, PHOTO, *WHOLE_ROWS})  # what makes a new version


def create(rows: Sequence[Staged], *, actor: Any) -> None:
    """New people; each row gets the key of its own."""
    now, by = timezone.now(), actor.pk if actor else None
    for row, pk in zip(rows, reserved_ids(TABLE, len(rows)), strict=True):
        row.cadre = pk
    columns = (
        *("id", "version", "changed_by_id", "changed_at", "id_reason", "photo"),
        *COLUMNS,
        *NUMBER,
        *NAME,
    )
    copy_rows(
        TABLE,
        columns,
        ((row.cadre, 1, by, now, "", "", *facts(row), *number(row), *name(row)) for row in rows),
    )


def facts(row: Staged) -> list[Any]:
    """The columns of somebody new, in the order of COLUMNS."""
    told = BLANK | row.told.values
    if row.place:
        told["unit"] = row.place.pk
    return [told[field] for field in PERSON]


def number(row: Staged) -> tuple[bytes | None, str | None, str]:
    """The columns that keep the ID number."""
    if not row.id_hash:
        return None, None, ""
    return row.id_sealed, row.id_hash, row.id_masked


def name(row: Staged) -> tuple[str, str]:
    """The columns made of the name."""
    return prepared_name(row.name)


def update(
    rows: Sequence[Staged], people: Mapping[int, OnFile], taken: Mapping[int, set[str]], actor: Any
) -> None:
    """The taken fields of each; everybody's version goes up by one."""
    names = sorted({field for row in rows for field in taken[row.number]} & {*PERSON, ID_NUMBER})
    columns = [ATTNAMES[field] for field in names if field != ID_NUMBER]
    columns += NUMBER if ID_NUMBER in names else ()
    columns += NAME if "name" in names else ()
    update_rows(
        TABLE,
        ["id", *columns],
        ((row.cadre, *_values(row, people[row.cadre], taken[row.number], names)) for row in rows),
        now=timezone.now(),
        actor=actor,
        unless_null=(*NUMBER, *NAME),
    )


def _values(row: Staged, now: OnFile, taken: set[str], names: Sequence[str]) -> list[Any]:
    told = row.told.values
    future = now.facts | {field: told[field] for field in taken if field in told}
    if "unit" in taken and row.place:
        future["unit"] = row.place.pk
    values = [future[field] for field in names if field != ID_NUMBER]
    if ID_NUMBER in names:
        values += number(row) if ID_NUMBER in taken else (None, None, None)
    if "name" in names:
        values += name(row) if "name" in taken else (None, None)
    return values
