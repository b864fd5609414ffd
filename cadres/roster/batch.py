"""Verbs upon many: what each asks for, what it will do to whom, and how it is done.

A verb is first foreseen and shown; what is confirmed is exactly what was shown, by number and
version. `cadres/roster/batch_verbs.py` lists those of the roster.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse

from cadres.people.querysets import KEEPERS
from cadres.roster.forms import BatchForm
from core.choices import Role
from core.errors import Stale, refuse_if
from core.listing.entity import Entity
from core.scoping import Viewer

OUTDATED = "这份核对单已失效，没有办理。请重新核对后再确认。"
SALT = "roster.foreseen"
LASTS = 2 * 3600  # seconds for which what was shown may be confirmed

Rows = Sequence[tuple[int, int]]  # (pk, version)


@dataclass(frozen=True, slots=True)
class Line:
    """One person of a preview; `why` it stays as it is, or cannot be done."""

    pk: int
    version: int
    name: str
    unit: str
    old: str = ""
    new: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Foresight:
    """Who changes, who is so already, and who cannot."""

    changing: list[Line] = field(default_factory=list)
    staying: list[Line] = field(default_factory=list)
    refused: list[Line] = field(default_factory=list)

    @property
    def rows(self) -> Rows:
        """What a confirmation acts upon."""
        return [(line.pk, line.version) for line in self.changing]


@dataclass(frozen=True, slots=True)
class Order:
    """A confirmed verb: who asked, for whom, with what, also in words; `query` is the list's."""

    actor: Any
    rows: Rows
    values: dict[str, Any]
    said: list[tuple[str, str]]
    typed: dict[str, str]
    today: date
    query: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """Where to read what was done, and a sentence that says it."""

    address: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """`view` names its page; `entity` lists what it acts upon; `keepers` are who has it."""

    name: str
    label: str
    view: str
    entity: Entity
    form: type[BatchForm]
    foresee: Callable[[QuerySet, Viewer, dict[str, Any]], Foresight]
    carry_out: Callable[[Verb, Order], Done]
    keepers: Collection[Role] = KEEPERS
    is_danger: bool = False

    @property
    def url(self) -> str:
        """Where the buttons of lists and pages lead."""
        return reverse(self.view)


def seal(verb: Verb, viewer: Viewer, foresight: Foresight, typed: dict[str, str]) -> str:
    """What was shown, signed for this viewer."""
    shown = {"verb": verb.name, "by": viewer.pk, "rows": foresight.rows, "typed": typed}
    return signing.dumps(shown, salt=SALT, compress=True)


def unseal(verb: Verb, viewer: Viewer, text: str) -> tuple[Rows, dict[str, str]]:
    """The rows and values that were shown; raises Stale when they were not shown to this viewer."""
    try:
        shown = signing.loads(text, salt=SALT, max_age=LASTS)
    except signing.BadSignature as broken:
        raise Stale(OUTDATED) from broken
    refuse_if((shown["verb"], shown["by"]) != (verb.name, viewer.pk), OUTDATED, Stale)
    return [(pk, version) for pk, version in shown["rows"]], shown["typed"]
