"""The nightly run: every rule over everybody on the roster; run again, it opens nothing twice."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from assessments.cases import opening
from assessments.cases.rules.rule import Rule
from core.errors import DomainError
from core.jobs.models import Job
from core.jobs.progress import Progress


def sweep(_job: Job, progress: Progress) -> dict[str, Any]:
    """All of them in one transaction; a rule whose figure nobody has set says so, and fails it."""
    faults: dict[str, str] = {}

    def told(rule: Rule, fault: str) -> None:
        faults[rule.label] = fault

    count = opening.sweep(on=timezone.localdate(), told=told)
    progress.message = f"新立案 {count:,} 件。"
    for label, fault in faults.items():
        progress.problem(place=label, reason=fault)
    if faults:
        raise DomainError(f"“{'、'.join(faults)}”没有对照，原因见下。{progress.message}")
    return {"opened": count}
