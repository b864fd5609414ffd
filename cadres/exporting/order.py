"""One order for files: who asks, for which day, and for what."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cadres.exporting.documents import Document
from cadres.formats.approval_form import PRESENT, Edition
from cadres.people.columns import OFFICES
from cadres.people.querysets import KEEPERS
from core.scoping import Viewer, roles_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """`viewer` is whose scope holds; `is_dated`: the day was chosen, and forms say so."""

    viewer: Viewer
    on: date
    document: Document
    edition: Edition = PRESENT
    internal: bool = False
    without_numbers: bool = False  # no ID number even where it belongs to the file
    separately: bool = False  # a file for each person where one document could hold all
    is_dated: bool = False

    @property
    def has_numbers(self) -> bool:
        """Whether whole ID numbers belong in the files, of whose files the viewer keeps."""
        if self.without_numbers:
            return False
        return self.document.has_number or (self.internal and self.document.may_have_number)

    @property
    def tells_numbers(self) -> bool:
        """Whether whole ID numbers are in the files: for the log, which must say so."""
        return self.has_numbers and may_have_numbers(self.viewer)

    def logged(self) -> dict[str, Any]:
        """What the log keeps of the order."""
        return {
            "document": self.document.value,
            "format": self.document.format,
            "edition": self.edition.value,
            "as_of": self.on.isoformat(),
            "internal": self.internal,
            "id_numbers": self.tells_numbers,
        }


def may_have_internal(viewer: Viewer) -> bool:
    """Whether the variant with numbers is for the viewer: telephones for offices, and whole ID
    numbers for the departments among them, who alone may see one (cadres/people/reveal.py)."""
    return bool(roles_of(viewer) & OFFICES)


def may_have_numbers(viewer: Viewer) -> bool:
    """Whether whole ID numbers are for the viewer at all."""
    return bool(roles_of(viewer) & KEEPERS)


def is_chosen(asked: str, on: date, today: date) -> bool:
    """Whether a day was chosen: today, said or not, is what everybody has without asking."""
    return bool(asked) and on != today
