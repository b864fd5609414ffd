"""Django's view of the app: every model of every noun."""

from assessments.concerns.models import Concern, ConcernStep
from assessments.spot_checks.models import Rectification, SpotCheck, SpotItem
from assessments.talks.models import Talk, TalkAttachment, TalkRevision

__all__ = [
    "Concern",
    "ConcernStep",
    "Rectification",
    "SpotCheck",
    "SpotItem",
    "Talk",
    "TalkAttachment",
    "TalkRevision",
]
