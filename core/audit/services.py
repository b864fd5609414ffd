"""Writing to the log: one function, called by every verb and every reading surface."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import models
from django.utils import timezone

from core.audit.chain import FIELDS, moment_text, row_mac, values_mac
from core.audit.models import Action, ActorKind, AuditEntry
from core.audit.origin import origin
from core.copying import copy_rows


class Note(NamedTuple):
    """What was done to one of many: the row's key, what it is called, old and new."""

    key: int
    label: str
    detail: dict[str, Any]


def record(
    action: Action,
    *,
    actor: Any,
    target: models.Model | None = None,
    subject: str = "",
    label: str = "",
    detail: dict[str, Any] | None = None,
    rows: int | None = None,
) -> AuditEntry:
    """Log that `actor` (a user, an API client, or None for the system) did `action`.

    In a verb it runs in the verb's transaction: a change and its log row stand or fall together.
    """
    entry = AuditEntry(
        **_who_and_when(actor),
        action=action,
        subject=subject or (target._meta.model_name if target is not None else ""),
        subject_id=str(target.pk) if target is not None else "",
        subject_label=(label or (str(target) if target is not None else ""))[:200],
        detail=detail or {},
        rows=rows,
    )
    entry.mac = row_mac(entry)
    entry.save(force_insert=True)
    return entry


def record_many(action: Action, *, actor: Any, subject: str, notes: Iterable[Note]) -> None:
    """The same about many rows of one kind, in one statement: as many entries as `record` makes."""
    common = _who_and_when(actor)
    common |= {"at": moment_text(common["at"])}
    common |= {"action": str(action), "subject": subject, "rows": None}
    values = {name: common.get(name) for name in FIELDS}
    rows = []
    for note in notes:
        values["subject_id"] = str(note.key)
        values["subject_label"] = note.label[:200]
        values["detail"] = note.detail
        rows.append([*values.values(), values_mac(values)])
    if rows:
        copy_rows(AuditEntry._meta.db_table, (*FIELDS, "mac"), rows)


def _who_and_when(actor: Any) -> dict[str, Any]:
    here = origin.get()
    return {
        "at": timezone.now(),
        "actor_kind": str(
            getattr(actor, "actor_kind", ActorKind.USER) if actor else ActorKind.SYSTEM
        ),
        "actor_id": actor.pk if actor else None,
        "actor_label": str(actor)[:80] if actor else "系统",
        "address": here.address,
        "request_id": here.request_id,
    }


def changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[str]]:
    """Old and new of every value that differs, as text: `{"name": ["旧", "新"]}`."""
    return {
        key: [_text(before[key]), _text(after[key])] for key in after if before[key] != after[key]
    }


def _text(value: Any) -> str:
    return "" if value is None else str(value)
