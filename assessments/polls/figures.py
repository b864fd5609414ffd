"""The figures of clauses 3.3.4 and 3.3.3 that polls go by; a poll keeps those it began with."""

from dataclasses import dataclass

from policy.parameters.figures import figure


@dataclass(frozen=True, slots=True)
class PollFigures:
    """The smallest group that is shown, what abstentions count for, and the usual weights."""

    min_group: int = figure("ballot.min_group")
    abstain: str = figure("ballot.abstain_counts")
    weight_a: int = figure("ballot.weight_a")
    weight_b: int = figure("ballot.weight_b")
    weight_c: int = figure("ballot.weight_c")

    @property
    def abstain_counts(self) -> bool:
        """Whether 弃权 stays in the denominator."""
        return self.abstain == "yes"
