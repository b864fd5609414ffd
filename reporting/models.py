"""Django's view of the app: every model of every noun."""

from reporting.annual.models import (
    AnnualReport,
    Comment,
    Explanation,
    Filing,
    Opinion,
    Paper,
    Passage,
    Proposal,
    ReportStep,
)

__all__ = [
    "AnnualReport",
    "Comment",
    "Explanation",
    "Filing",
    "Opinion",
    "Paper",
    "Passage",
    "Proposal",
    "ReportStep",
]
