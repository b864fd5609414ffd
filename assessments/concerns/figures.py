"""The figures of clause 3.3.2 that concerns go by."""

from dataclasses import dataclass

from policy.parameters.figures import figure


@dataclass(frozen=True, slots=True)
class ConcernFigures:
    """Days to remind in, to correct in where nothing was promised, and to close in."""

    remind_days: int = figure("concern.remind_days")
    correct_days: int = figure("concern.correct_days")
    close_days: int = figure("concern.close_days")
