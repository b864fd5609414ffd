"""The rules of rotation by hand: one INSERT … SELECT … ON CONFLICT DO UPDATE for each.

What somebody who knows PostgreSQL would write for this city, with its figures as constants: no
county of its own, no waiver to spare, no row that is withdrawn because nothing asks for it.
"""

from django.db import connection

from bench.duty_facts import ON, SINCE
from bench.duty_plain import TARGET, UPSERT

MONTH = "(extract(year FROM {0}) * 12 + extract(month FROM {0}))::int"
# Day on which a stay had two posts of six months, every month counted once.
ENOUGH = """
enough AS (
    SELECT stay, posting, make_date((full_in - 1) / 12, (full_in - 1) %% 12 + 1, 1) AS day FROM (
        SELECT stay, posting, full_in,
            row_number() OVER (PARTITION BY stay ORDER BY full_in, posting) AS number
        FROM (
            SELECT stay, posting, (since + 6 - (total - months))::int AS full_in, total, months
            FROM (
                SELECT stay, posting, lower(piece) AS since, upper(piece) - lower(piece) AS months,
                    sum(upper(piece) - lower(piece)) OVER (
                        PARTITION BY stay, unit_id, title COLLATE "C" ORDER BY lower(piece)
                    ) AS total
                FROM (
                    SELECT stay, posting, unit_id, title, int4multirange(months) - COALESCE(
                        range_agg(months) OVER (
                            PARTITION BY stay ORDER BY rank, since, posting
                            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                        ), '{{}}') AS net
                    FROM (
                        SELECT e.id AS stay, p.id AS posting, p.unit_id, p.title, p.since,
                            CASE WHEN p.kind NOT IN ('appointment', 'rotation') THEN 0
                                 WHEN p.is_main THEN 1 ELSE 2 END AS rank,
                            int4range(
                                GREATEST({since}, {entered}),
                                GREATEST({since}, {entered}, LEAST({ended}, {left}, 1000000))
                            ) AS months
                        FROM cadres_rosterentry e JOIN rotation_posting p USING (cadre_id)
                        WHERE p.ended_on IS NULL OR p.ended_on > p.since
                    ) own WHERE NOT isempty(months)
                ) net, unnest(net) AS piece
            ) pieces
        ) posts WHERE total >= 6 AND total - months < 6
    ) numbered WHERE number = 2
)
""".format(
    since=MONTH.format("p.since"),
    entered=MONTH.format("e.entered_on"),
    ended=MONTH.format("p.ended_on"),
    left=MONTH.format("e.left_on"),
)
# One row per duty to the row of the table.
ROWS = """
SELECT '{rule}', subject, subject, unit, period, opened, due, due - {lead},
    CASE WHEN done <= %(on)s THEN 'done' WHEN ended <= %(on)s THEN 'withdrawn' ELSE 'open' END,
    CASE WHEN done <= %(on)s THEN done END, CASE WHEN done <= %(on)s THEN evidence END,
    CASE WHEN ended <= %(on)s AND (done IS NULL OR done > %(on)s OR ended < done) THEN ended END,
    '', now()
FROM ({asked}) asked
WHERE opened <= %(on)s AND due >= %(since)s
"""
POSTS = """
SELECT e.cadre_id AS subject, e.unit_id AS unit, 'stay-' || e.id AS period,
    GREATEST(e.entered_on, %(since)s) AS opened,
    (e.entered_on + interval '5 years')::date AS due, e.left_on AS ended,
    x.day AS done, x.posting AS evidence
FROM cadres_rosterentry e LEFT JOIN enough x ON x.stay = e.id
WHERE (e.left_on IS NULL OR e.left_on > GREATEST(e.entered_on, %(since)s))
    AND (x.day IS NULL OR x.day > GREATEST(e.entered_on, %(since)s))
"""
INTERNAL = """
SELECT subject, unit, period, opened, opened + 90 AS due, ended,
    CASE WHEN next_on <= ended THEN next_on END AS done,
    CASE WHEN next_on <= ended THEN next_id END AS evidence
FROM (
    SELECT e.cadre_id AS subject, e.unit_id AS unit, s.id || '-' || e.id AS period,
        GREATEST((s.since + interval '24 months')::date, e.entered_on, %(since)s) AS opened,
        LEAST(e.left_on, s.ended, x.day) AS ended, s.next_on, s.next_id
    FROM (
        SELECT cadre_id, id, since, COALESCE(lead(before) OVER w, latest) AS ended,
            lead(since) OVER w AS next_on, lead(id) OVER w AS next_id
        FROM (
            SELECT cadre_id, id, since, lag(ended_on) OVER w AS before,
                last_value(ended_on) OVER (
                    w ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) AS latest,
                (lag(unit_id) OVER w, lag(title) OVER w, lag(ended_on) OVER w)
                    IS DISTINCT FROM (unit_id, title, since) AS is_new
            FROM rotation_posting
            WHERE is_main AND (ended_on IS NULL OR ended_on > since)
            WINDOW w AS (PARTITION BY cadre_id ORDER BY since)
        ) main WHERE is_new WINDOW w AS (PARTITION BY cadre_id ORDER BY since)
    ) s JOIN cadres_rosterentry e USING (cadre_id) LEFT JOIN enough x ON x.stay = e.id
) i WHERE ended IS NULL OR ended > opened
"""
POOLED = """
SELECT subject, (SELECT id FROM core_unit WHERE depth = 1) AS unit,
    stay || '-' || to_char(since, 'YYYYMMDD') AS period, opened,
    (opened + interval '12 months')::date AS due, until AS ended,
    CASE WHEN until IS NULL OR met <= until THEN met END AS done,
    CASE WHEN until IS NULL OR met <= until THEN met_id END AS evidence
FROM (
    SELECT e.cadre_id AS subject, e.id AS stay, GREATEST(lower(m.days), e.entered_on) AS since,
        LEAST(upper(m.days), e.left_on) AS until, k.met, k.met_id,
        GREATEST(lower(m.days), e.entered_on, k.first, %(since)s) AS opened
    FROM (
        SELECT cadre_id, unnest(range_agg(daterange(since, until))) AS days
        FROM cadres_poolmembership GROUP BY cadre_id
    ) m
    JOIN cadres_rosterentry e ON e.cadre_id = m.cadre_id
        AND m.days && daterange(e.entered_on, e.left_on)
    JOIN (
        SELECT cadre_id, min(since) AS first, min(since) FILTER (WHERE is_it) AS met,
            (array_agg(id ORDER BY since) FILTER (WHERE is_it))[1] AS met_id
        FROM ({known}) known GROUP BY cadre_id
    ) k ON k.cadre_id = m.cadre_id
) a WHERE (until IS NULL OR until > opened) AND (met IS NULL OR met > opened)
"""
CROSSED = """
    SELECT cadre_id, id, since, department <> first_value(department)
        OVER (PARTITION BY cadre_id ORDER BY since) AS is_it
    FROM (
        SELECT p.cadre_id, p.id, p.since, CASE WHEN a.kind NOT IN ('city', 'group', 'county')
            THEN a.id ELSE u.id END AS department
        FROM rotation_posting p JOIN core_unit u ON u.id = p.unit_id
            LEFT JOIN core_unit a ON a.id = u.parent_id
        WHERE p.is_main AND (p.ended_on IS NULL OR p.ended_on > p.since)
    ) d
"""
LED = """
    SELECT cadre_id, id, since, seat = 'principal' AND is_leading AND NOT acting
        AND level IN ('1A21', '1A22', '1A31', '1A32', '1A41') AS is_it
    FROM rotation_posting WHERE is_main AND (ended_on IS NULL OR ended_on > since)
"""
DOWN = """
SELECT subject, (SELECT id FROM core_unit WHERE depth = 1) AS unit,
    stay || '-' || to_char(since, 'YYYYMMDD') AS period, opened,
    (opened + interval '12 months')::date AS due, LEAST(until, left_on) AS ended,
    CASE WHEN went IS NOT NULL THEN until END AS done, went AS evidence
FROM (
    SELECT r.cadre_id AS subject, e.id AS stay, lower(days) AS since, upper(days) AS until,
        GREATEST((lower(days) + interval '60 months')::date, e.entered_on, %(since)s) AS opened,
        e.left_on, CASE WHEN e.left_on IS NULL OR upper(days) <= e.left_on THEN (
            SELECT min(id) FROM rotation_posting p
            WHERE p.cadre_id = r.cadre_id AND p.since = upper(days)
                AND (p.ended_on IS NULL OR p.ended_on > p.since)
                AND kind NOT IN ('grassroots', 'task') AND grassroots <> ''
                AND (level = 'city' OR grassroots <> '1')
        ) END AS went
    FROM (
        SELECT cadre_id, 'city' AS level, unnest(city - COALESCE(below_city, '{{}}')) AS days
        FROM organs UNION ALL
        SELECT cadre_id, 'county', unnest(county - COALESCE(below_county, '{{}}')) FROM organs
    ) r JOIN cadres_rosterentry e USING (cadre_id)
) d
WHERE (until IS NULL OR until > opened) AND (left_on IS NULL OR left_on > opened)
"""
ORGANS = """
organs AS (
    SELECT cadre_id,
        range_agg(days) FILTER (WHERE is_main AND u.kind IN ('city', 'city_department')) AS city,
        range_agg(days) FILTER (WHERE is_main AND u.kind IN ('county', 'county_department'))
            AS county,
        range_agg(days) FILTER (
            WHERE grassroots <> '' AND p.kind NOT IN ('grassroots', 'task')) AS below_city,
        range_agg(days) FILTER (
            WHERE grassroots NOT IN ('', '1') AND p.kind NOT IN ('grassroots', 'task')
        ) AS below_county
    FROM (SELECT *, daterange(since, ended_on) AS days FROM rotation_posting) p
        JOIN core_unit u ON u.id = p.unit_id
    WHERE ended_on IS NULL OR ended_on > since
    GROUP BY cadre_id
)
"""
STATEMENTS = (
    (ENOUGH, "rotation.internal", 30, INTERNAL),
    (ENOUGH, "rotation.posts", 365, POSTS),
    ("", "rotation.exchange", 30, POOLED.format(known=CROSSED)),
    ("", "rotation.principal", 30, POOLED.format(known=LED)),
    (ORGANS, "rotation.down", 30, DOWN.format()),
)
# The meter by unit, by hand.
METER = f"""
WITH {ENOUGH}
SELECT e.unit_id, x.day <= %(on)s AND x.day <= e.entered_on + interval '5 years', count(*)
FROM cadres_rosterentry e LEFT JOIN enough x ON x.stay = e.id
WHERE e.entered_on <= %(on)s AND (e.left_on IS NULL OR e.left_on > %(on)s) GROUP BY 1, 2
"""


def upsert() -> None:
    """Every statement once."""
    with connection.cursor() as cursor:
        for before, rule, lead, asked in STATEMENTS:
            rows = ROWS.format(rule=rule, lead=lead, asked=asked)
            sql = TARGET + (f"WITH {before}" if before else "") + rows + UPSERT
            cursor.execute(sql, {"on": ON, "since": SINCE})


def meter() -> list[tuple]:
    """How many of each unit have enough posts, and how many not."""
    with connection.cursor() as cursor:
        cursor.execute(METER, {"on": ON})
        return cursor.fetchall()
