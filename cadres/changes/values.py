"""How the value of a field lies in a request: as JSON, never an ID number that can be read.

Months are "1985-07", a unit is its key, the rows of résumé and family are lists of objects. An ID
number is `{"hash", "masked"}`, and `sealed` (base64) besides while it waits to be written.
"""

import base64
from datetime import date
from typing import Any

from cadres.formats.resume_text import Line, write
from cadres.identity.number import masked, normalize
from cadres.identity.vault import lookup_hash, open_sealed, seal
from cadres.people.guards.family import Member
from cadres.people.models import Cadre
from cadres.people.services.rows import family_of, family_text, in_order, resume_of
from cadres.people.wording import ID_NUMBER, said
from core.errors import DomainError
from core.month_fields import MonthField
from core.months import iso, parse_month
from core.units.models import Unit


def present(cadre: Cadre, field: str) -> Any:
    """What the file says now, as JSON."""
    match field:
        case "resume":
            return encoded(field, resume_of(cadre))
        case "family":
            return encoded(field, family_of(cadre))
        case "id_number":
            return {"hash": cadre.id_hash or "", "masked": cadre.id_masked}
        case _:
            return encoded(field, getattr(cadre, field))


def present_text(cadre: Cadre, field: str) -> str:
    """The same in words."""
    match field:
        case "resume":
            return write(resume_of(cadre))
        case "family":
            return family_text(family_of(cadre))
        case "id_number":
            return cadre.id_masked
        case _:
            return said(field, getattr(cadre, field))


def encoded(field: str, value: Any) -> Any:
    """A value of a service as JSON."""
    match field:
        case "resume":
            return [_line_json(line) for line in in_order(value)]
        case "family":
            return [_member_json(member) for member in value]
        case "id_number":
            number = normalize(value)
            return {
                "hash": lookup_hash(number),
                "masked": masked(number),
                "sealed": base64.b64encode(seal(number)).decode(),
            }
        case "unit":
            return value.pk
        case _:
            return iso(value) if isinstance(value, date) else value


def encoded_text(field: str, value: Any) -> str:
    """The same in words."""
    match field:
        case "resume":
            return write(in_order(value))
        case "family":
            return family_text(value)
        case "id_number":
            return masked(normalize(value))
        case _:
            return said(field, value)


def decoded(field: str, value: Any) -> Any:
    """What a service is given for the JSON of a request; raises DomainError for what is gone."""
    match field:
        case "resume":
            return [_line(row) for row in value]
        case "family":
            return [_member(row) for row in value]
        case "id_number":
            return open_sealed(base64.b64decode(value["sealed"]))
        case "unit":
            unit = Unit.objects.filter(pk=value).first()
            if unit is None:
                raise DomainError("申请的单位已不存在，请选“不同意”，由单位重新提出。")
            return unit
    if isinstance(Cadre._meta.get_field(field), MonthField):
        return _month(value)
    return value


def without_secret(field: str, value: Any) -> Any:
    """What is kept of a value once it has been decided upon: of a number, the mask alone."""
    return {"masked": value["masked"]} if field == ID_NUMBER and value else value


def _month(text: str | None) -> date | None:
    return parse_month(text) if text else None


def _iso(month: date | None) -> str | None:
    return iso(month) if month else None


def _line_json(line: Line) -> dict[str, Any]:
    return {
        "since": iso(line.since),
        "until": _iso(line.until),
        "text": line.text,
        "kind": str(line.kind),
        "within": line.within,
    }


def _line(row: dict[str, Any]) -> Line:
    months = {"since": parse_month(row["since"]), "until": _month(row["until"])}
    return Line(**(row | months))


def _member_json(member: Member) -> dict[str, Any]:
    return member._asdict() | {"birth": _iso(member.birth)}


def _member(row: dict[str, Any]) -> Member:
    return Member(**(row | {"birth": _month(row["birth"])}))
