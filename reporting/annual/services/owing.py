"""What verbs change about reports shows at once in what units and departments owe."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from policy.duties.refreshing import refresh, settlements
from reporting.annual.duties import RULES
from reporting.annual.models import AnnualReport


def owe(reports: Iterable[AnnualReport], *, on: date) -> None:
    """Settle the duties about the reports' units; the last thing that a verb does.

    A verb whose clock is behind takes the day of the last run.
    """
    units = sorted({one.unit_id for one in reports})
    if units:
        settled = settlements()
        day = max([on, *(settled[rule.name].on for rule in RULES if rule.name in settled)])
        refresh(on=day, rules=RULES, units=units, whole=True)
