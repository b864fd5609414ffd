"""The one statement of the engine: what is required, what proves it, and the rows that follow.

Texts alone; `parts.py` fills them. `{table}` is the table of duties, or a temporary one like it.

What a row becomes:

    required, proved          done      on the day of the proof (withdrawn before, if it had ended)
    required, ended           withdrawn on the day on which it ended
    required                  open
    not required (any more)   withdrawn from its own first day: by the facts it was never owed

A waived row is left alone. Until the day on which it is due a row follows the person to the unit
where he is, and the figures there, done or not; afterwards it stays with the unit that did it or
let it become overdue, and with the figures of that unit's region (`closed`). What is done or
withdrawn keeps the deadline it was closed with.
"""

from typing import Final

REQUIRED: Final = """
SELECT {number} AS part, duty_subject AS subject, duty_unit AS unit,
    COALESCE(NULLIF(duty_period, ''), '{period}') AS period, duty_opened AS opened,
    duty_due AS due, duty_due - {lead} AS yellow, duty_ended AS ended{proved}
FROM ({rows}) AS r{kept}
WHERE duty_opened <= %(on)s AND duty_due >= %(since)s{place}{chosen}
"""
PROOF: Final = """
SELECT {number} AS part, proof_subject AS subject,
    COALESCE(NULLIF(proof_period, ''), '{period}') AS period, proof_on AS done,
    proof_evidence AS evidence
FROM ({rows}) AS s WHERE proof_on <= %(on)s{chosen}
"""
# A rule that is written as one statement has the proof beside what is required.
PROVED: Final = ", duty_done AS done, duty_evidence AS evidence"
PROOF_BESIDE: Final = """
SELECT part, subject, period, done, evidence FROM required WHERE done <= %(on)s
"""
# What was over keeps the figures of the unit that owed it, wherever the person has gone since.
KEPT: Final = """ LEFT JOIN closed ON closed.subject = duty_subject
    AND closed.period = COALESCE(NULLIF(duty_period, ''), '{period}')"""
PLACE: Final = """ AND COALESCE(closed.unit_id, duty_unit)
    IN (SELECT id FROM core_unit WHERE {inside})"""
REQUIRED_OF: Final = " AND duty_subject = ANY(%(subjects)s)"
PROOF_OF: Final = " AND proof_subject = ANY(%(subjects)s)"
KNOWN_PERIODS: Final = " AND period = ANY(%(periods)s)"
KNOWN_PEOPLE: Final = " AND cadre_id = ANY(%(subjects)s)"
KNOWN_SUBJECTS: Final = " AND subject = ANY(%(subjects)s)"

# Of some periods those that were computed and owe nothing any more.
SETTLED: Final = """
SELECT period FROM unnest(%(periods)s::text[]) AS asked (period)
WHERE EXISTS (SELECT FROM policy_duty d WHERE d.rule = %(rule)s AND d.period = asked.period)
    AND NOT EXISTS (
        SELECT FROM policy_duty d
        WHERE d.rule = %(rule)s AND d.period = asked.period AND d.state = 'open'
    )
"""

# Whom some units owe something about, or have owed.
SUBJECTS: Final = """
SELECT duty_subject FROM ({rows}) AS r WHERE duty_unit = ANY(%(units)s)
"""
KNOWN_OF_UNITS: Final = """
SELECT subject FROM policy_duty WHERE rule = %(rule)s AND unit_id = ANY(%(units)s)
"""

# A run over everybody joins large sets, whatever is known of a table that was just filled.
FOR_MANY: Final = "SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '64MB'"

# A run over many leaves alone what a verb has touched since it looked, or is writing just now: were
# it to wait for one row, a verb about two people could wait for the other, and both for ever.
FREE: Final = """ AND d.id IN (
        SELECT t.id FROM {table} t JOIN {rows} USING (id)
        WHERE t.touched_at = {rows}.touched_at FOR NO KEY UPDATE OF t SKIP LOCKED
    )"""
YIELD: Final = "ON CONFLICT (rule, period, subject) DO NOTHING"
# A verb knows more than a run that has written the same row meanwhile.
PREVAIL: Final = """ON CONFLICT (rule, period, subject) DO UPDATE SET
        unit_id = excluded.unit_id, opened_on = excluded.opened_on, due_on = excluded.due_on,
        yellow_from = excluded.yellow_from, state = excluded.state, done_on = excluded.done_on,
        evidence = excluded.evidence, withdrawn_on = excluded.withdrawn_on,
        touched_at = excluded.touched_at
        WHERE d.state <> 'waived'"""

