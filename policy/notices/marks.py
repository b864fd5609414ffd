"""How far a batch has come, in Redis: a cheap mark before and after each message.

A process that is killed leaves its marks. What has none was not begun and may be sent; what has the
mark of its end is sent; what has only the mark of its beginning (one message at most) may or may
not have gone out. A batch that Redis knows nothing of (it lost its memory) is uncertain as a whole.
"""

from __future__ import annotations

from collections.abc import Collection

from django.core.cache import cache

BEGUN, SENT = "begun", "sent"
KEPT = 7 * 86_400  # seconds


def _key(batch: int, digest: int | str) -> str:
    return f"digest:{batch}:{digest}"


def open_batch(batch: int) -> None:
    """From now on Redis knows of the batch."""
    cache.set(_key(batch, "open"), BEGUN, KEPT)


def mark(batch: int, *, sent: int | None, begun: int | None) -> None:
    """One message has gone out, the next one is begun: one journey."""
    marks = {}
    if sent is not None:
        marks[_key(batch, sent)] = SENT
    if begun is not None:
        marks[_key(batch, begun)] = BEGUN
    if marks:
        cache.set_many(marks, KEPT)


def unmark(batch: int, digest: int) -> None:
    """The server refused it: it is not out, whatever was begun."""
    cache.delete(_key(batch, digest))


def found(batch: int, digests: Collection[int]) -> dict[int, str] | None:
    """Digest to its mark, for those that have one; None when Redis knows nothing of the batch."""
    keys = {_key(batch, digest): digest for digest in digests}
    marks = cache.get_many([_key(batch, "open"), *keys])
    if _key(batch, "open") not in marks:
        return None
    return {digest: marks[key] for key, digest in keys.items() if key in marks}
