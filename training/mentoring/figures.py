"""The figures of clause 3.1.2 that mentoring goes by."""

from dataclasses import dataclass
from datetime import date

from policy.parameters.figures import figure


@dataclass(frozen=True, slots=True)
class MentoringFigures:
    """How long a round is, how many a mentor takes, and by when people are paired and reviewed."""

    round_months: int = figure("mentoring.round_months")
    max_mentees: int = figure("mentoring.max_mentees")
    pair_days: int = figure("mentoring.pair_days")
    review_days: int = figure("mentoring.review_days")
    since: date = figure("duty.since")