WITHDRAW: Final = """
    state = 'withdrawn', withdrawn_on = d.opened_on, done_on = NULL, evidence = NULL,
        touched_at = now()
"""
OWED_ONCE: Final = "state <> 'waived' AND withdrawn_on IS DISTINCT FROM opened_on"

MERGE: Final = """
WITH closed AS MATERIALIZED (
    SELECT subject, period, unit_id FROM policy_duty
    WHERE rule = %(rule)s AND due_on < %(closed)s AND withdrawn_on IS DISTINCT FROM opened_on{known}
),
required AS MATERIALIZED ({required}), proof AS MATERIALIZED ({proof}),
wanted AS MATERIALIZED (
    SELECT r.subject, r.unit, r.period, r.opened, r.due, r.yellow, p.done, p.evidence,
        CASE WHEN r.ended <= %(on)s AND (p.done IS NULL OR r.ended < p.done)
            THEN r.ended END AS withdrawn,
        CASE WHEN p.done IS NOT NULL THEN 'done' WHEN r.ended <= %(on)s THEN 'withdrawn'
             ELSE 'open' END AS state
    FROM required r LEFT JOIN proof p USING (part, subject, period)
),
known AS (
    SELECT id, subject, period, state, unit_id, opened_on, due_on, yellow_from, done_on, evidence,
        withdrawn_on, touched_at
    FROM {table} WHERE rule = %(rule)s{known}
),
made AS (
    INSERT INTO {table} AS d (rule, subject, cadre_id, unit_id, period, opened_on, due_on,
        yellow_from, state, done_on, evidence, withdrawn_on, waive_reason, touched_at)
    SELECT %(rule)s, w.subject, {cadre}, w.unit, w.period, w.opened, w.due, w.yellow, w.state,
        w.done, w.evidence, w.withdrawn, '', now()
    FROM wanted w WHERE NOT EXISTS (
        SELECT FROM known k WHERE k.subject = w.subject AND k.period = w.period
    )
    {conflict}
    RETURNING state
),
stale AS (
    SELECT k.id, k.state AS was, k.touched_at, w.state, w.done, w.evidence, w.withdrawn, w.opened,
        CASE WHEN w.due >= %(on)s THEN w.unit ELSE k.unit_id END AS unit,
        CASE WHEN w.state = 'open' THEN w.due ELSE k.due_on END AS due,
        CASE WHEN w.state = 'open' THEN w.yellow ELSE k.yellow_from END AS yellow
    FROM known k JOIN wanted w USING (subject, period)
    WHERE k.state <> 'waived' AND (
        (k.state, k.done_on, k.evidence, k.withdrawn_on, k.opened_on)
            IS DISTINCT FROM (w.state, w.done, w.evidence, w.withdrawn, w.opened)
        OR w.state = 'open' AND (k.due_on, k.yellow_from) IS DISTINCT FROM (w.due, w.yellow)
        OR k.unit_id <> w.unit AND w.due >= %(on)s
    )
),
changed AS (
    UPDATE {table} d SET state = s.state, done_on = s.done, evidence = s.evidence,
        withdrawn_on = s.withdrawn, unit_id = s.unit, opened_on = s.opened, due_on = s.due,
        yellow_from = s.yellow, touched_at = now()
    FROM stale s WHERE d.id = s.id AND d.state <> 'waived'{free_stale}
    RETURNING s.was, d.state
),
moot AS (
    SELECT k.id, k.touched_at FROM known k
    WHERE k.state <> 'waived' AND k.withdrawn_on IS DISTINCT FROM k.opened_on AND NOT EXISTS (
        SELECT FROM wanted w WHERE w.subject = k.subject AND w.period = k.period
    )
),
gone AS (
    UPDATE {table} d SET {withdraw}
    FROM moot m WHERE d.id = m.id AND d.state <> 'waived'{free_gone}
    RETURNING 1
)
SELECT (SELECT count(*) FROM wanted), (SELECT count(*) FROM made),
    (SELECT count(*) FROM made WHERE state = 'done')
        + (SELECT count(*) FROM changed WHERE state = 'done' AND was <> 'done'),
    (SELECT count(*) FROM changed WHERE state = 'open' AND was <> 'open'),
    (SELECT count(*) FROM changed WHERE state = was),
    (SELECT count(*) FROM made WHERE state = 'withdrawn')
        + (SELECT count(*) FROM changed WHERE state = 'withdrawn' AND was <> 'withdrawn')
        + (SELECT count(*) FROM gone)
"""
# Periods that are asked about no more: responsibility begins later now.
BEFORE: Final = """
UPDATE {table} d SET {withdraw}
WHERE rule = %(rule)s AND period <> ALL(%(periods)s) AND {owed_once}
"""
