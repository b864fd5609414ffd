"""The figure of clause 3.3.3 that the roster itself goes by."""

from dataclasses import dataclass

from policy.parameters.figures import figure


@dataclass(frozen=True, slots=True)
class ReentryFigures:
    """How long whoever was released for one of the seven grounds stays away."""

    months: int = figure("exit.reentry_months")
