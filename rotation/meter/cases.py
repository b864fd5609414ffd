"""What clause 3.1.3 asks of whom from which day to which, as SQL: one statement for each rule.

Each gives a row per duty, done ones included: whom it is about, who owes it, what tells it from
others, `opened`, `due`, `ended` (owed no more from that day), `done` and `evidence` (the posting
that proves it). Whether something was owed on a day is asked of that day's facts alone, so that
what is found for a past day never changes because of what happened later.
"""

from typing import Any, Final

from cadres.pools.models import PoolMembership
from core.choices import UnitKind
from core.units.models import Unit
from rotation.choices import SHORT, GrassrootsKind, Seat
from rotation.meter.counted import ENOUGH, ENTRY, POSTING, REAL, VALUES

UNIT: Final = Unit._meta.db_table
POOL: Final = PoolMembership._meta.db_table
ROOT: Final = f"(SELECT id FROM {UNIT} WHERE depth = 1)"

# Nobody asks of a past day whether there were enough posts by the end of the programme: a stay may
# go on after it, and what is made up for then is done late.
OPEN_END: Final = {"until": ""}


def once(text: str) -> str:
    """A part that is computed once: of few people the planner knows too little, and would compute
    it again for each of them.
    """
    return f"(WITH part AS MATERIALIZED ({text}) SELECT * FROM part)"


# Two posts in five years: from entry on, until there are enough.
POSTS: Final = f"""
SELECT e.cadre_id AS subject, e.unit_id AS unit, 'stay-' || e.id AS period, o.opened,
    (e.entered_on + make_interval(years => %(years)s))::date AS due, e.left_on AS ended,
    x.day AS done, x.posting AS evidence
FROM {ENTRY} e
CROSS JOIN LATERAL (SELECT GREATEST(e.entered_on, %(since)s::date) AS opened) o
LEFT JOIN {once(ENOUGH.format(**OPEN_END))} x ON x.cadre_id = e.cadre_id AND x.stay = e.id
WHERE (e.left_on IS NULL OR e.left_on > o.opened) AND (x.day IS NULL OR x.day > o.opened)
    /* of e.cadre_id */ /* in e.unit_id */
"""

# A spell: main postings to one post without a gap; with its end, and the post that came next.
SPELLS: Final = f"""
SELECT s.cadre_id, s.posting, s.since,
    COALESCE(lead(s.left_before) OVER w, s.last_end) AS ended,
    lead(s.since) OVER w AS next_on, lead(s.posting) OVER w AS next_posting
FROM (
    SELECT p.cadre_id, p.id AS posting, p.since, lag(p.ended_on) OVER w AS left_before,
        last_value(p.ended_on) OVER (
            w ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS last_end,
        (lag(p.unit_id) OVER w, lag(p.title) OVER w, lag(p.ended_on) OVER w)
            IS DISTINCT FROM (p.unit_id, p.title, p.since) AS begins
    FROM {POSTING} p
    WHERE p.is_main AND {REAL} /* of p.cadre_id */
        /* units p.cadre_id IN (SELECT cadre_id FROM {ENTRY} WHERE unit_id = @units@) */
    WINDOW w AS (PARTITION BY p.cadre_id ORDER BY p.since)
) s
WHERE s.begins
WINDOW w AS (PARTITION BY s.cadre_id ORDER BY s.since)
"""

# Internal rotation: a post held for so long, and not enough others in the stay.
INTERNAL: Final = f"""
SELECT i.cadre_id AS subject, i.unit_id AS unit, i.posting || '-' || i.stay AS period, i.opened,
    i.opened + %(internal_days)s AS due, i.ended,
    CASE WHEN i.next_on <= i.ended THEN i.next_on END AS done,
    CASE WHEN i.next_on <= i.ended THEN i.next_posting END AS evidence
FROM (
    SELECT s.cadre_id, s.posting, s.next_on, s.next_posting, e.id AS stay, e.unit_id, o.opened,
        LEAST(e.left_on, s.ended, x.day) AS ended
    FROM {once(SPELLS)} s JOIN {ENTRY} e ON e.cadre_id = s.cadre_id
    CROSS JOIN LATERAL (
        SELECT GREATEST(
            (s.since + make_interval(months => %(interval_months)s))::date, e.entered_on,
            %(since)s::date
        ) AS opened
    ) o
    LEFT JOIN {once(ENOUGH.format(**OPEN_END))} x ON x.cadre_id = e.cadre_id AND x.stay = e.id
    WHERE TRUE /* of e.cadre_id */ /* in e.unit_id */
) i
WHERE i.ended IS NULL OR i.ended > i.opened
"""

