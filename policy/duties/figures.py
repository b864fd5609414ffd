"""The figures that the engine itself goes by."""

from dataclasses import dataclass
from datetime import date

from policy.parameters.figures import figure


@dataclass(frozen=True, slots=True)
class Since:
    """From which day on duties are derived."""

    since: date = figure("duty.since")
