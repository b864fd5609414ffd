"""Rows of jobs: whoever asked for a job sees it; what it produced may hold what only he may see."""

from __future__ import annotations

from django.db.models import Q

from core.audit.models import ActorKind
from core.scoping import NOTHING, ScopedQuerySet, Viewer


class JobQuerySet(ScopedQuerySet):
    """Jobs belong to who asked, whatever his role."""

    reach = {}

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as=None) -> Q:
        """One's own jobs."""
        if viewer.pk is None:
            return NOTHING
        if getattr(viewer, "actor_kind", ActorKind.USER) == ActorKind.CLIENT:
            return Q(client=viewer.pk)
        return Q(requested_by=viewer.pk)
