"""Old departures are forgotten: nobody is told of them any more."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cadres.feed.models import Departure
from cadres.feed.moments import KEPT
from core.jobs.models import Job
from core.jobs.progress import Progress

# One day more than callers may ask for: no pull that has been let in finds a gap.
GRACE = timedelta(days=1)


def forget_departures(_job: Job, progress: Progress) -> dict[str, Any]:
    """The nightly job: departures that no delta may ask about go."""
    old = Departure.objects.filter(at__lt=timezone.now() - KEPT - GRACE)
    count, _ = old.delete()
    progress.finish(count)
    return {"rows": count}
