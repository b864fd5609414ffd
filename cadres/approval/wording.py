"""The form's own texts in words, for the log and for whoever compares."""

from datetime import date
from typing import Any

from cadres.approval.models import ApprovalTexts
from core.month_fields import MonthField
from core.months import dotted


def label_of(name: str) -> str:
    """What people call a text."""
    return str(ApprovalTexts._meta.get_field(name).verbose_name)


def said(name: str, value: Any) -> str:
    """A value as people read it; of unknown elements their names."""
    if not value:
        return ""
    if isinstance(value, list):
        return "、".join(str(element[0]) for element in value)
    if isinstance(value, date):
        is_month = isinstance(ApprovalTexts._meta.get_field(name), MonthField)
        return dotted(value) if is_month else value.isoformat()
    return str(value)
