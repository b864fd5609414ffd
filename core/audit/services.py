"""Writing to the log: one function, called by every verb and every reading surface."""

from typing import Any

from django.db import models
from django.utils import timezone

from core.audit.chain import row_mac
from core.audit.models import Action, ActorKind, AuditEntry
from core.audit.origin import origin


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
    here = origin.get()
    entry = AuditEntry(
        at=timezone.now(),
        actor_kind=getattr(actor, "actor_kind", ActorKind.USER) if actor else ActorKind.SYSTEM,
        actor_id=actor.pk if actor else None,
        actor_label=str(actor)[:80] if actor else "系统",
        action=action,
        subject=subject or (target._meta.model_name if target is not None else ""),
        subject_id=str(target.pk) if target is not None else "",
        subject_label=(label or (str(target) if target is not None else ""))[:200],
        detail=detail or {},
        rows=rows,
        address=here.address,
        request_id=here.request_id,
    )
    entry.mac = row_mac(entry)
    entry.save(force_insert=True)
    return entry


def changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[str]]:
    """Old and new of every value that differs, as text: `{"name": ["旧", "新"]}`."""
    return {
        key: [_text(before[key]), _text(after[key])] for key in after if before[key] != after[key]
    }


def _text(value: Any) -> str:
    return "" if value is None else str(value)
