"""Rows of concerns: for the offices alone, never for the cadre himself."""

from __future__ import annotations

from typing import Self

from assessments.talks.querysets import OfOfficesQuerySet


class ConcernQuerySet(OfOfficesQuerySet):
    """Concerns."""

    def standing(self) -> Self:
        """Those whose talk was not voided."""
        return self.filter(talk__voided_on__isnull=True)


class OfConcernQuerySet(OfOfficesQuerySet):
    """Rows that belong to a concern."""

    unit_path = "concern__cadre__unit_path"
    account_path = "concern__cadre__account"
