"""Django's view of the app: every model of every noun."""

from cadres.approval.models import ApprovalTexts
from cadres.changes.models import ChangeRequest, FieldChange
from cadres.checks.models import Finding, Looked, Mended, Mute, Tally
from cadres.feed.models import Departure
from cadres.importing.models import ImportBatch, ImportRow
from cadres.intake.models import Applicant, IntakeBatch, IntakeStep
from cadres.people.models import Cadre, Discipline, FamilyMember, ResumeLine, Reward
from cadres.pools.models import PoolMembership
from cadres.roster.models import RosterAct, RosterActRow, RosterEntry, RosterStage

__all__ = [
    "Applicant",
    "ApprovalTexts",
    "Cadre",
    "ChangeRequest",
    "Departure",
    "Discipline",
    "FamilyMember",
    "FieldChange",
    "Finding",
    "ImportBatch",
    "ImportRow",
    "IntakeBatch",
    "IntakeStep",
    "Looked",
    "Mended",
    "Mute",
    "PoolMembership",
    "ResumeLine",
    "Reward",
    "RosterAct",
    "RosterActRow",
    "RosterEntry",
    "RosterStage",
    "Tally",
]
