"""Rows of imports: a batch is its maker's while he keeps files; of its people those in reach."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from cadres.people.querysets import KEEPERS, OfPersonQuerySet
from core.choices import Role
from core.scoping import NOTHING, ScopedQuerySet, Viewer


def _own(viewer: Viewer, path: str, acting_as: Collection[Role] | None) -> Q:
    roles = {scope.role for scope in viewer.scopes} & KEEPERS
    if acting_as is not None:
        roles &= set(acting_as)
    return Q(**{path: viewer.pk}) if roles else NOTHING


class ImportBatchQuerySet(ScopedQuerySet):
    """What a department took in: whoever uploaded it, as long as he keeps files anywhere."""

    reach = {}

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """One's own batches."""
        return _own(viewer, "asked_by", acting_as)


class ImportRowQuerySet(OfPersonQuerySet):
    """People of a batch: one's own, and of those that are on file the ones still in one's keeping.

    What was compared is kept with the row, so that it must not outlive the right to see it.
    """

    unit_path = "cadre__unit_path"
    account_path = "cadre__account"

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """One's own batches, without people who left one's keeping."""
        kept = super().scope_condition(viewer, KEEPERS)
        own: Any = _own(viewer, "batch__asked_by", acting_as)
        return own & (Q(cadre__isnull=True) | kept)
