"""The figures that notices go by."""

from dataclasses import dataclass

from policy.parameters.figures import figure


@dataclass(frozen=True, slots=True)
class NoticeFigures:
    """How many days before, how often after, and what becomes of a day off."""

    lead_days: tuple[int, ...] = figure("notice.lead_days")
    overdue_every: int = figure("notice.overdue_every")
    on_holiday: str = figure("notice.on_holiday")


@dataclass(frozen=True, slots=True)
class NudgeFigures:
    """How often a unit may be nudged on a day."""

    per_day: int = figure("nudge.per_day")
