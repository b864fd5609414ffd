"""The end of a posting, of many at once, and taking an end back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.audit.models import Action
from core.copying import update_rows
from core.errors import refuse_if
from rotation.choices import EndReason
from rotation.postings.effects import File, came_back, diff, left_off, undone
from rotation.postings.guards.authority import refuse_change
from rotation.postings.guards.ends import why_not_ended, why_not_reopened
from rotation.postings.known import suffix_for
from rotation.postings.models import Posting
from rotation.postings.services.writing import (
    log,
    opened,
    opened_as,
    refuse,
    refuse_stale,
    settle,
    write_files,
)

ENDED = ("id", "ended_on", "end_reason", "end_note", "former")


@transaction.atomic
def end(
    *,
    actor: Any,
    posting: Posting,
    seen: int,
    ended_on: date,
    reason: str,
    note: str = "",
    on: date,
) -> Posting:
    """From `ended_on` on it is no more: its line has its end, the present post loses its note.

    A main post that ends without a next one leaves the line of the résumé closed and the present
    post as it is. The same end again is found done. Raises ValidationError, NotAllowed, Stale.
    """
    known, (current,) = opened(actor, [posting], on)
    if (current.ended_on, current.end_reason) == (ended_on, reason):
        return current
    refuse_stale(current, known, seen)
    refuse(list(why_not_ended(current, known, ended_on, reason, note)), alone=True)
    _write(actor, known, [(current, ended_on)], reason, note, on)
    current.refresh_from_db()
    return current


@transaction.atomic
def end_many(
    *,
    actor: Any,
    postings: Sequence[Posting],
    ended_on: date | None,
    reason: str,
    note: str = "",
    on: date,
) -> list[Posting]:
    """All of them or none, each on `ended_on`, or on its own term where that is None.

    Those that have ended already stay as they are. The number of statements does not depend on how
    many they are. Raises DomainError that names whoever stands in the way, and NotAllowed.
    """
    refuse_if(not postings, "没有选定要结束的锻炼，没有办理；请勾选后再办理。")
    known, found = opened(actor, postings, on)
    ends = [(one, ended_on or one.until) for one in found if one.ended_on is None]
    faults = []
    for one, day in ends:
        refuse_change(one, known)
        if day is None:
            faults.append(("", f"“{one.cadre}”的“{one.title}”没有期满日期，请填写结束日期。"))
            continue
        said = why_not_ended(one, known, day, reason, note)
        faults += [(field, f"“{one.cadre}”：{sentence}") for field, sentence in said]
    refuse(faults, alone=False)
    if ends:
        _write(actor, known, [(one, day) for one, day in ends if day], reason, note, on)
    order = {one.pk: place for place, one in enumerate(postings)}
    rows = Posting.objects.select_related("cadre", "unit").filter(pk__in=list(order))
    return sorted(rows, key=lambda one: order[one.pk])


@transaction.atomic
def reopen(*, actor: Any, posting: Posting, seen: int, on: date) -> Posting:
    """It goes on: its end was entered by mistake. Raises ValidationError, Elsewhere, Stale."""
    known, current = opened_as(actor, posting, on, seen)
    refuse(list(why_not_reopened(current, known)), alone=True)
    former = dict(current.former or {})
    done = former.pop("end", None)
    if done is not None:
        before = known.file(current.cadre_id)
        write_files(known, {current.cadre_id: (before, undone(before, done))})
    was = str(current.ended_on)
    current.change(
        actor=actor,
        seen=seen,
        ended_on=None,
        end_reason="",
        end_note="",
        former=former or None,
    )
    log(actor, Action.CHANGE, [(current, {"撤销结束": [was, ""]})])
    settle([current.cadre_id], on)
    return current


def ended_file(posting: Posting, file: File, day: date) -> File:
    """The file after a posting ended."""
    if posting.is_main:
        return left_off(file, text=posting.line, since=posting.since, until=day)
    if not posting.line and not posting.noted and posting.former is None:
        return file  # entered out of a file that does not speak of it
    return came_back(
        file,
        text=posting.line,
        since=posting.since,
        until=day,
        suffix=suffix_for(posting) if posting.former is not None else "",
    )


def _write(
    actor: Any, known: Any, ends: Sequence[tuple[Posting, date]], reason: str, note: str, on: date
) -> None:
    rows, files, notes = [], {}, []
    for one, day in ends:
        before = files[one.cadre_id][1] if one.cadre_id in files else known.file(one.cadre_id)
        after = ended_file(one, before, day)
        first = files[one.cadre_id][0] if one.cadre_id in files else before
        files[one.cadre_id] = (first, after)
        former = dict(one.former or {}) | {"end": diff(before, after)}
        rows.append((one.pk, day, str(reason), note, former))
        notes.append((one, {"结束日期": ["", str(day)], "结束原因": EndReason(reason).label}))
    write_files(known, files)
    update_rows(Posting._meta.db_table, ENDED, rows, now=timezone.now(), actor=actor)
    log(actor, Action.CHANGE, notes)
    settle({one.cadre_id for one, _ in ends}, on)
