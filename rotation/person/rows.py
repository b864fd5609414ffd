"""Everything that somebody held, was sent to, or is to move to, in one statement."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    DateField,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from cadres.dossier.dossier import Dossier
from rotation.choices import AWAY, HELD, EndReason, MoveKind, MoveState, PostingKind
from rotation.moves.entities import PLANNED_MOVES
from rotation.postings.models import Posting, PostingExtension

KINDS = dict(PostingKind.choices) | dict(MoveKind.choices)
ENDS = dict(EndReason.choices)
COMING = (MoveState.PROPOSED, MoveState.APPROVED)


class Row(NamedTuple):
    """A posting (`year` None), or a planned move (of the plan of that year).

    `until` is the end by plan as it was known on the day of the page.
    """

    key: int
    kind: str
    unit: str
    unit_name: str
    title: str
    since: date | None
    until: date | None
    ended_on: date | None
    end_reason: str
    is_main: bool
    acting: bool
    grassroots: str
    sending_unit: str
    document: str
    line: str
    year: int | None

    @property
    def label(self) -> str:
        """任职, 轮岗, 挂职 …"""
        return KINDS.get(self.kind, self.kind)

    @property
    def is_away(self) -> bool:
        """Whether it is a time away."""
        return self.kind in AWAY

    @property
    def is_held(self) -> bool:
        """Whether it is a post held."""
        return self.kind in HELD

    @property
    def is_planned(self) -> bool:
        """Whether it is a move that a plan proposes."""
        return self.year is not None

    @property
    def end_label(self) -> str:
        """Why it ended."""
        return ENDS.get(self.end_reason, "")

    @property
    def said(self) -> str:
        """柳河镇副镇长（主持工作）."""
        words = f"{self.unit}{self.title}"
        if self.acting:
            words += "（主持工作）"
        return f"{words}（兼任）" if self.is_held and not self.is_main else words


def rows_of(dossier: Dossier) -> list[Row]:
    """The rows of one person that the viewer sees, by time; fetched once for a page."""
    kept: dict[str, Any] = dossier.__dict__
    if "rotation_rows" not in kept:
        both = _postings(dossier).union(_moves(dossier), all=True)
        found = [Row(*row) for row in both]
        found.sort(key=lambda row: (row.since or date.max, row.is_planned, row.key))
        dossier.take(rotation_rows=found)
    return kept["rotation_rows"]


def postings_of(dossier: Dossier) -> list[Row]:
    """What he held or was sent to, begun by the day of the page, by time."""
    return [row for row in rows_of(dossier) if not row.is_planned and _begun(row, dossier.on)]


def posting_rows(dossier: Dossier) -> QuerySet:
    """The postings that the tab lists, to be counted."""
    rows = Posting.objects.real().visible_to(dossier.viewer)
    return rows.filter(cadre=dossier.cadre, since__lte=dossier.on)


def _begun(row: Row, on: date) -> bool:
    return row.since is not None and row.since <= on


def _postings(dossier: Dossier) -> QuerySet:
    prolonged = PostingExtension.objects.filter(posting=OuterRef("pk"), decided_on__gt=dossier.on)
    term_then = Subquery(prolonged.order_by("decided_on", "pk").values("was_until")[:1])
    rows = Posting.objects.real().visible_to(dossier.viewer).filter(cadre=dossier.cadre)
    return rows.order_by().values_list(
        *("pk", "kind", "unit__short_name", "unit__name", "title", "since"),
        Coalesce(term_then, F("until")),
        *("ended_on", "end_reason", "is_main", "acting", "grassroots"),
        Coalesce("sending_unit__short_name", Value("")),
        *("document", "line"),
        Value(None, IntegerField()),
    )


def _moves(dossier: Dossier) -> QuerySet:
    # As far as the viewer is told: what is left out is not said before the plan is decided.
    rows = PLANNED_MOVES.rows(dossier.viewer, dossier.on).filter(
        cadre=dossier.cadre, state_told__in=COMING, posting__isnull=True
    )
    blank, never = Value("", CharField()), Value(None, DateField())
    return rows.order_by().values_list(
        F("pk") + Value(0, BigIntegerField()),
        "kind",
        Coalesce("to_unit__short_name", Value("")),
        Coalesce("to_unit__name", Value("")),
        "to_title",
        "target",
        never,
        never,
        blank,
        Value(True, BooleanField()),
        Value(False, BooleanField()),
        *(blank, blank, blank, blank),
        "plan__year",
    )
