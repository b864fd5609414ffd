"""Rows of the log: the auditor reads all of it, nobody else any."""

from core.choices import Role
from core.scoping import ScopedQuerySet, everything


class AuditQuerySet(ScopedQuerySet):
    """The log belongs to the auditor."""

    reach = {Role.AUDITOR: everything}
