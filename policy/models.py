"""Django's view of the app: every model of every noun."""

from policy.clauses.models import Clause
from policy.duties.models import Duty, Settlement
from policy.notices.models import Digest, Notice, Nudge
from policy.parameters.models import Parameter, ParameterValue

__all__ = [
    "Clause",
    "Digest",
    "Duty",
    "Notice",
    "Nudge",
    "Parameter",
    "ParameterValue",
    "Settlement",
]
