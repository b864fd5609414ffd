"""Django's view of the app: every model of every noun."""

from assessments.concerns.models import Concern, ConcernStep
from assessments.spot_checks.models import (
    Rectification,
    RectificationRound,
    SpotCheck,
    SpotFrame,
    SpotItem,
    SpotSign,
)
from assessments.talks.models import Talk, TalkAttachment, TalkRevision

__all__ = [
    "Concern",
    "ConcernStep",
    "Rectification",
    "RectificationRound",
    "SpotCheck",
    "SpotFrame",
    "SpotItem",
    "SpotSign",
    "Talk",
    "TalkAttachment",
    "TalkRevision",
]
