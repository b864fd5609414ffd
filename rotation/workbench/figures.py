"""The figure that the workbench reads."""

from dataclasses import dataclass

from policy.parameters.figures import figure


@dataclass(frozen=True, slots=True)
class ReturnFigures:
    """How many days before its end a return is announced."""

    days: int = figure("frontline.return_days")
