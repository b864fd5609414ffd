"""The fields that a file may tell of a person, as JSON and in words.

They are those of `Cadre`, of `ApprovalTexts` and of a stay on the roster, and besides `resume`,
`family`, `photo` and `id_number`. Months are "1985-07", days "1985-07-01", a unit is its key.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from django.db import models

from cadres.approval.models import TEXT_FIELDS, ApprovalTexts
from cadres.changes.values import decoded as decoded_rows
from cadres.changes.values import encoded as encoded_rows
from cadres.formats.resume_text import write
from cadres.people.models import Cadre
from cadres.people.services.person import FACTS
from cadres.people.services.rows import family_text, in_order
from cadres.people.wording import WHOLE_ROWS
from cadres.roster.models import RosterEntry
from core.month_fields import MonthField
from core.months import dotted, iso

ID_NUMBER: Final = "id_number"
PHOTO: Final = "photo"
# What is kept beside the fields: figures that hold where less is on file, the unit as written.
AT_LEAST: Final = "at_least"
UNIT_WORDS: Final = "unit_words"
BESIDE: Final = (AT_LEAST, UNIT_WORDS)
STAY: Final = ("entered_on", "tier", "direction", "held_by")
PERSON: Final = tuple(name for name in FACTS if name != "id_reason")
REQUIRED: Final = ("name", "gender", "birth", "nation", "unit", "title")
# The order in which a person's changes are shown.
ORDER: Final = {
    name: place
    for place, name in enumerate(
        dict.fromkeys(
            [
                *("name", "gender", "birth", ID_NUMBER, "unit", "title"),
                *(*PERSON, *WHOLE_ROWS, PHOTO, *STAY, *TEXT_FIELDS),
            ]
        )
    )
}


@cache
def column_of(name: str) -> models.Field | None:
    """The model field behind a name; None for rows, the photo and the number."""
    if name in STAY:
        return RosterEntry._meta.get_field(name)
    if name in TEXT_FIELDS:
        return ApprovalTexts._meta.get_field(name)
    if name in (ID_NUMBER, PHOTO) or name in WHOLE_ROWS:
        return None
    return Cadre._meta.get_field(name)


@cache
def label(name: str) -> str:
    """What people call a field; a name that is none stays what it is."""
    known = {ID_NUMBER: "身份证号", PHOTO: "照片", UNIT_WORDS: "所在单位", "": ""} | WHOLE_ROWS
    if name in known:
        return known[name]
    if name not in ORDER:
        return name
    return str(column_of(name).verbose_name)


@cache
def codes_of(name: str) -> Mapping[Any, str]:
    """Value to word of a field with choices; empty for others."""
    column = column_of(name)
    return dict(column.flatchoices) if column is not None else {}


def encoded(name: str, value: Any) -> Any:
    """A value as JSON; texts, numbers and codes are what they are."""
    if isinstance(value, date):
        return iso(value) if isinstance(column_of(name), MonthField) else value.isoformat()
    if name in WHOLE_ROWS:
        return encoded_rows(name, value)
    return value.pk if isinstance(value, models.Model) else value


def decoded(name: str, value: Any) -> Any:
    """The value of a service again; a unit stays its key."""
    if value is None:
        return None
    if name in WHOLE_ROWS:
        return decoded_rows(name, value)
    return _decoder(name)(value)


@cache
def _decoder(name: str) -> Callable[[Any], Any]:
    column = column_of(name)
    if isinstance(column, MonthField):
        return lambda text: date.fromisoformat(f"{text}-01")
    return date.fromisoformat if isinstance(column, models.DateField) else lambda value: value


def words(name: str, value: Any, units: Mapping[int, str] | None = None) -> str:
    """A value as people read it: codes by their names, months as 1985.07, nothing as ""."""
    if value is None or value == "":
        return ""
    if name == "resume":
        return write(in_order(value))
    if name == "family":
        return family_text(value)
    if name == "unit":
        return (units or {}).get(value, str(value))
    if name == "unknown":
        return "；".join(f"{element}：{content}" for element, content in value)
    if isinstance(value, date):
        return dotted(value) if isinstance(column_of(name), MonthField) else value.isoformat()
    return str(codes_of(name).get(value, value))
