"""Rows of cases: the offices of the person's unit; he himself sees an exit case, as it is told.

That somebody is investigated is not told to him, so neither is the case that it opened.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar, Self

from django.db.models import Q

from assessments.cases.choices import OPEN_CASES, CaseKind
from assessments.talks.querysets import OFFICES, READERS
from cadres.choices import ExitGround
from cadres.people.querysets import FileRowQuerySet, branch
from core.accounts.querysets import not_of_oneself
from core.choices import Role
from core.scoping import NOTHING, Reach, Scope, Viewer

# Clerks and programs hear of no discipline (cadres/dossier), so of no case that it opened.
INVESTIGATION = "investigation"  # what `RosterCase.event` begins with, where the person is not told
BUT_DISCIPLINE = ("", *(ground for ground in ExitGround.values if ground != ExitGround.DISCIPLINE))


def _but_discipline(unit_path: str, scope: Scope) -> Q:
    """The branch without cases of clause 3.3.3-5."""
    ground = unit_path.removesuffix("cadre__unit_path") + "ground__in"
    return branch(unit_path, scope) & Q(**{ground: BUT_DISCIPLINE})


class CaseQuerySet(FileRowQuerySet):
    """Cases."""

    reach: ClassVar[dict[Role, Reach]] = {
        **FileRowQuerySet.reach,
        Role.UNIT_CLERK: _but_discipline,
        Role.API_CLIENT: _but_discipline,
    }
    kind_path: ClassVar[str] = "kind"
    event_path: ClassVar[str] = "event"

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """As an office, but not about oneself; as oneself, an exit case that is told."""
        roles = None if acting_as is None else frozenset(acting_as)
        own = super().scope_condition
        offices = READERS if roles is None else READERS & roles
        condition = not_of_oneself(own(viewer, offices), viewer, cls.account_path)
        himself = frozenset({Role.CADRE}) if roles is None else roles & {Role.CADRE}
        about = own(viewer, himself) if himself else NOTHING
        if about != NOTHING:
            about &= Q(**{cls.kind_path: CaseKind.EXIT})
            about &= ~Q(**{f"{cls.event_path}__startswith": f"{INVESTIGATION}:"})
            condition = about if not offices else condition | about
        return condition

    @classmethod
    def opened_to(cls, viewer: Viewer, roles: frozenset[Role] = OFFICES) -> Q:
        """What the viewer sees as an office, not as the person himself."""
        return not_of_oneself(cls.scope_condition(viewer, roles), viewer, cls.account_path)

    def undecided(self) -> Self:
        """Those that still wait for a decision."""
        return self.filter(state__in=OPEN_CASES)


class OfCaseQuerySet(CaseQuerySet):
    """Rows that belong to a case."""

    unit_path = "case__cadre__unit_path"
    account_path = "case__cadre__account"
    kind_path = "case__kind"
    event_path = "case__event"
