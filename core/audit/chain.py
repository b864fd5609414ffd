"""The hash chain of the log: sealing in batches, and checking every byte.

Each link's digest is `HMAC-SHA256(key, digest before | id | mac of the entry)`. The key lives
outside the database (AUDIT_KEY): whoever can write to the database alone cannot forge a consistent
chain. Writers never wait: a scheduled job links what has been committed since. Rows not linked yet
are covered one by one by their own `mac`; that a row was deleted within the minute before it was
sealed is the one thing this cannot see.
"""

import hmac
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, TypeVar

import orjson
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from core.audit.models import AuditEntry, AuditLink
from core.copying import copy_rows

log = logging.getLogger(__name__)

Item = TypeVar("Item")

GENESIS = "0" * 64
BATCH = 5000
SEAL_LOCK = 7_310_001
LATE = 100_000  # entries: how far behind the newest sealed one each minute's run looks
FIELDS = (
    "at",
    "actor_kind",
    "actor_id",
    "actor_label",
    "action",
    "subject",
    "subject_id",
    "subject_label",
    "detail",
    "rows",
    "address",
    "request_id",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where the log is not what was written."""

    entry: int | None
    position: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of a check: how much was read, the last link, and every fault."""

    sealed: int
    unsealed: int
    head: str
    faults: list[Fault]


def _content(values: dict[str, Any]) -> bytes:
    """The entry as canonical bytes: sorted keys, UTC time, microseconds."""
    if not isinstance(values["at"], str):
        values = values | {"at": moment_text(values["at"])}
    return orjson.dumps(values, option=orjson.OPT_SORT_KEYS)


def moment_text(at: datetime | str) -> str:
    """A moment as it is hashed; of many that share one it is made once."""
    if isinstance(at, str):
        return at
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _mac(content: bytes) -> str:
    return hmac.digest(settings.AUDIT_KEY.encode(), content, sha256).hex()


def row_mac(entry: AuditEntry) -> str:
    """The keyed hash of one entry's own content."""
    return values_mac({name: getattr(entry, name) for name in FIELDS})


def values_mac(values: dict[str, Any]) -> str:
    """The same of an entry that is written without a model: a value for each of FIELDS."""
    return _mac(_content(values))


def _next_digest(before: str, pk: int, mac: str) -> str:
    return _mac(f"{before}|{pk}|{mac}".encode())


@transaction.atomic
def seal(*, whole: bool = False) -> int:
    """Link committed entries that have no link yet, BATCH at most; returns how many.

    Entries more than LATE numbers behind the newest sealed one are looked at when `whole`: only a
    transaction that stayed open while LATE others were written leaves any there.
    One sealer at a time (an advisory lock); a second one returns 0 at once.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEAL_LOCK])
        if not cursor.fetchone()[0]:
            return 0
    last = AuditLink.objects.order_by("-position").first()
    position, digest = (last.position, last.digest) if last else (0, GENESIS)
    waiting = _waiting(whole=whole).order_by("pk").values_list("pk", "mac")[:BATCH]
    links = []
    for pk, mac in waiting:
        position += 1
        digest = _next_digest(digest, pk, mac)
        links.append((position, pk, digest))
    if links:
        copy_rows(AuditLink._meta.db_table, ("position", "entry_id", "digest"), links)
        # Repeated outside the database: whoever cuts the chain's end must cut the log file too.
        log.info("audit sealed", extra={"position": position, "digest": digest})
    return len(links)


def _waiting(*, whole: bool) -> QuerySet[AuditEntry]:
    """Entries without a link; the bound on both sides keeps PostgreSQL from reading all links."""
    newest = AuditLink.objects.aggregate(newest=Max("entry_id"))["newest"]
    floor = 0 if whole or newest is None else newest - LATE
    links = AuditLink.objects.filter(entry_id=OuterRef("pk"), entry_id__gt=floor)
    return AuditEntry.objects.filter(~Exists(links), pk__gt=floor)


def seal_job(job, progress) -> dict[str, int]:
    """The scheduled run: batches until nothing is left; the first of each hour looks at all."""
    sealed = 0
    while count := seal(whole=job.created_at.minute == 0):
        sealed += count
        progress.advance(count)
    return {"sealed": sealed}


def _unwatched(rows: Iterable[Item]) -> Iterable[Item]:
    return rows


def verify(
    *,
    anchor: tuple[int, str] | None = None,
    watch: Callable[[Iterable[Any]], Iterable[Any]] = _unwatched,
) -> Verdict:
    """Read the whole log in its sealed order and compare every byte; constant memory.

    `anchor` is a (position, digest) noted elsewhere: a chain cut before it is found. Every row read
    passes through `watch`. Nothing is written.
    """
    faults: list[Fault] = []
    sealed, digest, anchored = 0, GENESIS, False
    for position, pk, link_digest, values in watch(_sealed_rows()):
        sealed += 1
        if position != sealed:
            faults.append(Fault(pk, position, f"封存位置 {sealed} 缺失，下一条是 {position}。"))
            sealed = position
        if values is None:
            faults.append(Fault(pk, position, f"日志 {pk} 已封存在位置 {position}，但记录不见了。"))
        else:
            stored = values.pop("mac")
            content_is_whole = hmac.compare_digest(_mac(_content(values)), stored)
            digest = _next_digest(digest, pk, stored)
            if not content_is_whole:
                faults.append(Fault(pk, position, f"日志 {pk} 的内容与写入时不一致。"))
            elif digest != link_digest:
                faults.append(Fault(pk, position, f"日志 {pk} 在位置 {position} 的封存值不一致。"))
        digest = link_digest
        anchored = anchored or (position, digest) == anchor
    if anchor is not None and not anchored:
        faults.append(Fault(None, anchor[0], f"找不到封存位置 {anchor[0]}，日志末尾被截断或改写。"))
    unsealed = 0
    tail = AuditEntry.objects.filter(link__isnull=True).order_by("pk")
    for row in watch(tail.values("pk", "mac", *FIELDS).iterator(chunk_size=2000)):
        unsealed += 1
        pk, stored = row.pop("pk"), row.pop("mac")
        if not hmac.compare_digest(_mac(_content(row)), stored):
            faults.append(Fault(pk, None, f"尚未封存的日志 {pk} 的内容与写入时不一致。"))
    return Verdict(sealed, unsealed, digest, faults)


def _sealed_rows() -> Iterator[tuple[int, int, str, dict[str, Any] | None]]:
    names = [f"entry__{name}" for name in ("mac", *FIELDS)]
    links = AuditLink.objects.order_by("position").values_list(
        "position", "entry_id", "digest", *names
    )
    for position, entry_id, digest, *values in links.iterator(chunk_size=2000):
        row = dict(zip(("mac", *FIELDS), values, strict=True))
        yield position, entry_id, digest, row if row["mac"] is not None else None
