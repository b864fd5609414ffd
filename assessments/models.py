"""Django's view of the app: every model of every noun."""

from assessments.cases.models import CaseStep, RosterCase
from assessments.concerns.models import Concern, ConcernStep
from assessments.findings.models import ConductFinding, FindingFile, FindingRevision
from assessments.polls.models import (
    Electorate,
    PaperCount,
    Poll,
    PollResult,
    PollSubject,
    Remark,
    SealedBallot,
    Sheet,
    Slip,
    Urn,
)
from assessments.rounds.models import Assessment, Interview, Round
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
    "Assessment",
    "CaseStep",
    "Concern",
    "ConcernStep",
    "ConductFinding",
    "Electorate",
    "FindingFile",
    "FindingRevision",
    "Interview",
    "PaperCount",
    "Poll",
    "PollResult",
    "PollSubject",
    "Rectification",
    "RectificationRound",
    "Remark",
    "RosterCase",
    "Round",
    "SealedBallot",
    "Sheet",
    "Slip",
    "SpotCheck",
    "SpotFrame",
    "SpotItem",
    "SpotSign",
    "Talk",
    "TalkAttachment",
    "TalkRevision",
    "Urn",
]
