"""What the forms of files send, and what their pages answer."""

from datetime import date

from django.urls import reverse

from cadres.people.forms import initial_of
from cadres.people.models import Cadre
from core.audit.models import AuditEntry
from core.months import dotted

EDIT = ("edit", "edit_resume", "edit_family", "edit_photo", "rewards", "add_reward")
NUMBER = "990101199205030249"


def address(name: str, cadre: Cadre, *more: int) -> str:
    return reverse(f"cadres:{name}", args=[cadre.pk, *more])


def posted(cadre: Cadre, **changed) -> dict[str, str]:
    """What the form of facts sends when these boxes were changed."""
    data = {
        name: dotted(value) if isinstance(value, date) else str(value)
        for name, value in initial_of(cadre).items()
        if value is not None
    }
    return data | changed


def rows(*filled: dict[str, str], seen: int, **more) -> dict[str, str]:
    """What the form of rows sends."""
    data = {"form-TOTAL_FORMS": str(len(filled)), "form-INITIAL_FORMS": "0", "seen": str(seen)}
    for number, row in enumerate(filled):
        data |= {f"form-{number}-{name}": value for name, value in row.items()}
    return data | more


def errors(response, name="form") -> dict[str, list[str]]:
    return {field: list(texts) for field, texts in response.context[name].errors.items()}


def last_log(cadre: Cadre) -> AuditEntry:
    return AuditEntry.objects.filter(subject="cadre", subject_id=str(cadre.pk)).first()
