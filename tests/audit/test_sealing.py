"""What a minute's run looks at, and what only the hourly one finds."""

from datetime import UTC, datetime

import pytest

from core.audit import chain
from core.audit.models import Action, AuditEntry
from core.audit.services import record
from core.jobs.models import Job
from core.jobs.progress import Progress


@pytest.fixture
def late(world, monkeypatch) -> AuditEntry:
    """An entry that became visible after five newer ones were sealed, two of them in sight."""
    chain.seal(whole=True)
    entry, *newer = [record(Action.READ, actor=world.city) for _ in range(6)]
    chain.AuditLink.objects.bulk_create(
        chain.AuditLink(position=position, entry_id=other.pk, digest=digest)
        for position, other, digest in _links(newer)
    )
    monkeypatch.setattr(chain, "LATE", 2)
    return entry


def _links(entries):
    last = chain.AuditLink.objects.order_by("-position").first()
    position, digest = (last.position, last.digest) if last else (0, chain.GENESIS)
    for entry in entries:
        position += 1
        digest = chain._next_digest(digest, entry.pk, entry.mac)
        yield position, entry, digest


def is_sealed(entry: AuditEntry) -> bool:
    return AuditEntry.objects.filter(pk=entry.pk, link__isnull=False).exists()


def test_far_behind_is_left_to_the_hourly_look(late):
    assert chain.seal() == 0
    assert not is_sealed(late)
    assert chain.verify().unsealed == 1
    assert chain.seal(whole=True) == 1
    assert is_sealed(late)
    verdict = chain.verify()
    assert (verdict.faults, verdict.unsealed) == ([], 0)


def test_near_behind_is_sealed_by_the_next_run(late, monkeypatch):
    monkeypatch.setattr(chain, "LATE", 6)
    assert chain.seal() == 1
    assert is_sealed(late)


@pytest.mark.parametrize(("minute", "found"), [(0, 1), (1, 0), (59, 0)])
def test_the_first_run_of_each_hour_looks_at_all(late, minute, found):
    at = datetime(2026, 11, 23, 8, minute, 30, tzinfo=UTC)
    job = Job.objects.create(kind="core.audit.seal", label="日志封存", created_at=at)
    assert chain.seal_job(job, Progress(job)) == {"sealed": found}
