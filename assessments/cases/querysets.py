"""Rows of cases: the offices of the person's unit; he himself sees an exit case, as it is told."""

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

# A clerk hears of no discipline (cadres/dossier), so of no case that it opened.
TOLD_TO_CLERKS = ("", *(ground for ground in ExitGround.values if ground != ExitGround.DISCIPLINE))


def _but_discipline(unit_path: str, scope: Scope) -> Q:
    """The branch without cases of clause 3.3.3-5."""
    ground = unit_path.removesuffix("cadre__unit_path") + "ground__in"
    return branch(unit_path, scope) & Q(**{ground: TOLD_TO_CLERKS})


class CaseQuerySet(FileRowQuerySet):
    """Cases."""

    reach: ClassVar[dict[Role, Reach]] = {
        **FileRowQuerySet.reach,
        Role.UNIT_CLERK: _but_discipline,
    }
    kind_path: ClassVar[str] = "kind"

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """As an office, but not about oneself; as oneself, an exit case."""
        roles = None if acting_as is None else frozenset(acting_as)
        own = super().scope_condition
        offices = READERS if roles is None else READERS & roles
        condition = not_of_oneself(own(viewer, offices), viewer, cls.account_path)
        himself = frozenset({Role.CADRE}) if roles is None else roles & {Role.CADRE}
        about = own(viewer, himself) if himself else NOTHING
        if about != NOTHING:
            about &= Q(**{cls.kind_path: CaseKind.EXIT})
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
