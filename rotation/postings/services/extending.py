"""A longer term."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from core.audit.models import Action
from rotation.postings.guards.ends import why_not_extended
from rotation.postings.models import Posting, PostingExtension
from rotation.postings.services.writing import log, opened, refuse, refuse_stale, settle


@transaction.atomic
def extend(
    *,
    actor: Any,
    posting: Posting,
    seen: int,
    until: date,
    reason: str,
    document: str,
    decided_on: date,
    on: date,
) -> Posting:
    """The posting runs until another day, which is noted with its reason.

    The same extension again is found done. Raises ValidationError by field, NotAllowed, Stale.
    """
    known, (current,) = opened(actor, [posting], on)
    said = {"until": until, "reason": reason, "document": document, "decided_on": decided_on}
    if current.until == until and current.extensions.filter(**said).exists():
        return current
    refuse_stale(current, known, seen)
    refuse(list(why_not_extended(current, known, until, reason, decided_on)), alone=True)
    was = current.until
    PostingExtension.objects.create(posting=current, was_until=was, entered_by=actor, **said)
    current.change(actor=actor, seen=seen, until=until)
    detail = {"期满日期": [str(was), str(until)], "延长原因": reason, "文号": document}
    log(actor, Action.CHANGE, [(current, {k: v for k, v in detail.items() if v})])
    settle([current.cadre_id], on)
    return current
