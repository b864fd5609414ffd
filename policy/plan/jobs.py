"""Duties follow a figure that was changed, when they are many."""

from typing import Any

from django.utils import timezone

from core.jobs.models import Job
from core.jobs.progress import Progress
from policy.duties.refreshing import refresh
from policy.duties.rule import all_rules


def follow(job: Job, progress: Progress) -> dict[str, Any]:
    """The rules named in the job, one after the other; safe to run again.

    How many duties changed is not told: a county that asked would learn it of the whole city.
    """
    rules = [rule for name, rule in all_rules().items() if name in job.params["rules"]]
    progress.expect(len(rules))
    refresh(
        on=timezone.localdate(),
        rules=rules,
        told=lambda rule, _tally: progress.advance(1, rule.label),
    )
    return {}
