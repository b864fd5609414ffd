"""年度考核结果 as the yearly assessments have it, which an application above knows, by name."""

from collections.abc import Collection
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string


def assessed_texts(people: Collection[int], on: date) -> dict[int, str]:
    """Cadre to the text of his last three years; who was not assessed here is not in it."""
    found: dict[int, str] = import_string(settings.ASSESSED_TEXTS)(people, on) if people else {}
    return found


def offered_text(cadre: int, kept: str, on: date) -> str:
    """The text to offer to a form that says `kept`; "" where it says the same, or none is known."""
    text: str = import_string(settings.ASSESSED_OFFER)(cadre, kept, on)
    return text
