"""Rows of annual reports: the door follows the unit that reports.

A report speaks of many people, so nobody reads it as himself. What it says of whoever reads it in
an office, and what clerks and programs may not hear, is taken out where it is shown
(`reporting/annual/shown.py`), never by the row.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import ClassVar, Self

from django.db.models import F, Q

from assessments.talks.querysets import OFFICES
from core.accounts.querysets import not_of_oneself
from core.choices import Role
from core.scoping import NOTHING, ScopedQuerySet, Viewer
from reporting.annual.choices import ReportState

READERS = OFFICES | {Role.API_CLIENT}


class ReportQuerySet(ScopedQuerySet):
    """Reports: of the offices, and of programs."""

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """What the offices' roles open."""
        roles = READERS if acting_as is None else READERS & frozenset(acting_as)
        return super().scope_condition(viewer, roles) if roles else NOTHING

    def unfiled(self) -> Self:
        """Those that their unit still owes."""
        return self.filter(state__in=(ReportState.DRAFT, ReportState.RETURNED))

    def late(self, on: date) -> Self:
        """Filed after they were due, or due and not filed by the day."""
        after = Q(first_filed_on__gt=F("due_on"))
        return self.filter(after | Q(first_filed_on__isnull=True, due_on__lt=on))


class OfReportQuerySet(ReportQuerySet):
    """Rows that belong to a report."""

    unit_path: ClassVar[str] = "report__unit__path"


class OpinionQuerySet(OfReportQuerySet):
    """Opinions about people: never one's own."""

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """What the report's roles open, but not about oneself."""
        condition = super().scope_condition(viewer, acting_as)
        if condition == NOTHING:
            return condition
        return not_of_oneself(condition, viewer, "cadre__account")


class PaperQuerySet(OfReportQuerySet):
    """Files made of filed reports."""

    unit_path: ClassVar[str] = "filing__report__unit__path"
