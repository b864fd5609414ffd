"""The ID number of a file: found sound, nobody else's, and in agreement with birth and gender."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from cadres.identity.number import disagreements, fault, masked, normalize
from cadres.identity.vault import lookup_hash, open_sealed, seal
from cadres.people.models import Cadre
from cadres.people.wording import ID_NUMBER

# Changing one of these asks again whether the number agrees.
NUMBER_FIELDS: Final = ("birth", "gender", "id_reason")


def checked_number(
    actor: Any,
    cadre: Cadre,
    number: str | None,
    future: Mapping[str, Any],
    on: date,
) -> dict[str, list[str]]:
    """Sentences by field about the number given, or (None) the one on file."""
    if number:
        if sentence := fault(number, on) or _taken(actor, cadre, normalize(number)):
            return {ID_NUMBER: [sentence]}
        return _disagreeing(ID_NUMBER, normalize(number), future)
    if number is None and cadre.id_sealed:
        changed = "birth" if future["birth"] != cadre.birth else "gender"
        return _disagreeing(changed, open_sealed(cadre.id_sealed), future)
    return {}


def kept_number(cadre: Cadre, number: str) -> dict[str, Any]:
    """The columns that keep a number; {} when it is the one on file."""
    if not number:
        return {"id_sealed": None, "id_hash": None, "id_masked": ""}
    whole = normalize(number)
    digest = lookup_hash(whole)
    if digest == cadre.id_hash:
        return {}
    return {"id_sealed": seal(whole), "id_hash": digest, "id_masked": masked(whole)}


def _taken(actor: Any, cadre: Cadre, number: str) -> str:
    """The holder is named to whoever may see him, and to nobody else."""
    holder = Cadre.objects.filter(id_hash=lookup_hash(number)).exclude(pk=cadre.pk)
    if not holder.exists():
        return ""
    known = holder.select_related("unit").visible_to(actor).first() if actor else None
    who = f"“{known}”（{known.unit}）" if known else "另一人"
    return f"身份证号“{masked(number)}”已登记在{who}名下，请核对号码，不要重复建档。"


def _disagreeing(field: str, number: str, future: Mapping[str, Any]) -> dict[str, list[str]]:
    """Both values at the field, until a reason is given (the file's month may lawfully differ)."""
    if future["id_reason"].strip():
        return {}
    sentences = disagreements(number, future["birth"], future["gender"])
    return {field: sentences} if sentences else {}
