"""How often an account has failed lately, and until when that locks it: axes' rows, read."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.utils import timezone


@dataclass(frozen=True, slots=True)
class LockState:
    """Failures that still count, and the moment when the lock they make ends (None: not locked)."""

    failures: int
    until: datetime | None

    @property
    def left(self) -> int:
        """How many more failures it takes to lock."""
        return max(settings.AXES_FAILURE_LIMIT - self.failures, 0)

    @property
    def until_text(self) -> str:
        """The end of the lock for people, rounded up to the minute; empty when not locked."""
        if self.until is None:
            return ""
        end = timezone.localtime(self.until) + timedelta(seconds=59)
        same_day = end.date() == timezone.localdate()
        return f"{end:%H:%M}" if same_day else f"{end:%m-%d %H:%M}"


def lock_state(username: str, at: datetime) -> LockState:
    """The state of a username, whether or not an account has it.

    Axes keeps one row per browser and address, and adds up those of the last AXES_COOLOFF_TIME: the
    lock ends when so many rows have grown too old that the rest stays below the limit.
    """
    rows = list(
        AccessAttempt.objects.filter(
            username=username, attempt_time__gte=at - settings.AXES_COOLOFF_TIME
        )
        .order_by("attempt_time")
        .values_list("attempt_time", "failures_since_start")
    )
    failures = counted = sum(count for _, count in rows)
    until = None
    for attempted_at, count in rows:
        if counted < settings.AXES_FAILURE_LIMIT:
            break
        counted -= count
        until = attempted_at + settings.AXES_COOLOFF_TIME
    return LockState(failures, until)
