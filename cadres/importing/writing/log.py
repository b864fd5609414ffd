"""What the log keeps of a batch: a row for each person, as the verbs on people write it."""

from collections.abc import Iterable, Mapping
from typing import Any

from cadres.importing.fields import STAY, label, words
from cadres.importing.staged import Staged
from core.audit.models import Action
from core.audit.services import Note, record_many

SUBJECT = "cadre"


def log_created(rows: Iterable[Staged], actor: Any) -> None:
    """People who were taken up."""
    notes = (
        Note(
            row.cadre,
            row.name,
            {
                label("unit"): row.place.name if row.place else "",
                label("title"): words("title", row.told.values.get("title")),
            },
        )
        for row in rows
    )
    record_many(Action.CREATE, actor=actor, subject=SUBJECT, notes=notes)


def log_updated(
    rows: Iterable[Staged], names: Mapping[int, str], taken: Mapping[int, set[str]], actor: Any
) -> None:
    """Old and new of every field that was written; of a stay the roster's own rows tell."""
    notes = (
        Note(
            row.cadre,
            names[row.cadre],
            {
                label(field): pair
                for field, pair in row.changes.items()
                if field in taken[row.number] and field not in STAY
            },
        )
        for row in rows
        if taken[row.number] - set(STAY)
    )
    record_many(Action.CHANGE, actor=actor, subject=SUBJECT, notes=notes)
