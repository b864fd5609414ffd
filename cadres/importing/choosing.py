"""What somebody decides while he looks a batch through; nothing about anybody changes yet."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from cadres.importing.checking import faults_of
from cadres.importing.current import kept, on_file
from cadres.importing.fields import label
from cadres.importing.models import ImportBatch, ImportRow, Outcome
from cadres.importing.pipeline import examine
from cadres.importing.rules import check_rules
from cadres.importing.services import locked, refuse_changed_rights
from cadres.importing.staged import Staged
from cadres.importing.staging import staged_again
from cadres.importing.units import UnitFinder
from core.errors import refuse_if

SKIP, NEW = "skip", "new"
SAVED = (
    "action", "cadre", "version", "changes", "left_out", "is_left_out", "unit", "warnings",
    "errors",
)  # fmt: skip


@transaction.atomic
def take_fields(
    *, actor: Any, batch: ImportBatch, taken: Mapping[int, Collection[str]], on: date
) -> None:
    """Of each of these rows write these fields alone; what is left must hold by itself."""
    batch = _open(actor, batch)
    rows = _rows(actor, batch, taken, Outcome.UPDATE)
    for row in rows:
        row.left_out = [name for name in row.changes if name not in taken[row.number]]
        row.is_left_out = len(row.left_out) == len(row.changes)
    _refuse_broken([row for row in rows if row.left_out and not row.is_left_out], on)
    ImportRow.objects.bulk_update(rows, ["left_out", "is_left_out"])


@transaction.atomic
def take_people(
    *, actor: Any, batch: ImportBatch, shown: Collection[int], taken: Collection[int]
) -> None:
    """Of the new people shown write these."""
    batch = _open(actor, batch)
    rows = batch.rows.filter(action=Outcome.CREATE, number__in=shown)
    rows.exclude(number__in=taken).update(is_left_out=True)
    rows.filter(number__in=taken).update(is_left_out=False)


@transaction.atomic
def take_all(*, actor: Any, batch: ImportBatch, action: str, is_taken: bool) -> None:
    """All of a kind, or none of it."""
    batch = _open(actor, batch)
    rows = batch.rows.filter(action=action)
    if is_taken:
        rows.update(is_left_out=False, left_out=[])
    else:
        rows.update(is_left_out=True)


@transaction.atomic
def choose(*, actor: Any, batch: ImportBatch, answers: Mapping[int, str], on: date) -> None:
    """Who these rows are: the key of a candidate, NEW or SKIP; what was said before gives way.

    Raises DomainError.
    """
    batch = _open(actor, batch)
    rows = batch.rows.visible_to(actor).filter(number__in=list(answers)).exclude(candidates=[])
    changed = [row for row in rows.order_by("number") if answer_of(row) != answers[row.number]]
    units = UnitFinder(actor)
    decided: list[tuple[ImportRow, Staged]] = []
    for row in changed:
        _undecide(row)
        answer = answers[row.number]
        row.is_left_out = answer == SKIP
        if answer == SKIP:
            continue
        staged = staged_again(row, units)
        staged.action, staged.cadre = (
            (Outcome.CREATE, None) if answer == NEW else (Outcome.UPDATE, _candidate(row, answer))
        )
        decided.append((row, staged))
    again = [staged for _, staged in decided]
    _refuse_twice(actor, batch, again)
    people = examine(again, actor=actor, unit=batch.unit, on=on)
    check_rules(again, people, on)
    for row, staged in decided:
        _settle(row, staged)
    ImportRow.objects.bulk_update(changed, SAVED)


def answer_of(row: ImportRow) -> str:
    """What was said of a row that was to be chosen: a key, NEW, SKIP or "" for nothing yet."""
    if row.action == Outcome.CHOOSE:
        return SKIP if row.is_left_out else ""
    return str(row.cadre_id) if row.cadre_id else NEW


def _undecide(row: ImportRow) -> None:
    row.action, row.cadre_id, row.version = str(Outcome.CHOOSE), None, None
    row.changes, row.left_out, row.errors = {}, [], []


def _open(actor: Any, batch: ImportBatch) -> ImportBatch:
    batch = locked(batch)
    refuse_changed_rights(actor, batch)
    return batch


def _rows(actor: Any, batch: ImportBatch, numbers: Collection[int], action: str) -> list[ImportRow]:
    rows = batch.rows.visible_to(actor).filter(number__in=list(numbers), action=action)
    return list(rows.order_by("number"))


def _candidate(row: ImportRow, answer: str) -> int:
    refuse_if(
        answer not in map(str, row.candidates),
        f"“{row.name}”的选择无效，请重新选择。",
    )
    return int(answer)


def _refuse_twice(actor: Any, batch: ImportBatch, rows: Sequence[Staged]) -> None:
    """A candidate is still in the actor's keeping, and is nobody else of this batch."""
    chosen = [row.cadre for row in rows if row.cadre]
    here = set(kept(actor).filter(pk__in=chosen).values_list("pk", flat=True))
    refuse_if(set(chosen) - here, "选择的人已不在您的管理范围内，请重新上传核对。")
    others = batch.rows.exclude(number__in=[row.number for row in rows])
    twice = set(others.filter(cadre__in=chosen).values_list("cadre", flat=True))
    twice |= {pk for pk in chosen if chosen.count(pk) > 1}
    for row in rows:
        refuse_if(row.cadre in twice, f"“{row.name}”选的人在这批里已有另一行，请只选一行。")


def _settle(row: ImportRow, staged: Staged) -> None:
    """The row as its person makes it."""
    row.action = str(Outcome.ERROR if not staged.told.is_sound else staged.action)
    row.cadre_id, row.version, row.changes = staged.cadre, staged.version, staged.changes
    row.left_out = []
    row.unit_id = staged.place.pk if staged.place else row.unit_id
    row.errors = staged.remarks(errors=True)
    row.warnings += [one for one in staged.remarks(errors=False) if one not in row.warnings]


def _refuse_broken(rows: Sequence[ImportRow], on: date) -> None:
    """What is written of a person must be sound without what is left out."""
    units = UnitFinder(None)
    people = on_file({row.cadre_id for row in rows}, asked=())
    for row in rows:
        staged = staged_again(row, units)
        taken = row.changes.keys() - set(row.left_out)
        for name, _, sentence in faults_of(staged, people.get(row.cadre_id), taken, on):
            refuse_if(
                True,
                f"{row.name}只写入一部分后，{label(name)}不成立：{sentence}请把相关的项目一起取舍。",
            )
