"""The fields of a person in words: what the log, and a request for a change, say of a value."""

from datetime import date
from typing import Any, Final

from django.db import models

from cadres.people.models import Cadre
from core.months import dotted

# Fields that are no single column of the person.
WHOLE_ROWS: Final = {"resume": "简历", "family": "家庭成员"}
ID_NUMBER: Final = "id_number"


def label_of(field: str) -> str:
    """What people call a field."""
    if field == ID_NUMBER:
        return "身份证号"
    return WHOLE_ROWS.get(field) or str(Cadre._meta.get_field(field).verbose_name)


def said(field: str, value: Any) -> str:
    """A value as people read it: codes by their names, months as 1985.07, nothing as ""."""
    if value is None or value == "":
        return ""
    column = Cadre._meta.get_field(field)
    if column.flatchoices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, date):
        return dotted(value)
    return value.name if isinstance(value, models.Model) else str(value)


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[str]]:
    """Old and new, in words, of every field that differs, by its label."""
    return {
        label_of(field): [said(field, before[field]), said(field, after[field])]
        for field in after
        if before[field] != after[field]
    }


def major_in_words(major: str) -> str:
    """A major as forms print it, ending in 专业 (domain §2.3); nothing for none."""
    return f"{major}专业" if major and not major.endswith("专业") else major