# Time in the reserve pools while on the roster, whichever pool; a change of pool is no gap.
RESERVED: Final = f"""
SELECT h.cadre_id, e.id AS stay, GREATEST(lower(h.days), e.entered_on) AS since,
    LEAST(upper(h.days), e.left_on) AS until
FROM (
    SELECT m.cadre_id, unnest(range_agg(daterange(m.since, m.until))) AS days
    FROM {POOL} m WHERE TRUE /* of m.cadre_id */ GROUP BY m.cadre_id
) h
JOIN {ENTRY} e ON e.cadre_id = h.cadre_id
    AND h.days && daterange(e.entered_on, e.left_on)
WHERE TRUE /* of e.cadre_id */
"""

# The first main posting, and the first that was in another department or region than that one.
# A unit within a department belongs to it; what stands below a region or a heading is one.
CROSSED: Final = f"""
SELECT f.cadre_id, min(f.since) AS first, min(f.since) FILTER (WHERE f.is_it) AS met,
    (array_agg(f.posting ORDER BY f.since) FILTER (WHERE f.is_it))[1] AS posting
FROM (
    SELECT d.cadre_id, d.posting, d.since,
        d.department <> first_value(d.department) OVER (
            PARTITION BY d.cadre_id ORDER BY d.since
        ) AS is_it
    FROM (
        SELECT p.cadre_id, p.id AS posting, p.since,
            CASE WHEN a.kind <> ALL(%(headings)s) THEN a.id ELSE u.id END AS department
        FROM {POSTING} p JOIN {UNIT} u ON u.id = p.unit_id LEFT JOIN {UNIT} a ON a.id = u.parent_id
        WHERE p.is_main AND {REAL} /* of p.cadre_id */
    ) d
) f
GROUP BY f.cadre_id
"""

# The first main posting, and the first as a principal of the next level down; acting is none.
PRINCIPALS: Final = f"""
SELECT f.cadre_id, min(f.since) AS first, min(f.since) FILTER (WHERE f.is_it) AS met,
    (array_agg(f.posting ORDER BY f.since) FILTER (WHERE f.is_it))[1] AS posting
FROM (
    SELECT p.cadre_id, p.id AS posting, p.since,
        p.seat = %(principal)s AND p.is_leading AND NOT p.acting AND p.level = ANY(%(levels)s)
            AS is_it
    FROM {POSTING} p WHERE p.is_main AND {REAL} /* of p.cadre_id */
) f
GROUP BY f.cadre_id
"""

# Somebody of a pool who has not met it yet, though posts of his are known.
ARRANGED: Final = f"""
SELECT a.cadre_id AS subject, {ROOT} AS unit,
    a.stay || '-' || to_char(a.since, 'YYYYMMDD') AS period, a.opened,
    (a.opened + make_interval(months => %(arrange_months)s))::date AS due, a.until AS ended,
    CASE WHEN a.until IS NULL OR a.met <= a.until THEN a.met END AS done,
    CASE WHEN a.until IS NULL OR a.met <= a.until THEN a.posting END AS evidence
FROM (
    SELECT r.cadre_id, r.stay, r.since, r.until, k.met, k.posting,
        GREATEST(r.since, k.first, %(since)s::date) AS opened
    FROM {once(RESERVED)} r JOIN {{known}} k ON k.cadre_id = r.cadre_id
) a
WHERE (a.until IS NULL OR a.until > a.opened) AND (a.met IS NULL OR a.met > a.opened)
"""
EXCHANGE: Final = ARRANGED.format(known=once(CROSSED))
PRINCIPAL: Final = ARRANGED.format(known=once(PRINCIPALS))

