"""What verbs change about reports shows at once in what units and departments owe."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from policy.duties.refreshing import refresh
from reporting.annual.duties import RULES
from reporting.annual.models import AnnualReport


def owe(reports: Iterable[AnnualReport], *, on: date) -> None:
    """Settle the duties about the reports' units; the last thing that a verb does."""
    units = sorted({one.unit_id for one in reports})
    if units:
        refresh(on=on, rules=RULES, units=units, whole=True)
