"""Notices for 100,000 duties, and 10,000 digests to a transport that drops them."""

from collections.abc import Iterator
from datetime import date
from time import perf_counter

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bench.measures.duties import CLEAR, ROUNDS
from bench.report import Row, counted, rate, slower
from bench.scene import Scene
from bench.timing import medians
from policy.notices.content import letters
from policy.notices.letter import message
from policy.notices.making import remind
from policy.notices.models import Digest, DigestState, Notice
from policy.notices.sending import BATCH, deliver
from policy.plan.loader import load

ON = date(2026, 11, 23)
DIGESTS, LINES, ALONE = 10_000, 5, 500
PER_UNIT = 2  # holders of each unit, in the making of notices

HOLDERS = """
WITH unit AS (
    SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS total FROM core_unit
    WHERE kind <> 'group'
),
made AS (
    INSERT INTO core_user (username, password, name, kind, unit_id, phone, email, wants_mail,
        is_active, is_demo, must_change_password, password_changed_at, created_at, version,
        changed_at)
    SELECT 'bench' || g, '', '某某', 'business', unit.id, '', 'bench' || g || '@bench.test', true,
        true, false, false, now(), now(), 1, now()
    FROM generate_series(0, %(count)s - 1) AS g JOIN unit ON unit.n = g %% unit.total
    RETURNING id, unit_id
)
INSERT INTO core_grant (user_id, account_kind, role, unit_id, during, granted_at, reason)
SELECT id, 'business', 'unit_clerk', unit_id, daterange('2026-01-01', NULL), now(), '' FROM made
"""
DUTIES = """
INSERT INTO policy_duty (rule, subject, period, cadre_id, unit_id, opened_on, due_on, yellow_from,
    state, waive_reason, touched_at)
SELECT 'talk.quarterly', id, '2026Q4', id, unit_id, '2026-10-01', '2026-11-30', '2026-11-01',
    'open', '', now()
FROM cadres_cadre
"""
FILL = """
WITH digest AS (
    INSERT INTO policy_digest (recipient_id, "on", state, address, attempts, fault)
    SELECT id, %(on)s, 'queued', '', 0, '' FROM core_user WHERE username LIKE 'bench%%'
    RETURNING id, recipient_id
),
duty AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM policy_duty)
INSERT INTO policy_notice (duty_id, recipient_id, step, digest_id, "grant", "on")
SELECT duty.id, d.recipient_id, 7, d.id, g.id, %(on)s
FROM digest d JOIN core_grant g ON g.user_id = d.recipient_id JOIN duty ON duty.n <= %(lines)s
"""
# The same rows by one plain statement that knows beforehand whom to tell.
PLAIN = """
INSERT INTO policy_notice (duty_id, recipient_id, step, "grant", "on")
SELECT d.id, g.user_id, 7, g.id, %(on)s
FROM policy_duty d JOIN core_grant g ON g.unit_id = d.unit_id AND g.role = 'unit_clerk'
"""


def digests(scene: Scene) -> Iterator[Row]:
    """Making notices, then sending: the rate, and the statements of a batch."""
    yield from _making(scene)
    yield from _sending(scene)


def _making(scene: Scene) -> Iterator[Row]:
    many = scene.many.enter()
    with transaction.atomic():
        load(on=ON)
        _run("DELETE FROM core_grant WHERE role IN ('unit_clerk', 'unit_secretary')")
        _run(HOLDERS, count=PER_UNIT * 240)
        _run(CLEAR)
        _run(DUTIES)
        _run("ANALYZE policy_duty")
        ours, plain = medians(
            lambda: _undone(lambda: remind(on=ON)), lambda: _undone(lambda: _run(PLAIN, on=ON)),
            rounds=ROUNDS,
        )  # fmt: skip
        remind(on=ON)
        count = Notice.objects.count()
        what = f"notices: {count:,} for {many.units:,} duties"
        yield slower(what, ours, plain, "one plain INSERT", at_most=2.5)
        again = _timed(lambda: remind(on=ON))
        yield slower("notices: the same day again, nothing new", again, ours, "first", at_most=1)
        transaction.set_rollback(True)


def _sending(scene: Scene) -> Iterator[Row]:
    scene.few.enter()
    settings.EMAIL_BACKEND = "bench.null_mail.Null"
    with transaction.atomic():
        load(on=ON)
        _run("DELETE FROM core_grant WHERE role IN ('unit_clerk', 'unit_secretary')")
        _run(HOLDERS, count=DIGESTS)
        _run(CLEAR)
        _run(DUTIES)
        _run(FILL, on=ON, lines=LINES)
        _run("ANALYZE")
        alone = _timed(_one_by_one) * DIGESTS / ALONE
        with CaptureQueriesContext(connection) as queries:
            ours = _timed(lambda: deliver(on=ON))
        sent = Digest.objects.filter(state=DigestState.SENT).count()
        if sent != DIGESTS:
            raise RuntimeError(f"发出 {sent} 封，应为 {DIGESTS} 封。")
        what = f"digests: {DIGESTS:,} of {LINES} matters to a null transport"
        yield rate(what, DIGESTS, ours, alone, "a query per person", at_least=1)
        batches = DIGESTS // BATCH
        each = len(queries) / batches
        yield counted(
            f"digests: statements per batch of {BATCH}", each, BATCH, "one per person", at_most=0.05
        )
        transaction.set_rollback(True)


def _undone(what) -> None:
    """With the foreign keys checked, as at the end of a transaction, and taken back."""
    with transaction.atomic():
        what()
        _run("SET CONSTRAINTS ALL IMMEDIATE")
        _run("SET CONSTRAINTS ALL DEFERRED")
        transaction.set_rollback(True)


def _one_by_one() -> None:
    """Some of them as a loop over people sends them: content, message and row for each."""
    mail = get_connection()
    with transaction.atomic():
        for pk in Digest.objects.values_list("pk", flat=True)[:ALONE]:
            mail.send_messages([message(letters([pk], ON)[pk], ON)])
            Digest.objects.filter(pk=pk).update(state=DigestState.SENT)
        transaction.set_rollback(True)


def _run(statement: str, **values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


def _timed(what) -> float:
    begun = perf_counter()
    what()
    return perf_counter() - begun
