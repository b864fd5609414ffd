"""Rows of annual reports: the door follows the unit that reports.

What was filed with a county is also read by its department, wherever the unit stands since: it
takes it in, and has it in its volume.

A report speaks of many people, so nobody reads it as himself. What it says of whoever reads it in
an office, and what clerks and programs may not hear, is taken out where it is shown
(`reporting/annual/reading.py`), never by the row.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar, Self

from django.db.models import Q

from assessments.talks.querysets import OFFICES
from core.accounts.querysets import not_of_oneself
from core.choices import Role
from core.scoping import NOTHING, Reach, Scope, ScopedQuerySet, Viewer, own_unit, subtree
from reporting.annual.choices import UNFILED

READERS = OFFICES | {Role.API_CLIENT}


def received(unit_path: str, scope: Scope) -> Q:
    """Of the units at or below a county, and what was filed with it by those that left it since."""
    report = unit_path.removesuffix("unit__path")
    was_filed = Q(**{f"{report}first_filed_on__isnull": False})
    return subtree(unit_path, scope) | own_unit(f"{report}collector__path", scope) & was_filed


class ReportQuerySet(ScopedQuerySet):
    """Reports: of the offices, and of programs."""

    reach: ClassVar[dict[Role, Reach]] = ScopedQuerySet.reach | {Role.COUNTY_DEPARTMENT: received}

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """What the offices' roles open."""
        roles = READERS if acting_as is None else READERS & frozenset(acting_as)
        return super().scope_condition(viewer, roles) if roles else NOTHING

    def unfiled(self) -> Self:
        """What was not filed, or was returned; of units that are no more as well."""
        return self.filter(state__in=UNFILED)

    def years(self) -> list[int]:
        """The years that there are reports of, the latest first."""
        return list(self.order_by("-year").values_list("year", flat=True).distinct())


class OfReportQuerySet(ReportQuerySet):
    """Rows that belong to a report."""

    unit_path: ClassVar[str] = "report__unit__path"


class FilingQuerySet(OfReportQuerySet):
    """Filings of reports."""

    def last_of_each(self) -> Self:
        """Of every report what was filed last."""
        return self.order_by("report_id", "-number").distinct("report_id")


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
