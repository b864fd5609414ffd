"""The same duties by hand: one INSERT … SELECT … ON CONFLICT DO UPDATE for each rule.

What somebody who knows PostgreSQL would write for this city, with its figures as constants: no
county of its own, no waiver to spare, no row that is withdrawn because nothing asks for it.
"""

from django.db import connection

from bench.duty_facts import ON, SINCE

TARGET = """
INSERT INTO policy_duty AS d (rule, subject, cadre_id, unit_id, period, opened_on, due_on,
    yellow_from, state, done_on, evidence, withdrawn_on, waive_reason, touched_at)
"""
UPSERT = """
ON CONFLICT (rule, period, subject) DO UPDATE SET unit_id = excluded.unit_id,
    opened_on = excluded.opened_on, due_on = excluded.due_on, yellow_from = excluded.yellow_from,
    state = excluded.state, done_on = excluded.done_on, evidence = excluded.evidence,
    withdrawn_on = excluded.withdrawn_on, touched_at = now()
WHERE (d.unit_id, d.opened_on, d.due_on, d.yellow_from, d.state, d.done_on, d.evidence,
    d.withdrawn_on) IS DISTINCT FROM (excluded.unit_id, excluded.opened_on, excluded.due_on,
    excluded.yellow_from, excluded.state, excluded.done_on, excluded.evidence,
    excluded.withdrawn_on)
"""
TALKS = """
SELECT 'talk.quarterly', e.cadre_id, e.cadre_id, e.unit_id, q.key,
    GREATEST(e.entered_on, q.first), q.last, q.last - 45,
    CASE WHEN t.id IS NOT NULL THEN 'done' WHEN e.left_on <= %(on)s THEN 'withdrawn'
         ELSE 'open' END,
    t.held_on, t.id, CASE WHEN t.id IS NULL AND e.left_on <= %(on)s THEN e.left_on END, '', now()
FROM (VALUES ('2026Q3', date '2026-07-01', date '2026-09-30', date '2026-09-17'),
             ('2026Q4', date '2026-10-01', date '2026-12-31', date '2026-12-18'))
    AS q (key, first, last, latest)
JOIN (SELECT DISTINCT ON (cadre_id) * FROM cadres_rosterentry ORDER BY cadre_id, entered_on DESC) e
    ON e.entered_on <= LEAST(q.latest, %(on)s) AND (e.left_on IS NULL OR e.left_on > q.first)
LEFT JOIN (
    SELECT DISTINCT ON (counts_for, cadre_id) id, cadre_id, counts_for, held_on
    FROM assessments_talk WHERE voided_on IS NULL AND held_on <= %(on)s
    ORDER BY counts_for, cadre_id, held_on, id
) t ON t.cadre_id = e.cadre_id AND t.counts_for = q.first
"""
PAIR = """
SELECT 'mentor.pair', e.cadre_id, e.cadre_id, e.unit_id, 'entry-' || e.id,
    GREATEST(e.entered_on, %(since)s), GREATEST(e.entered_on, %(since)s) + 30,
    GREATEST(e.entered_on, %(since)s),
    CASE WHEN m.id IS NOT NULL THEN 'done' WHEN e.left_on <= %(on)s THEN 'withdrawn'
         ELSE 'open' END,
    m.since, m.id, CASE WHEN m.id IS NULL AND e.left_on <= %(on)s THEN e.left_on END, '', now()
FROM cadres_rosterentry e
LEFT JOIN (
    SELECT DISTINCT ON (cadre_id) id, cadre_id, since FROM training_mentorship
    WHERE since <= %(on)s AND (ended_on IS NULL OR ended_on > since) ORDER BY cadre_id, since
) m ON m.cadre_id = e.cadre_id
WHERE (e.left_on IS NULL OR e.left_on > %(since)s) AND e.entered_on <= %(on)s
"""
REVIEW = """
SELECT '{rule}', m.cadre_id, m.cadre_id, e.unit_id, 'round-' || m.id, m.day, m.day + 30, m.day,
    CASE WHEN r.id IS NOT NULL THEN 'done' WHEN e.left_on <= %(on)s THEN 'withdrawn'
         ELSE 'open' END,
    r.held_on, CASE WHEN r.id IS NOT NULL THEN m.id END,
    CASE WHEN r.id IS NULL AND e.left_on <= %(on)s THEN e.left_on END, '', now()
FROM (SELECT *, {day} AS day FROM training_mentorship) m
JOIN cadres_rosterentry e ON e.cadre_id = m.cadre_id AND e.entered_on <= m.day
    AND (e.left_on IS NULL OR e.left_on > m.day)
LEFT JOIN training_mentoringreview r ON r.mentorship_id = m.id AND r.kind = '{kind}'
    AND r.held_on <= %(on)s
WHERE m.day >= %(since)s AND m.day <= %(on)s
"""
STATEMENTS = (
    TALKS,
    PAIR,
    REVIEW.format(rule="mentor.midterm", kind="midterm", day="since + (until - since) / 2"),
    REVIEW.format(rule="mentor.final", kind="final", day="LEAST(ended_on, until)"),
)


def upsert() -> None:
    """Every statement once."""
    with connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(TARGET + statement + UPSERT, {"on": ON, "since": SINCE})