# Time in organs of one level without a gap and without anything below it: a county's organ is
# below the city's, and what is done in days interrupts nothing.
ORGANS: Final = f"""
SELECT g.cadre_id, run.level, lower(run.days) AS since, upper(run.days) AS until
FROM (
    SELECT p.cadre_id,
        range_agg(daterange(p.since, p.ended_on)) FILTER (
            WHERE p.is_main AND u.kind = ANY(%(city)s)
        ) AS city,
        range_agg(daterange(p.since, p.ended_on)) FILTER (
            WHERE p.is_main AND u.kind = ANY(%(county)s)
        ) AS county,
        range_agg(daterange(p.since, p.ended_on)) FILTER (
            WHERE p.grassroots <> '' AND p.kind <> ALL(%(short)s)
        ) AS below_city,
        range_agg(daterange(p.since, p.ended_on)) FILTER (
            WHERE p.grassroots <> ALL(%(organs)s) AND p.kind <> ALL(%(short)s)
        ) AS below_county
    FROM {POSTING} p JOIN {UNIT} u ON u.id = p.unit_id
    WHERE {REAL} /* of p.cadre_id */
    GROUP BY p.cadre_id
) g
CROSS JOIN LATERAL (
    SELECT 'city' AS level, unnest(g.city - COALESCE(g.below_city, '{{}}')) AS days
    UNION ALL
    SELECT 'county', unnest(g.county - COALESCE(g.below_county, '{{}}'))
) run
"""

DOWN: Final = f"""
SELECT d.cadre_id AS subject, {ROOT} AS unit,
    d.stay || '-' || to_char(d.since, 'YYYYMMDD') AS period, d.opened,
    (d.opened + make_interval(months => %(arrange_months)s))::date AS due,
    LEAST(d.until, d.left_on) AS ended, CASE WHEN d.posting IS NOT NULL THEN d.until END AS done,
    d.posting AS evidence
FROM (
    SELECT r.*, e.id AS stay, e.left_on, o.opened,
        CASE WHEN e.left_on IS NULL OR r.until <= e.left_on THEN (
            SELECT min(p.id) FROM {POSTING} p
            WHERE p.cadre_id = r.cadre_id AND p.since = r.until AND {REAL}
                AND p.kind <> ALL(%(short)s) AND p.grassroots <> ''
                AND (r.level = 'city' OR p.grassroots <> ALL(%(organs)s))
        ) END AS posting
    FROM {once(ORGANS)} r JOIN {ENTRY} e ON e.cadre_id = r.cadre_id
    CROSS JOIN LATERAL (
        SELECT GREATEST(
            (r.since + make_interval(months => %(organ_months)s))::date, e.entered_on,
            %(since)s::date
        ) AS opened
    ) o
    WHERE (r.until IS NULL OR r.until > o.opened) AND (e.left_on IS NULL OR e.left_on > o.opened)
        /* of e.cadre_id */
) d
"""

HEADINGS: Final = (UnitKind.CITY, UnitKind.GROUP, UnitKind.COUNTY)
CITY_ORGANS: Final = (UnitKind.CITY, UnitKind.CITY_DEPARTMENT)
COUNTY_ORGANS: Final = (UnitKind.COUNTY, UnitKind.COUNTY_DEPARTMENT)
# ZB09 from 乡科级正职 up: what “下一级正职” of a county's leader is.
LEVELS: Final = ("1A21", "1A22", "1A31", "1A32", "1A41")

CONSTANTS: Final[dict[str, Any]] = VALUES | {
    "headings": [str(kind) for kind in HEADINGS],
    "city": [str(kind) for kind in CITY_ORGANS],
    "county": [str(kind) for kind in COUNTY_ORGANS],
    "organs": ["", str(GrassrootsKind.COUNTY)],
    "short": [str(kind) for kind in SHORT],
    "principal": str(Seat.PRINCIPAL),
    "levels": list(LEVELS),
}
