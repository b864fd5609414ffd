"""Django's view of the app: every model of every noun."""

from core.accounts.models import Grant, PasswordRecord, RoleRule, User
from core.audit.models import AuditEntry, AuditLink
from core.clients.models import ApiClient
from core.codes.models import Code, CodeRelease, CodeTable
from core.jobs.models import Job, JobProblem
from core.listing.models import SavedView
from core.units.models import Unit, UnitPeriod

__all__ = [
    "ApiClient",
    "AuditEntry",
    "AuditLink",
    "Code",
    "CodeRelease",
    "CodeTable",
    "Grant",
    "Job",
    "JobProblem",
    "PasswordRecord",
    "RoleRule",
    "SavedView",
    "Unit",
    "UnitPeriod",
    "User",
]
