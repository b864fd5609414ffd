"""The figures of clause 3.3.2 that talks go by."""

from dataclasses import dataclass

from policy.parameters.figures import figure


@dataclass(frozen=True, slots=True)
class TalkFigures:
    """How many talks a quarter, who came too late to be asked for one, when records are sealed."""

    per_quarter: int = figure("talk.per_quarter")
    grace_days: int = figure("talk.grace_days")
    seal_days: int = figure("talk.seal_days")
