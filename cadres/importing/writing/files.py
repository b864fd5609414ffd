"""Rows of a file that are written as a whole, and the form's own texts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils import timezone

from cadres.approval.models import TEXT_FIELDS, ApprovalTexts
from cadres.importing.current import OnFile
from cadres.importing.staged import Staged
from cadres.people.models import FamilyMember, ResumeLine
from cadres.people.services.rows import in_order
from core.arrays import among
from core.copying import copy_rows, reserved_ids, update_rows

LINE, MEMBER = ResumeLine._meta.db_table, FamilyMember._meta.db_table
TEXTS = ApprovalTexts._meta.db_table
LINE_COLUMNS = ("id", "cadre_id", "within_id", "since", "until", "text", "kind")
MEMBER_COLUMNS = ("cadre_id", "position", "relation", "name", "birth", "politics", "work")
BLANK_TEXTS: Mapping[str, Any] = {
    name: ApprovalTexts._meta.get_field(name).get_default() for name in TEXT_FIELDS
}
TEXT_COLUMNS = ("cadre_id", "version", "changed_by_id", "changed_at", *TEXT_FIELDS)


def write_resumes(rows: Sequence[Staged]) -> None:
    """Whole résumés in place of those on file."""
    _forget(ResumeLine, rows)
    told = [(row.cadre, in_order(row.told.resume or ())) for row in rows]
    keys = iter(reserved_ids(LINE, sum(len(lines) for _, lines in told)))
    written = []
    for cadre, lines in told:
        main = None
        for line in lines:
            key = next(keys)
            within = main if line.within else None
            main = main if line.within else key
            written.append((key, cadre, within, line.since, line.until, line.text, str(line.kind)))
    copy_rows(LINE, LINE_COLUMNS, written)


def write_families(rows: Sequence[Staged]) -> None:
    """Whole families in place of those on file."""
    _forget(FamilyMember, rows)
    copy_rows(
        MEMBER,
        MEMBER_COLUMNS,
        (
            (row.cadre, position, *member)
            for row in rows
            for position, member in enumerate(row.told.family or (), start=1)
        ),
    )


def write_texts(
    rows: Sequence[Staged],
    people: Mapping[int, OnFile],
    taken: Mapping[int, set[str]],
    actor: Any,
) -> None:
    """The taken texts of each person; others stay as they are."""
    by, now = actor.pk if actor else None, timezone.now()

    def copied(some: Iterable[Staged]) -> Iterator[tuple[Any, ...]]:
        for row in some:
            own = _texts(row, people.get(row.cadre or 0), taken[row.number])
            yield (row.cadre, 1, by, now, *own)

    has_texts = {pk for pk, one in people.items() if one.texts}
    copy_rows(TEXTS, TEXT_COLUMNS, copied(row for row in rows if row.cadre not in has_texts))
    if has_texts:
        update_rows(
            TEXTS,
            ("cadre_id", *TEXT_FIELDS),
            ((row[0], *row[4:]) for row in copied(r for r in rows if r.cadre in has_texts)),
            now=now,
            actor=actor,
        )


def _texts(row: Staged, now: OnFile | None, taken: set[str]) -> list[Any]:
    own = BLANK_TEXTS | (now.texts if now else {})
    own |= {name: value for name, value in row.told.texts.items() if name in taken}
    return [own[name] for name in TEXT_FIELDS]


def _forget(model: type, rows: Sequence[Staged]) -> None:
    rows_there = model.objects.filter(among("cadre_id", [row.cadre for row in rows]))
    rows_there.delete()
