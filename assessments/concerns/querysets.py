"""Rows of concerns: for the offices alone, never for the cadre himself."""

from django.db.models import Q

from assessments.talks.querysets import OFFICES
from cadres.people.querysets import FileRowQuerySet
from core.scoping import Viewer


class ConcernQuerySet(FileRowQuerySet):
    """Concerns."""

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as=None) -> Q:
        """The offices'."""
        roles = OFFICES if acting_as is None else OFFICES & set(acting_as)
        return super().scope_condition(viewer, roles)
