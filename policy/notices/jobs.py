"""The scheduled work: the reminders of the morning, and the e-mail that waits."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from core.jobs.models import Job
from core.jobs.progress import Progress
from policy.notices.making import remind as make_reminders
from policy.notices.sending import Sent
from policy.notices.sending import deliver as send_digests


def remind(job: Job, progress: Progress) -> dict[str, Any]:
    """Notices and digests of today, then their e-mail; a second run finds nothing left to do."""
    on = timezone.localdate()
    made = make_reminders(on=on)
    progress.message = made.sentence()
    sent = _send(progress)
    progress.message = f"{made.sentence()}{sent.sentence()}"
    return {
        "notices": made.notices,
        "people": made.people,
        "nobody": [{"unit": name, "duties": count} for _, name, count in made.nobody],
        "sent": sent.sent,
        "failed": sent.failed,
        "unsure": sent.unsure,
    }


def deliver(job: Job, progress: Progress) -> dict[str, Any]:
    """What waits to be sent, or to be tried again."""
    sent = _send(progress)
    progress.message = sent.sentence()
    return {"sent": sent.sent, "failed": sent.failed, "unsure": sent.unsure}


def _send(progress: Progress) -> Sent:
    return send_digests(
        on=timezone.localdate(), told=lambda sent: progress.advance(0, sent.sentence())
    )
