"""One order for files: who asks, for which day, and for what."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cadres.exporting.documents import Document
from cadres.formats.approval_form import Edition
from cadres.people.columns import OFFICES
from core.scoping import Viewer, roles_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """`viewer` is whose scope holds; `is_dated`: the day was chosen, and forms say so."""

    viewer: Viewer
    on: date
    document: Document
    edition: Edition = Edition.OLD
    internal: bool = False
    separately: bool = False  # a file for each person where one document could hold all
    is_dated: bool = False

    @property
    def tells_numbers(self) -> bool:
        """Whether whole ID numbers are in the files: for the log, which must say so."""
        return may_have_internal(self.viewer) and (self.internal or self.document.has_number)

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
    """Whether ID and telephone numbers may be given to the viewer at all."""
    return bool(roles_of(viewer) & OFFICES)
