"""Rows of accounts and grants."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.base_user import BaseUserManager
from django.db.models import Q

from core.choices import Role
from core.scoping import ScopedQuerySet, Viewer, subtree


class UserQuerySet(ScopedQuerySet):
    """Accounts are kept by the administrators; everybody else sees his own."""

    reach = {Role.SYSTEM_ADMINISTRATOR: subtree, Role.SECURITY_ADMINISTRATOR: subtree}

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as=None) -> Q:
        """What the role opens, and oneself."""
        condition = super().scope_condition(viewer, acting_as)
        if acting_as is None and isinstance(viewer, BaseAccount):
            condition |= Q(pk=viewer.pk)
        return condition


class BaseAccount:
    """Marks people's accounts, as against API clients, without importing the model."""


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Django's authentication asks for `get_by_natural_key`."""


class GrantQuerySet(ScopedQuerySet):
    """Grants are given by the security administrator; everybody else sees his own."""

    reach = {Role.SECURITY_ADMINISTRATOR: subtree}

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as=None) -> Q:
        """What the role opens, and one's own."""
        condition = super().scope_condition(viewer, acting_as)
        if acting_as is None and isinstance(viewer, BaseAccount):
            condition |= Q(user=viewer.pk)
        return condition

    def in_force(self, on: date) -> GrantQuerySet:
        """Grants whose period contains the day."""
        return self.filter(during__contains=on)

    def not_ended(self, on: date) -> GrantQuerySet:
        """Grants in force on the day, or to come after it."""
        return self.filter(during__overlap=(on, None))


def not_of_oneself(condition: Q, viewer: Viewer, account_path: str) -> Q:
    """The condition without rows about the viewer himself; a program is nobody."""
    if not isinstance(viewer, BaseAccount):
        return condition
    return condition & (Q(**{f"{account_path}__isnull": True}) | ~Q(**{account_path: viewer.pk}))
