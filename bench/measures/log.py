"""The log: writing, sealing, checking and reading it, against the same bytes moved by hand."""

from collections.abc import Callable, Iterator

from django.db import connection, transaction

from bench import plain_log
from bench.asking import asker
from bench.cities import City
from bench.report import Row, rate, slower
from bench.scene import Scene
from bench.timing import medians
from core.audit import chain
from core.audit.models import Action, AuditEntry
from core.audit.services import record

ENTRIES = 500  # written in a round


def log(scene: Scene) -> Iterator[Row]:
    """Each verb of the log."""
    large, small = scene.large, scene.small
    for city in (small, large):
        _fill(city)
    large.enter()
    yield from _writing(large)
    yield from _sealing()
    yield from _checking()
    yield _reading(large, small)


def _fill(city: City) -> None:
    """A log as days or weeks leave it: a fifth as many rows as units, 1,000 at least."""
    city.enter()
    with transaction.atomic():
        _write(city, max(city.units // 5, 1000))
    city.tidy()


def _write(city: City, count: int) -> None:
    for number in range(count):
        record(Action.READ, actor=city.viewer, subject="units", detail={"page": number})


def _writing(city: City) -> Iterator[Row]:
    """Inside a transaction, as verbs do: the cost of the row, not of the disk."""
    values = plain_log.one_row()
    seconds = medians(
        _undone(lambda: _write(city, ENTRIES)), _undone(lambda: plain_log.insert(values, ENTRIES))
    )
    yield rate("log: record()", ENTRIES, *seconds, "bare INSERT", at_least=0.3)


def _sealing() -> Iterator[Row]:
    """One batch of the chain."""
    seconds = medians(_undone(chain.seal), _undone(lambda: plain_log.seal(chain.BATCH)), rounds=3)
    yield rate("log: seal()", chain.BATCH, *seconds, "the same hashes + COPY", at_least=0.3)


def _checking() -> Iterator[Row]:
    """The whole log, sealed."""
    while chain.seal():
        pass
    count = AuditEntry.objects.count()
    seconds = medians(chain.verify, plain_log.verify, rounds=3)
    what = f"log: verify(), {count:,} rows"
    yield rate(what, count, *seconds, "psycopg2 + the same hashes", at_least=0.5)


def _reading(large: City, small: City) -> Row:
    """The auditor's list, newest first."""
    works, counts = [], []
    for city in (large, small):
        city.enter()
        counts.append(AuditEntry.objects.count())
        works.append(asker(city, city.browser(city.auditor), "/audit/"))
    ours, reference = medians(*works, times=3)
    what = f"log: the auditor's page of {counts[0]:,} rows"
    return slower(what, ours, reference, f"of {counts[1]:,} rows", at_most=1.3)


def _undone(work: Callable[[], object]) -> Callable[[], None]:
    """Do it in a transaction that leaves nothing."""

    def done_and_undone() -> None:
        connection.ensure_connection()
        with transaction.atomic():
            work()
            transaction.set_rollback(True)

    return done_and_undone
