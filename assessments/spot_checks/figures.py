"""The figures of clause 3.3.2 that spot checks go by."""

from dataclasses import dataclass

from policy.parameters.figures import figure


@dataclass(frozen=True, slots=True)
class SpotFigures:
    """How much is drawn, by when, by when units answer, and what counts as entered late."""

    percent: int = figure("talk.spot_check_percent")
    check_days: int = figure("talk.spot_check_days")
    answer_days: int = figure("talk.answer_days")
    late_days: int = figure("talk.late_days")
    seal_days: int = figure("talk.seal_days")
