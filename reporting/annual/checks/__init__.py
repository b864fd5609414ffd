"""The checks before a report is filed (3.3.5): each names its cell and the way to mend it."""

from __future__ import annotations

import re
from datetime import date
from itertools import chain

from policy.periods import Quarter
from reporting.annual.checks import records, written
from reporting.annual.checks.check import ORDER, Check, Reach
from reporting.annual.models import AnnualReport, Explanation
from reporting.annual.stale import gathered_now
from reporting.annual.whole import Whole
from reporting.gathering.content import Content

__all__ = ["EXPLAINABLE", "Check", "Reach", "checks_of", "is_explainable"]

CHECKS = (  # after what was gathered is compared with the records
    records.receiver,
    records.people,
    written.opinions,
    written.words,
    written.proposals,
    written.head,
    records.files,
    records.talks,
    records.units,
    written.returned,
    written.comments,
)
# What a unit may leave as it is, if it says why: the keys of yellow checks begin so.
EXPLAINABLE = ("talks:", "units", "head", "returned:")
_RETURNED = re.compile(r"returned:[1-9][0-9]{0,17}", re.ASCII)


def is_explainable(key: str, year: int) -> bool:
    """Whether a report of the year has such a check, and it may stay as it is."""
    quarters = (Quarter(year, number).key for number in range(1, 5))
    known = {"units", "head", *(f"talks:{quarter}" for quarter in quarters)}
    return key in known or bool(_RETURNED.fullmatch(key))


def checks_of(
    report: AnnualReport,
    whole: Whole,
    on: date,
    reach: Reach | None = None,
    now: Content | None = None,
) -> list[Check]:
    """Every check of a report that is being written: red first, then yellow, then green.

    `whole` is the report as its rows have it, `reach` what the reader of the checks may hear,
    `now` what the records say (`gathered_now`), for whoever needs that himself.
    """
    reach = reach or Reach()
    found = list(records.records(report, now or gathered_now(report, on), reach))
    found += chain.from_iterable(check(report, whole, on, reach) for check in CHECKS)
    if any(one.light == "yellow" for one in found):
        rows = Explanation.objects.filter(report=report)
        told = dict(rows.values_list("check_key", "words"))
        found = [_with(one, told.get(one.key, "")) for one in found]
    return sorted(found, key=lambda one: ORDER[one.light])


def _with(check: Check, words: str) -> Check:
    if check.light != "yellow" or not words:
        return check
    return Check(check.key, check.light, check.cell, check.sentence, check.label, check.url, words)
