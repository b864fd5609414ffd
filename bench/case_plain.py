"""The rules of exit by hand: one INSERT … SELECT … ON CONFLICT DO NOTHING for each.

What somebody who knows PostgreSQL would write for this city, with its figures as constants: no
county of its own, no figure that changed meanwhile, and a snapshot of nothing but the event.
"""

from django.db import connection

from bench.duty_facts import ON

INSERT = """
INSERT INTO assessments_rostercase (version, changed_at, kind, ground, cadre_id, entry_id, unit_id,
    event, state, opened_on, verdict, snapshot, digest, opinion, opinion_words, statement, reason,
    meeting, document)
SELECT 1, now(), 'exit', f.ground, f.cadre_id, e.id, c.unit_id, f.event, 'opened', %(on)s, '',
    jsonb_build_object('event', f.event, 'on', f.day), '', '', '', '', '', '', ''
FROM ({found}) f JOIN cadres_cadre c ON c.id = f.cadre_id
    JOIN cadres_rosterentry e ON e.cadre_id = f.cadre_id AND e.left_on IS NULL
WHERE e.entered_on <= f.day AND f.day <= %(on)s
ON CONFLICT DO NOTHING
"""
FOUND = (
    """SELECT cadre_id, ground, 'finding:' || id AS event, found_on AS day
    FROM assessments_conductfinding WHERE withdrawn_on IS NULL""",
    """SELECT cadre_id, '5' AS ground, 'discipline:' || id AS event, decided_on AS day
    FROM cadres_discipline WHERE kind <> 'handling'""",
    """SELECT cadre_id, '2' AS ground, 'grade:' || year AS event, decided_on AS day FROM (
        SELECT DISTINCT ON (cadre_id) * FROM assessments_assessment
        WHERE outcome IN ('1', '2', '3', '4') AND state IN ('decided', 'objected', 'final')
        ORDER BY cadre_id, year DESC
    ) a WHERE outcome IN ('3', '4')""",
    """SELECT r.cadre_id, '6' AS ground, 'poll:' || p.id AS event, p.counted_on AS day
    FROM assessments_pollresult r JOIN assessments_poll p ON p.id = r.poll_id
    WHERE p.state = 'counted' AND is_shown AND (basic + incompetent) * 100 > 30 * counted""",
    """SELECT r.cadre_id, '3' AS ground, 'style:' || p.id AS event, p.counted_on AS day
    FROM assessments_pollresult r JOIN assessments_poll p ON p.id = r.poll_id
    WHERE p.state = 'counted' AND is_shown AND style_low * 100 > 30 * style_valid""",
    """SELECT r.cadre_id, '2' AS ground, 'bottom:' || r.year AS event,
        GREATEST(r.counted_on, a.decided_on) AS day
    FROM (
        SELECT r.cadre_id, p.year, p.counted_on, count(*) OVER (PARTITION BY p.id) AS people,
            count(*) OVER (PARTITION BY p.id ORDER BY excellent::float8 / counted) AS worse
        FROM assessments_pollresult r JOIN assessments_poll p ON p.id = r.poll_id
        WHERE p.state = 'counted' AND p.kind = 'annual' AND is_shown AND counted > 0
    ) r
    JOIN assessments_assessment a ON a.cadre_id = r.cadre_id AND a.year = r.year
    JOIN assessments_assessment b ON b.cadre_id = r.cadre_id AND b.year = r.year - 1
    WHERE worse * 100 <= people * 10 AND a.outcome IN ('2', '3', '4')
        AND b.outcome IN ('2', '3', '4') AND NOT EXISTS (
            SELECT FROM assessments_assessment l
            WHERE l.cadre_id = r.cadre_id AND l.year > r.year AND l.outcome < '5')""",
)


def insert() -> None:
    """Every statement once."""
    with connection.cursor() as cursor:
        for found in FOUND:
            cursor.execute(INSERT.replace("{found}", found), {"on": ON})
