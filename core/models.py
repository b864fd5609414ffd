"""Django's view of the app: every model of every noun."""

from core.accounts.models import (
    AccountLetter,
    Authenticator,
    Grant,
    PasswordRecord,
    RoleRule,
    User,
)
from core.accounts.sessions import LoginSession
from core.audit.models import AuditEntry, AuditLink
from core.clients.models import ApiClient
from core.codes.models import Code, CodeRelease, CodeTable
from core.jobs.models import Job, JobProblem
from core.listing.models import SavedView
from core.units.models import Unit, UnitPeriod

__all__ = [
    "AccountLetter",
    "ApiClient",
    "AuditEntry",
    "AuditLink",
    "Authenticator",
    "Code",
    "CodeRelease",
    "CodeTable",
    "Grant",
    "Job",
    "JobProblem",
    "LoginSession",
    "PasswordRecord",
    "RoleRule",
    "SavedView",
    "Unit",
    "UnitPeriod",
    "User",
]
