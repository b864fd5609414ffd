"""Months that postings count within a stay on the roster, as SQL (clause 3.1.3).

A month is a number (year × 12 + month), a period of months half-open: a posting from 2025-01-15 to
2025-07-10 has the months January to June, whichever days they are. Every month counts once, for
the first of these that has it: a posting away, the main post, another post held beside it; of two
alike the one that began earlier. A post is a unit and a title, however often held. What was taken
back (ended on the day it began) never was.

The texts stand within one another, so that the planner may begin anywhere; each window is cut by
cadre and stay, each table says where it may be narrowed (`policy.duties.written`).
"""

from typing import Any, Final

from cadres.roster.models import RosterEntry
from rotation.choices import AWAY
from rotation.postings.models import Posting

ENTRY: Final = RosterEntry._meta.db_table
POSTING: Final = Posting._meta.db_table
FOREVER: Final = 2**30  # the month in which a posting ends that still runs
REAL: Final = "(p.ended_on IS NULL OR p.ended_on > p.since)"


def month(day: str) -> str:
    """The number of the month of a day."""
    return f"(date_part('year', {day}) * 12 + date_part('month', {day}))::int"


def first_day(number: str) -> str:
    """The first day of the month of a number."""
    return f"make_date(({number} - 1) / 12, mod({number} - 1, 12) + 1, 1)"


# The months of each posting within each stay of the cadre, what they are outranked by, and what is
# left of them. `{until}`: one more month in which counting ends.
NET: Final = f"""
SELECT n.cadre_id, n.stay, n.posting, n.unit_id, n.title, n.months,
    int4multirange(n.months) - COALESCE(range_agg(n.months) OVER (
        PARTITION BY n.cadre_id, n.stay ORDER BY n.rank, n.since, n.posting
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), '{{{{}}}}') AS net
FROM (
    SELECT e.cadre_id, e.id AS stay, p.id AS posting, p.unit_id, p.title, p.since,
        CASE WHEN p.kind = ANY(%(away)s) THEN 0 WHEN p.is_main THEN 1 ELSE 2 END AS rank,
        int4range(
            GREATEST({month("p.since")}, {month("e.entered_on")}),
            GREATEST(
                {month("p.since")}, {month("e.entered_on")},
                LEAST({month("p.ended_on")}, {month("e.left_on")}, {FOREVER}{{until}})
            )
        ) AS months
    FROM {ENTRY} e JOIN {POSTING} p ON p.cadre_id = e.cadre_id
    WHERE {REAL} /* of e.cadre_id */ /* of p.cadre_id */ /* in e.unit_id */
) n
WHERE NOT isempty(n.months)
"""

# The pieces of them, each with the months of its post up to its end.
PIECES: Final = f"""
SELECT t.cadre_id, t.stay, t.posting, t.unit_id, t.title, t.since, t.until,
    t.until - t.since AS months,
    sum(t.until - t.since) OVER (
        PARTITION BY t.cadre_id, t.stay, t.unit_id, t.title ORDER BY t.since
    )::bigint AS total
FROM (
    SELECT w.cadre_id, w.stay, w.posting, w.unit_id, w.title COLLATE "C" AS title,
        lower(piece) AS since, upper(piece) AS until
    FROM ({NET}) w CROSS JOIN LATERAL unnest(w.net) AS piece
) t
"""

# The posts that count, each with the month in which it did first and the posting that it did by.
POSTS: Final = f"""
SELECT q.cadre_id, q.stay, q.posting, q.unit_id, q.title,
    (q.since + %(post_months)s - (q.total - q.months))::int AS reached
FROM ({PIECES}) q
WHERE q.total >= %(post_months)s AND q.total - q.months < %(post_months)s
"""

# The day on which there were enough of them in a stay, and by which posting.
ENOUGH: Final = f"""
SELECT c.cadre_id, c.stay, c.posting, {first_day("c.reached")} AS day
FROM (
    SELECT o.*, row_number() OVER (
        PARTITION BY o.cadre_id, o.stay ORDER BY o.reached, o.posting
    ) AS number
    FROM ({POSTS}) o
) c
WHERE c.number = %(min_posts)s
"""

VALUES: Final[dict[str, Any]] = {"away": [str(kind) for kind in AWAY]}
