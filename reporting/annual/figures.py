"""The figures of clause 3.3.5 that annual reports go by."""

from dataclasses import dataclass
from datetime import date, timedelta

from policy.parameters.figures import figure


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """By when reports are due; `deadline` is (month, day) in the year reported on."""

    deadline: tuple[int, int] = figure("report.deadline")
    county_lead: int = figure("report.county_lead_days")
    review_days: int = figure("report.review_days")
    return_days: int = figure("report.return_days")
    since: date = figure("duty.since")

    def due_on(self, year: int, *, to_county: bool) -> date:
        """The last day of filing in time: units of a county file before their county does."""
        last = date(year, *self.deadline)
        return last - timedelta(days=self.county_lead) if to_county else last
