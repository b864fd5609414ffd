"""The figures of clause 3.1.4 that appraisals and returns go by."""

from dataclasses import dataclass
from datetime import date

from policy.parameters.figures import figure


@dataclass(frozen=True, slots=True)
class AppraisalFigures:
    """Which terms are appraised half-way, by when sheets are due, and who assesses the year."""

    midterm_months: int = figure("frontline.midterm_months")
    appraisal_days: int = figure("frontline.appraisal_days")
    return_days: int = figure("frontline.return_days")
    host_months: int = figure("frontline.host_months")
    since: date = figure("duty.since")
