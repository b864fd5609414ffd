"""Rows of requests: they follow the person they speak of."""

from __future__ import annotations

from cadres.people.querysets import FileRowQuerySet, OfPersonQuerySet


class ChangeQuerySet(FileRowQuerySet):
    """Requests."""

    def pending(self) -> ChangeQuerySet:
        """Requests that wait for the department."""
        return self.filter(state="open")


class OfRequestQuerySet(OfPersonQuerySet):
    """Rows of a request."""

    unit_path = "request__cadre__unit_path"
    account_path = "request__cadre__account"
