"""Rows of clauses: the plan is no secret to anybody who has a part in it."""

from core.choices import BUSINESS_ROLES, Role
from core.scoping import EVERYTHING, Scope, ScopedQuerySet


def whole_plan(_unit_path: str, _scope: Scope):
    """Every clause, wherever the grant stands."""
    return EVERYTHING


class ClauseQuerySet(ScopedQuerySet):
    """Clauses."""

    reach = dict.fromkeys((*BUSINESS_ROLES, Role.API_CLIENT), whole_plan)
