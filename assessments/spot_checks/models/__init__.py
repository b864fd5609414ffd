"""A draw of talk records, the records as they were, and what units have to put right."""

from assessments.spot_checks.models.check import SpotCheck, SpotFrame, SpotItem, SpotSign
from assessments.spot_checks.models.rectification import Rectification, RectificationRound

__all__ = [
    "Rectification",
    "RectificationRound",
    "SpotCheck",
    "SpotFrame",
    "SpotItem",
    "SpotSign",
]
