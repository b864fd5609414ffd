"""The verbs of cases: opened by hand, heard, decided; the flow says who may do what."""

from assessments.cases.services.by_hand import nominate, open_by_hand
from assessments.cases.services.deciding import (
    admit,
    decline,
    keep,
    observe,
    release,
    withdraw,
)
from assessments.cases.services.hearing import opine, state

__all__ = [
    "admit",
    "decline",
    "keep",
    "nominate",
    "observe",
    "open_by_hand",
    "opine",
    "release",
    "state",
    "withdraw",
]
