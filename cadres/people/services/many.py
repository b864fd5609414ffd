"""The present post and the résumé of many people at once, written by other verbs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from cadres.formats.resume_text import Line, write
from cadres.people.guards import RowsRefused, refuse_resume
from cadres.people.models import Cadre, ResumeLine
from cadres.people.services.rows import lines_of
from cadres.people.wording import differences, label_of
from core.audit.models import Action
from core.audit.services import Note, record_many
from core.copying import copy_rows, reserved_ids, update_rows
from core.errors import DomainError
from core.units.models import Unit
from policy.duties.services import follow

TABLE, LINE = Cadre._meta.db_table, ResumeLine._meta.db_table
LINE_COLUMNS = ("id", "cadre_id", "within_id", "since", "until", "text", "kind")
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file as it was read and as it is to be: columns by name (`unit_id`), and the lines.

    `columns` are the ones to write, those that stay included; all files of a call have the same.
    """

    cadre: Cadre
    columns: Mapping[str, Any]
    before: Sequence[Line]
    lines: Sequence[Line]

    @property
    def changed(self) -> dict[str, Any]:
        """The columns that differ."""
        return {k: v for k, v in self.columns.items() if getattr(self.cadre, k) != v}


def resumes_of(people: Sequence[Cadre]) -> dict[int, list[Line]]:
    """The résumé of each, by key, in one statement."""
    rows: dict[int, list[ResumeLine]] = {cadre.pk: [] for cadre in people}
    for row in ResumeLine.objects.filter(cadre__in=list(rows)).order_by("since", "pk"):
        rows[row.cadre_id].append(row)
    return {key: lines_of(lines) for key, lines in rows.items()}


def rewrite_many(*, actor: Any, files: Sequence[Rewritten], on: date) -> None:
    """Write what changed of each file, in the transaction that is open; people are locked already.

    The number of statements does not depend on how many they are. Raises DomainError, naming the
    person, when a text is too long or a résumé that was sound would not be.
    """
    changed = [file for file in files if file.changed or list(file.lines) != list(file.before)]
    if not changed:
        return
    for file in changed:
        _refuse(file, on)
    names = tuple(changed[0].columns)
    rows = [(file.cadre.pk, *(file.columns[name] for name in names)) for file in changed]
    update_rows(TABLE, ("id", *names), rows, now=timezone.now(), actor=actor)
    _write_lines([file for file in changed if list(file.lines) != list(file.before)])
    units = Unit.objects.in_bulk({file.columns["unit_id"] for file in changed if _moves(file)})
    record_many(
        Action.CHANGE,
        actor=actor,
        subject="cadre",
        notes=[Note(file.cadre.pk, str(file.cadre), _told(file, units)) for file in changed],
    )
    moved = [file.cadre.pk for file in changed if _moves(file)]
    if moved:
        follow(moved, on=on)  # what is open about them moves with them


def _moves(file: Rewritten) -> bool:
    return "unit_id" in file.changed


def _refuse(file: Rewritten, on: date) -> None:
    if len(file.columns.get("title", "")) > LONGEST_TITLE:
        raise DomainError(
            f"“{file.cadre}”的现任职务会超过 {LONGEST_TITLE} 个字，请先在干部信息里精简现任职务。"
        )
    try:
        refuse_resume(file.lines, birth=file.cadre.birth, on=on)
    except RowsRefused as refused:
        try:
            refuse_resume(file.before, birth=file.cadre.birth, on=on)
        except RowsRefused:
            return  # faulty before: not this verb's business, and the database still guards it
        raise DomainError(f"“{file.cadre}”的简历写不进去：{refused}") from refused


def _write_lines(files: Sequence[Rewritten]) -> None:
    """Whole résumés in place of those on file."""
    if not files:
        return
    rows = ResumeLine.objects.filter(cadre__in=[file.cadre.pk for file in files])
    rows._raw_delete(rows.db)
    keys = iter(reserved_ids(LINE, sum(len(file.lines) for file in files)))
    copy_rows(LINE, LINE_COLUMNS, [row for file in files for row in _rows(file, keys)])


def _rows(file: Rewritten, keys: Iterator[int]) -> Iterator[tuple[Any, ...]]:
    main = None
    for line in file.lines:
        key = next(keys)
        within = main if line.within else None
        main = main if line.within else key
        yield key, file.cadre.pk, within, line.since, line.until, line.text, str(line.kind)


def _told(file: Rewritten, units: Mapping[int, Unit]) -> dict[str, Any]:
    """Old and new in words, as the log of a person has them."""
    after = dict(file.changed)
    if "unit_id" in after:
        after["unit"] = units[after.pop("unit_id")]
    told = differences({name: getattr(file.cadre, name) for name in after}, after)
    if list(file.lines) != list(file.before):
        told[label_of("resume")] = [write(file.before), write(file.lines)]
    return told
