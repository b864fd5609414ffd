"""Movements: main postings with the one before, and postings away; from where to where, at what
level.

A movement is a posting that somebody went to: his main posting after another one, or one away. Of a
posting away the sending unit is the from-side and no level is told: it changes none, and the unit
that receives somebody is not told of his file.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)

from core.scoping import Viewer
from rotation.choices import AWAY, HELD
from rotation.postings.models import Posting

FROM: Final = {
    "from_id": ("unit_id", "sending_unit_id"),
    "from_name": ("unit__short_name", "sending_unit__short_name"),
    "from_path": ("unit__path", "sending_unit__path"),
    "from_order": ("unit__sort_path", "sending_unit__sort_path"),
    "from_kind": ("unit__kind", "sending_unit__kind"),
}
FROM_POST: Final = {"from_title": "title", "from_level": "level"}


# Codes of ZB09 rise from the highest level to the lowest; what is below has no place among them.
LOWEST: Final = "1A60"  # 办事员; beyond it are 试用期人员 and 其他
RISES = Q(from_level__gt=F("to_level"), from_level__lte=LOWEST, to_level__gt="")
FALLS = Q(from_level__lt=F("to_level"), from_level__gt="", to_level__lte=LOWEST)


def is_rise(before: str, after: str) -> bool:
    """`RISES` of two levels that were read."""
    return after != "" and after < before <= LOWEST


def is_fall(before: str, after: str) -> bool:
    """`FALLS` of two levels that were read."""
    return before != "" and before < after <= LOWEST


class Way(TextChoices):
    """Of which postings the map is."""

    HELD = "held", "任职、轮岗"
    AWAY = "away", "派出锻炼"


def movements(rows: QuerySet, _viewer: Viewer, on: date) -> QuerySet:
    """Movements up to the day, with where each came from; `rows` are postings in scope."""
    return with_origins(rows, on)


def with_origins(rows: QuerySet, on: date) -> QuerySet:
    """The same, whoever asks."""
    before = Posting.objects.real().filter(
        cadre=OuterRef("cadre"), is_main=True, since__lt=OuterRef("since")
    )
    last = before.order_by("-since", "-pk")
    is_away = Q(kind__in=AWAY)
    came = {
        name: Case(
            When(is_away, then=F(sent)),
            default=Subquery(last.values(held)[:1]),
            output_field=BigIntegerField() if name == "from_id" else CharField(),
        )
        for name, (held, sent) in FROM.items()
    }
    came |= {
        name: Case(
            When(is_away, then=Value("")),
            default=Subquery(last.values(held)[:1]),
            output_field=CharField(),
        )
        for name, held in FROM_POST.items()
    }
    found = rows.real().filter(since__lte=on)  # type: ignore[attr-defined]
    found = found.filter(is_away | Q(is_main=True) & Exists(before))
    return found.annotate(**came, to_level=Case(When(is_away, then=Value("")), default=F("level")))


def of_way(rows: QuerySet, value: str, _on: date) -> QuerySet:
    """One way alone."""
    return rows.filter(kind__in=AWAY if value == Way.AWAY else HELD)


def to_higher(rows: QuerySet, value: str, _on: date) -> QuerySet:
    """To a level above the one before (提任), or below it; nothing where one of them is unknown."""
    return rows.filter(RISES if value == "up" else FALLS)


def crossing(rows: QuerySet, value: str, _on: date) -> QuerySet:
    """Within one unit, or from one to another."""
    inside = Q(from_id=F("unit_id"))
    return rows.filter(inside if value == "inside" else ~inside)
