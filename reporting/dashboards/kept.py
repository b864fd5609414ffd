"""Figures kept while nothing has changed: what was counted once need not be counted for each look.

A change of anything is known by its mark: the last change in the log, and the clock of the copies
that triggers stamp (the roster, duties). Something half-written has no mark yet: then nothing is
kept. So what is kept is what counting anew would give; after TIME it is counted anew all the same.

Whoever has the same authority shares it, but for those who are on the roster themselves: nobody
counts the duties about himself.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pickle import PickleError
from typing import Any, TypeVar

from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from redis.exceptions import RedisError

from core.accounts.querysets import BaseAccount
from core.audit.models import Action
from core.scoping import Viewer
from reporting.dashboards.shape import shape
from reporting.structure.frame import Frame

TIME = 600  # seconds
# Without Redis everything is counted; so it is where another release left what is unreadable now.
GONE = (RedisError, OSError)
UNREADABLE = (*GONE, PickleError, AttributeError, ImportError, EOFError, TypeError)
CHANGES = (Action.CREATE, Action.CHANGE, Action.DELETE, Action.IMPORT, Action.RUN)
MARK = """
SELECT concat_ws('|',
    (SELECT max(touched_at) FROM cadres_rosterentry),
    (SELECT max(touched_at) FROM policy_duty),
    (SELECT id FROM core_auditentry WHERE action = ANY(%s) ORDER BY id DESC LIMIT 1),
    coalesce((SELECT id FROM cadres_cadre WHERE account_id = %s), 0)
), pg_snapshot_xmin(s.now) = pg_snapshot_xmax(s.now)
FROM (SELECT pg_current_snapshot() AS now) s
"""
Found = TypeVar("Found")


def kept(frame: Frame, kind: Any, count: Callable[[], Found]) -> Found:
    """What `count` gives, or gave for the same authority, units and day before anything changed.

    `kind` is the dataclass that it gives. One statement where it is kept. Whoever sees something
    else has other scopes, and another key.
    """
    mark, is_quiet = _mark(frame.viewer)
    told = "|".join(
        (
            kind.__qualname__,
            shape(kind),
            type(frame.viewer).__name__,
            *(f"{scope.role}@{scope.path}" for scope in frame.viewer.scopes),
            frame.on.isoformat(),
            timezone.localdate().isoformat(),  # addresses say the day only where it is not today
            str(frame.unit.pk if frame.unit else ""),
            mark,
        )
    )
    key = f"figures:{sha256(told.encode()).hexdigest()}"
    found: Found | None = None
    with suppress(*UNREADABLE):
        found = cache.get(key)
    if found is None:
        found = count()
        if is_quiet:
            with suppress(*GONE):
                cache.set(key, found, TIME)
    return found


def _mark(viewer: Viewer) -> tuple[str, bool]:
    """What changes with every change, and with the file of the viewer; whether all is written."""
    account = viewer.pk if isinstance(viewer, BaseAccount) else None
    with connection.cursor() as cursor:
        cursor.execute(MARK, [[str(action) for action in CHANGES], account])
        mark, is_quiet = cursor.fetchone()
    return mark, is_quiet
