"""Writing a checked batch: everything that was confirmed, or nothing.

One transaction, and a number of statements that does not grow with the people. Whoever changed
since the check, or left the actor's keeping, keeps the whole batch from being written.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import DataError, IntegrityError, connection, transaction
from django.utils import timezone

from cadres.importing.current import OnFile
from cadres.importing.fields import PHOTO, STAY
from cadres.importing.forgetting import forget_content
from cadres.importing.models import BatchState, ImportBatch, Outcome
from cadres.importing.staged import Staged
from cadres.importing.staging import rows_of, staged_again
from cadres.importing.standing import (
    NOTHING,
    as_seen,
    refuse_namesakes,
    refuse_parts,
    refuse_units,
)
from cadres.importing.units import UnitFinder
from cadres.importing.writing import files, log, people, photos
from cadres.roster.many import Admission, admit_each, restate_each
from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError, refuse_if
from core.pages import sentence_for
from core.units import placing
from policy.duties.services import follow

WRITTEN_ACTIONS = (Outcome.CREATE, Outcome.UPDATE)
Watch = Callable[[int, int], None]


@dataclass(slots=True)
class Written:
    """How many were written, and the photos that could not be."""

    created: int = 0
    updated: int = 0
    photo_faults: list[tuple[str, str]] = field(default_factory=list)


def write(
    *,
    actor: Any,
    batch: ImportBatch,
    on: date,
    expected: int | None = None,
    watch: Watch = lambda done, total: None,
) -> Written:
    """Write what a staged batch shall write. Raises DomainError, with nothing written.

    `expected` people were confirmed; another number is refused. `watch` hears of the photos that
    are framed, before the transaction begins.
    """
    told = batch.rows.filter(
        action__in=(Outcome.CREATE, Outcome.UPDATE), is_left_out=False, told__has_key=PHOTO
    )
    asked = [
        (number, name, photos.laid_aside(file))
        for number, name, file, left_out in told.values_list(
            "number", "name", "told__photo", "left_out"
        )
        if PHOTO not in left_out
    ]
    framed, faults = photos.all_framed(asked, watch)

    def staged() -> list[Staged]:
        units = UnitFinder(actor)
        return [staged_again(row, units) for row in rows_of(batch, *WRITTEN_ACTIONS)]

    written = _all_or_nothing(actor, batch, on, staged, framed, expected)
    written.photo_faults = faults
    return written


def write_rows(*, actor: Any, batch: ImportBatch, rows: Sequence[Staged], on: date) -> Written:
    """The same of rows that were just checked in this process, and are not staged."""
    rows = [row for row in rows if row.action in WRITTEN_ACTIONS and not row.is_error]
    asked = [(row.number, row.name, row.told.photo) for row in rows if row.told.photo]
    framed, faults = photos.all_framed(asked)
    written = _all_or_nothing(actor, batch, on, lambda: rows, framed, None)
    written.photo_faults = faults
    return written


def _all_or_nothing(
    actor: Any,
    batch: ImportBatch,
    on: date,
    staged: Callable[[], list[Staged]],
    framed: Mapping[int, bytes],
    expected: int | None,
) -> Written:
    saved: list[str] = []
    try:
        with transaction.atomic():
            return _write(actor, batch, on, staged, framed, saved, expected)
    except (IntegrityError, DataError) as broken:
        photos.forget(saved)
        # Its own text holds the whole row: it must not reach a log.
        raise DomainError(f"{sentence_for(broken)}{NOTHING}请重新核对。") from None
    except BaseException:
        photos.forget(saved)
        raise


def _write(
    actor: Any,
    batch: ImportBatch,
    on: date,
    staged: Callable[[], list[Staged]],
    framed: Mapping[int, bytes],
    saved: list[str],
    expected: int | None,
) -> Written:
    placing.lock_tree()
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    refuse_if(
        batch.state not in (BatchState.CHECKED, BatchState.WRITING),
        f"这批导入{batch.get_state_display()}，不能再写入，请打开导入页面查看。",
    )
    rows = [row for row in staged() if row.action == Outcome.CREATE or row.taken]
    refuse_if(not rows, f"没有需要写入的内容，{NOTHING}")
    refuse_if(
        expected not in (None, len(rows)),
        f"确认以后又改过选择，{NOTHING}请返回导入页面重新确认。",
    )
    created = [row for row in rows if row.action == Outcome.CREATE]
    updated = [row for row in rows if row.action == Outcome.UPDATE]
    taken = {row.number: row.taken for row in rows}
    now = as_seen(actor, updated)
    refuse_units(actor, rows, taken)
    refuse_namesakes(actor, batch, created)
    refuse_parts(updated, now, taken, on)
    _persons(created, updated, now, taken, actor)
    _files(rows, now, taken, actor)
    _photos(rows, now, taken, framed, saved)
    _stays(rows, now, taken, actor, on)
    moved = [row.cadre for row in updated if row.cadre and "unit" in taken[row.number]]
    follow(moved, on=on)  # what is open about them moves with them
    _close(batch, rows, actor)
    return Written(len(created), len(updated))


def _photos(
    rows: Sequence[Staged],
    now: Mapping[int, OnFile],
    taken: Mapping[int, set[str]],
    framed: Mapping[int, bytes],
    saved: list[str],
) -> None:
    wanted = {
        row.cadre: framed[row.number]
        for row in rows
        if row.number in framed and PHOTO in taken[row.number]
    }
    if wanted:
        photos.keep(wanted, {pk: one.photo for pk, one in now.items()}, saved)


def _persons(
    created: Sequence[Staged],
    updated: Sequence[Staged],
    now: Mapping[int, OnFile],
    taken: Mapping[int, set[str]],
    actor: Any,
) -> None:
    if created:
        people.create(created, actor=actor)
        log.log_created(created, actor)
    changed = [row for row in updated if taken[row.number] & people.OF_PERSON]
    if changed:
        people.update(changed, now, taken, actor)
    names = {pk: one.facts["name"] for pk, one in now.items()}
    log.log_updated(updated, names, taken, actor)


def _files(
    rows: Sequence[Staged],
    now: Mapping[int, OnFile],
    taken: Mapping[int, set[str]],
    actor: Any,
) -> None:
    if told := [row for row in rows if "resume" in taken[row.number]]:
        files.write_resumes(told)
    if told := [row for row in rows if "family" in taken[row.number]]:
        files.write_families(told)
    if told := [row for row in rows if taken[row.number] & {*row.told.texts}]:
        files.write_texts(told, now, taken, actor)


def _stays(
    rows: Sequence[Staged],
    now: Mapping[int, OnFile],
    taken: Mapping[int, set[str]],
    actor: Any,
    on: date,
) -> None:
    """Onto the roster, or another standing there, by the roster's own rules."""
    admissions, standings = [], {}
    for row in rows:
        told = {
            name: row.told.stay[name]
            for name in STAY
            if name in taken[row.number] and name in row.told.stay
        }
        one = now.get(row.cadre or 0)
        if one and one.stay:
            told.pop("entered_on", None)
            if told:
                standings[one.stay.pk] = told
        elif entered := told.pop("entered_on", None):
            admissions.append(Admission(row.cadre, entered, told))
    if admissions:
        admit_each(actor=actor, admissions=admissions, today=on)
    if standings:
        restate_each(actor=actor, standings=standings, on=on)


def _close(batch: ImportBatch, rows: Sequence[Staged], actor: Any) -> None:
    """The batch is written: its rows lead to the people, and its content is forgotten."""
    created = [row for row in rows if row.action == Outcome.CREATE]
    if batch.rows.exists():
        _lead_to(batch, created)
        forget_content(batch, written=[row.number for row in rows])
    batch.state, batch.written_at = BatchState.WRITTEN, timezone.now()
    batch.created, batch.updated = len(created), len(rows) - len(created)
    batch.save(update_fields=["state", "written_at", "created", "updated"])
    record(
        Action.IMPORT,
        actor=actor,
        target=batch,
        subject="imports",
        detail={"新增": batch.created, "更新": batch.updated},
        rows=len(rows),
    )


def _lead_to(batch: ImportBatch, created: Sequence[Staged]) -> None:
    """The rows of new people know whom they became."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cadres_importrow r SET cadre_id = n.cadre "
            "FROM unnest(%s::int[], %s::bigint[]) AS n (number, cadre) "
            "WHERE r.batch_id = %s AND r.number = n.number",
            [[row.number for row in created], [row.cadre for row in created], batch.pk],
        )
