"""Files of many filings, made one by one and kept at once, by as many workers as are free.

Whoever runs this goes through all filings: what is kept is passed over, what another process is
making is come back to. So it can be killed at any moment and begun again, and two may run at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from time import sleep

from reporting.annual.choices import PaperKind
from reporting.annual.models import Paper
from reporting.volume.choosing import Entry
from reporting.volume.keeping import attempt, claimed

PAUSE = 0.2  # seconds, while others make what is left
PATIENCE = 60.0  # seconds, then whoever has it is thought to hang

Tell = Callable[[int, Entry], None]


def make_all(
    entries: Sequence[Entry], kind: PaperKind, *, tell: Tell | None = None
) -> dict[int, str]:
    """Make what is not kept; of whom it did not succeed, by report, and why.

    `tell` hears, after each, how many are settled and whose turn it was. What it raises ends the
    work; what was kept is kept.
    """
    waiting, failed = deque(entries), dict[int, str]()
    idle = 0.0
    while waiting:
        is_idle = True
        for _ in range(len(waiting)):
            entry = waiting.popleft()
            with claimed(entry.filing.pk, kind) as is_mine:
                if not is_mine:
                    waiting.append(entry)
                    continue
                is_idle, idle = False, 0.0
                if reason := attempt(entry.filing.pk, kind):
                    failed[entry.report.pk] = reason
            if tell is not None:
                tell(_kept(entries, kind) + len(failed), entry)
        if is_idle:
            sleep(PAUSE)
            idle += PAUSE
            if idle >= PATIENCE:  # made twice is better than never: one of both is kept
                entry = waiting.popleft()
                if reason := attempt(entry.filing.pk, kind):
                    failed[entry.report.pk] = reason
                if not waiting:
                    break
            if tell is not None:
                tell(_kept(entries, kind) + len(failed), waiting[0])
    return failed


def _kept(entries: Sequence[Entry], kind: PaperKind) -> int:
    filings = [entry.filing.pk for entry in entries]
    return Paper.objects.filter(filing__in=filings, kind=kind).count()
