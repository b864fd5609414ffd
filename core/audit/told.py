"""What the log says of the last change of a record, for whoever came second."""

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from core.audit.models import Action, AuditEntry

MOST = 6


def last_changed(row: Model) -> str:
    """The names of the fields that were changed last, never what stands in them; "" if unknown."""
    changed = AuditEntry.objects.filter(
        subject=row._meta.model_name, subject_id=str(row.pk), action=Action.CHANGE
    )
    entry = changed.order_by("pk").last()
    names = [_name(row, key) for key in entry.detail] if entry else []
    known = [name for name in names if name]
    return "、".join(known[:MOST]) + ("等" if len(known) > MOST else "")


def _name(row: Model, key: str) -> str:
    """The Chinese name; what is noted in words already is one."""
    try:
        return str(row._meta.get_field(key).verbose_name)
    except (FieldDoesNotExist, AttributeError):
        return "" if key.isascii() else key
