"""Taking back a posting that was entered by mistake: as if it never was."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from core.audit.models import Action
from rotation.choices import EndReason
from rotation.postings.effects import File, undone
from rotation.postings.guards.ends import why_not_taken_back
from rotation.postings.models import Posting
from rotation.postings.services.writing import (
    log,
    opened,
    refuse,
    refuse_stale,
    settle,
    told,
    write_files,
)

TAKEN_BACK = "录入有误，已撤回"


@transaction.atomic
def take_back(
    *, actor: Any, posting: Posting, seen: int, keeps_file: bool = False, on: date
) -> Posting:
    """The file is what it was before: line, present post, unit, level; the former post goes on.

    Only while nothing newer stands upon it. `keeps_file` leaves the file as somebody has corrected
    it since. Twice is once. Raises Elsewhere, ValidationError, NotAllowed and Stale.
    """
    known, (current,) = opened(actor, [posting], on)
    if current.ended_on == current.since:
        return current
    refuse_stale(current, known, seen)
    refuse(list(why_not_taken_back(current, known)), alone=True)
    if not keeps_file:
        before = known.file(current.cadre_id)
        write_files(known, {current.cadre_id: (before, without(current, before))})
    former = current.former or {}
    detail: dict[str, Any] = {"撤回": told(current)}
    if keeps_file:
        detail["档案"] = "不改"
    current.change(
        actor=actor,
        seen=seen,
        ended_on=current.since,
        end_reason=EndReason.OTHER,
        end_note=TAKEN_BACK,
        former=None,
        line="",
    )
    for one in Posting.objects.filter(pk__in=former.get("ended", [])).select_for_update():
        if one.ended_on == current.since and one.end_reason == EndReason.MOVED:
            one.change(actor=actor, seen=None, ended_on=None, end_reason="", end_note="")
    log(actor, Action.CHANGE, [(current, detail)])
    settle([current.cadre_id], on)
    return current


def without(posting: Posting, file: File) -> File:
    """The file without what a posting left in it: its end first, then its beginning."""
    done = posting.former or {}
    for part in ("end", "start"):
        if done.get(part):
            file = undone(file, done[part])
    return file
