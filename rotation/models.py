"""Django's view of the app: every model of every noun."""

from rotation.appraisals.models import Appraisal
from rotation.frontline.models import Batch, Candidate, HostPost, Programme
from rotation.grassroots.models import GrassrootsJudgement
from rotation.moves.models import Consultation, PlannedMove, RotationPlan
from rotation.positions.models import Position
from rotation.postings.models import Arrangement, Posting, PostingExtension
from rotation.postings.rises import Rise

__all__ = [
    "Appraisal",
    "Arrangement",
    "Batch",
    "Candidate",
    "Consultation",
    "GrassrootsJudgement",
    "HostPost",
    "PlannedMove",
    "Position",
    "Posting",
    "PostingExtension",
    "Programme",
    "Rise",
    "RotationPlan",
]
