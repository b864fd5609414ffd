"""Taking up a person, and changing the facts of his file."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.module_loading import import_string

from cadres.people.guards import clean_name, person_faults
from cadres.people.guards.units import refuse_unit
from cadres.people.models import Cadre
from cadres.people.prepare import prepared
from cadres.people.services.numbers import NUMBER_FIELDS, checked_number, kept_number
from cadres.people.wording import ID_NUMBER, differences, label_of, said
from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError
from core.units import placing
from core.units.models import Unit
from policy.duties.services import follow

FACTS = tuple(
    field.name
    for field in Cadre._meta.local_concrete_fields
    if field.editable and not field.generated and field.name not in ("id", "account")
)


@transaction.atomic
def add(*, actor: Any, on: date, **values: Any) -> Cadre:
    """A new file. `id_number` is the whole number or "". Raises ValidationError by field."""
    cadre = Cadre(changed_by=actor)
    columns = checked(actor=actor, cadre=cadre, on=on, **values)
    for name, value in columns.items():
        setattr(cadre, name, value)
    cadre.save(force_insert=True)
    cadre.refresh_from_db()  # what triggers and generated columns made of it
    detail = {label_of(name): said(name, getattr(cadre, name)) for name in ("unit", "title")}
    record(Action.CREATE, actor=actor, target=cadre, detail=detail)
    return cadre


@transaction.atomic
def edit(*, actor: Any, cadre: Cadre, seen: int | None, on: date, **values: Any) -> Cadre:
    """Change facts; those that stay as they are need not be given. Raises Stale.

    `id_number` is the whole number, or "" to take it away; absent, it stays.
    """
    columns = checked(actor=actor, cadre=cadre, on=on, **values)
    before = {name: getattr(cadre, name) for name in columns}
    if all(before[name] == value for name, value in columns.items()):
        return cadre
    masked, was_in = cadre.id_masked, cadre.unit_id
    cadre.change(actor=actor, seen=seen, **columns)
    facts = {name: value for name, value in columns.items() if name in FACTS}
    detail = differences(before, facts)
    if columns.get("id_hash", before.get("id_hash")) != before.get("id_hash"):
        detail[label_of(ID_NUMBER)] = [masked, cadre.id_masked]
    record(Action.CHANGE, actor=actor, target=cadre, detail=detail)
    if cadre.unit_id != was_in:
        follow([cadre.pk], on=on)  # what is open about him moves with him
    return cadre


def checked(*, actor: Any, cadre: Cadre, on: date, **values: Any) -> dict[str, Any]:
    """The columns that `values` mean for this person, found sound; raises ValidationError.

    Nothing is written. Each sentence stands at its field; what the database alone would refuse is
    asked of the model's own rules.
    """
    number = values.pop(ID_NUMBER, None)
    if "name" in values:
        values["name"] = clean_name(values["name"])
    future = {name: getattr(cadre, name) for name in FACTS if name != "unit"} | values
    faults = person_faults(future, on)
    if number is not None or any(
        name in values and values[name] != getattr(cadre, name) for name in NUMBER_FIELDS
    ):
        for field, sentences in checked_number(actor, cadre, number, future, on).items():
            faults.setdefault(field, sentences)
    if values.get("unit") is not None and values["unit"].pk != cadre.unit_id:
        faults |= _unit_faults(values["unit"])
    if cadre.pk is not None:
        for name in settings.PERSON_GUARDS:
            for field, sentence in import_string(name)(cadre, values):
                faults.setdefault(field, [sentence])
    _ask_model(cadre, values, faults)
    if faults:
        raise ValidationError(faults)
    columns = dict(values)
    if "name" in values and (values["name"] != cadre.name or cadre.pk is None):
        columns |= prepared(values["name"])
    if number is not None:
        columns |= kept_number(cadre, number)
    return columns


def _unit_faults(unit: Unit) -> dict[str, list[str]]:
    placing.lock_tree()  # the unit must not be abolished meanwhile
    try:
        refuse_unit(Unit.objects.get(pk=unit.pk))
    except DomainError as refusal:
        return {"unit": [str(refusal)]}
    return {}


def _ask_model(cadre: Cadre, values: dict[str, Any], faults: dict[str, list[str]]) -> None:
    """Lengths, codes and constraints by the model; a field that is refused already stays so."""
    future = Cadre(pk=cadre.pk)
    for field in Cadre._meta.local_concrete_fields:
        if not field.generated:
            setattr(future, field.attname, getattr(cadre, field.attname))
    for name, value in values.items():
        setattr(future, name, value)
    hidden = {f.name for f in Cadre._meta.local_fields if not f.editable or f.generated}
    try:
        future.clean_fields(exclude=hidden | set(faults) | {"account"})
        if not faults:
            future.validate_constraints(exclude=hidden | {"account"})
    except ValidationError as refused:
        for name, sentences in refused.message_dict.items():
            faults.setdefault(name, sentences)


def touch(*, actor: Any, cadre: Cadre, seen: int | None) -> Cadre:
    """The file's version goes up: rows of it were written. Raises Stale."""
    return cadre.change(actor=actor, seen=seen)
