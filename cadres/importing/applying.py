"""Writing a checked batch: everything that was confirmed, or nothing.

One transaction, and a number of statements that does not grow with the people. Whoever changed
since the check, or left the actor's keeping, keeps the whole batch from being written.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import DataError, IntegrityError, connection, transaction
from django.utils import timezone

from cadres.approval.models import TEXT_FIELDS
from cadres.importing.checking import faults_of
from cadres.importing.current import OnFile, kept, on_file
from cadres.importing.fields import PHOTO, STAY, label
from cadres.importing.forgetting import forget_content
from cadres.importing.models import BatchState, ImportBatch, ImportRow, Outcome
from cadres.importing.staged import Staged
from cadres.importing.staging import rows_of, staged_again
from cadres.importing.units import UnitFinder, own_units
from cadres.importing.writing import files, log, people, photos
from cadres.roster.guards import listed
from cadres.roster.many import Admission, admit_each, restate_each
from core.arrays import among
from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError, Invalid, Stale, refuse_if
from core.pages import sentence_for
from core.units import placing

NOTHING = "没有写入任何内容。"
WRITTEN_ACTIONS = (Outcome.CREATE, Outcome.UPDATE)
UNDER_WAY = timedelta(hours=1)  # longer than a check takes, and what writes beside it
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


def write_rows(
    *, actor: Any, batch: ImportBatch, rows: Sequence[Staged], on: date
) -> Written:
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
        f"这批导入{batch.get_state_display()}，不能再写入。",
    )
    rows = [row for row in staged() if row.action == Outcome.CREATE or taken_of(row)]
    refuse_if(not rows, f"没有需要写入的内容，{NOTHING}")
    refuse_if(
        expected not in (None, len(rows)),
        f"确认以后又改过选择，{NOTHING}请回到导入页面重新确认。",
    )
    created = [row for row in rows if row.action == Outcome.CREATE]
    updated = [row for row in rows if row.action == Outcome.UPDATE]
    taken = {row.number: taken_of(row) for row in rows}
    now = _as_seen(actor, updated)
    _refuse_units(actor, rows, taken)
    _refuse_namesakes(actor, batch, created)
    _refuse_parts(updated, now, taken, on)
    _persons(created, updated, now, taken, actor)
    _files(rows, now, taken, actor)
    _photos(rows, now, taken, framed, saved)
    _stays(rows, now, taken, actor, on)
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


def taken_of(row: Staged) -> set[str]:
    """The fields of a row that shall be written; of somebody new all that is told."""
    if row.action == Outcome.CREATE:
        return {
            *row.told.values, *row.told.texts, *row.told.stay, *_told_rows(row), PHOTO,
        }  # fmt: skip
    return row.changes.keys() - set(row.left_out)


def _told_rows(row: Staged) -> Iterable[str]:
    return [name for name in ("resume", "family") if getattr(row.told, name) is not None]


def _as_seen(actor: Any, rows: Sequence[Staged]) -> dict[int, OnFile]:
    """Those on file, locked in one order, if the actor keeps each and none has changed."""
    seen = {row.cadre: row for row in rows}
    people_now = kept(actor).filter(among("pk", seen)).order_by("pk")
    locked = dict(people_now.select_for_update(of=("self",)).values_list("pk", "version"))
    missing = len(seen) - len(locked)
    refuse_if(
        missing, f"有 {missing} 人已不在您的管理范围内，或者记录已不在，{NOTHING}请重新核对。", Stale
    )
    changed = [row.name or str(pk) for pk, row in seen.items() if locked[pk] != row.version]
    refuse_if(changed, f"{listed(changed)}在核对以后又有变动，{NOTHING}请重新上传核对。", Stale)
    return on_file(
        locked, asked={name for row in rows for name in row.changes} | {"stay", *TEXT_FIELDS}
    )


def _refuse_units(
    actor: Any, rows: Sequence[Staged], taken: Mapping[int, set[str]]
) -> None:
    """Units that people come to are there, stand, and are in the actor's keeping."""
    coming = [row for row in rows if row.action == Outcome.CREATE or "unit" in taken[row.number]]
    used = {row.place.pk for row in coming if row.place}
    known = set(own_units(actor).filter(pk__in=used).values_list("pk", flat=True))
    lost = [row.name for row in coming if row.place is None or row.place.pk not in known]
    refuse_if(
        lost, f"{listed(lost)}的所在单位在核对以后有变动，{NOTHING}请重新上传核对。", Stale
    )


def _refuse_namesakes(actor: Any, batch: ImportBatch, rows: Sequence[Staged]) -> None:
    """Nobody came, or came to be called so, since the check, who may be the same person.

    The stamp is of the start of a transaction, so that one under way at the check counts as well.
    """
    since = batch.asked_at - UNDER_WAY
    touched = kept(actor).filter(touched_at__gte=since).values_list("pk", "name", "birth")
    namesakes: dict[tuple[str, date], set[int]] = defaultdict(set)
    for pk, name, birth in touched.iterator(chunk_size=5000):
        namesakes[name, birth].add(pk)
    again = [
        row.name
        for row in rows
        if namesakes.get((row.name, row.told.values["birth"]), set()) - {*row.candidates}
    ]
    refuse_if(again, f"{listed(again)}在核对以后已有人登记，{NOTHING}请重新上传核对。", Stale)


def _refuse_parts(
    rows: Sequence[Staged],
    now: Mapping[int, OnFile],
    taken: Mapping[int, set[str]],
    on: date,
) -> None:
    """Where some fields of a person are left out, the rest must hold by itself."""
    for row in rows:
        if row.left_out:
            for name, _, sentence in faults_of(row, now[row.cadre], taken[row.number], on):
                raise DomainError(
                    f"{row.name}只写入一部分后，{label(name)}不成立：{sentence}{NOTHING}"
                    "请在“更新”里改选。"
                )


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
            f"UPDATE {ImportRow._meta.db_table} r SET cadre_id = n.cadre "
            "FROM unnest(%s::int[], %s::bigint[]) AS n (number, cadre) "
            "WHERE r.batch_id = %s AND r.number = n.number",
            [[row.number for row in created], [row.cadre for row in created], batch.pk],
        )
