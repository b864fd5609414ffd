"""The nightly job that takes away files of reports which no row names."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from core.jobs.models import Job
from core.jobs.progress import Progress
from core.orphans import sweep
from reporting.annual.models import Paper

FOLDER = "reports"  # where `Paper.file` is kept
SAFE_AGE = timedelta(days=1)  # a file is made in seconds, and a run of a job takes hours at most


def run(_job: Job, _progress: Progress) -> dict[str, int]:
    """Files of a write that was killed, and of papers that were made anew."""
    field = Paper._meta.get_field("file")
    return {"files": sweep(field, FOLDER, before=timezone.now() - SAFE_AGE)}
