"""The most holders of a position at once, as a running sum over first and last days.

They were compared in pairs, which grows with the square of their number: filling a large city spent
most of its time here.
"""

from django.db import migrations

# Means what it meant in 0002: a posting holds from its first day up to, not on, its last.
SEATS = """
CREATE OR REPLACE FUNCTION rotation_seats_taken(place bigint, but bigint, period daterange)
RETURNS bigint LANGUAGE sql STABLE AS $$
    WITH others AS (
        SELECT since, ended_on FROM rotation_posting
        WHERE position_id = place AND is_main AND id IS DISTINCT FROM but
            AND daterange(since, ended_on) && period
    ), steps AS (
        SELECT greatest(since, lower(period)) AS day, 1 AS step FROM others
        UNION ALL
        SELECT ended_on, -1 FROM others WHERE ended_on IS NOT NULL
    )
    SELECT coalesce(max(held), 0)::bigint FROM (
        SELECT sum(sum(step)) OVER (ORDER BY day) AS held FROM steps GROUP BY day
    ) counted;
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("rotation", "0005_one_word_for_one_thing")]

    # Nothing to take back: the same answer, found another way.
    operations = [migrations.RunSQL(SEATS, migrations.RunSQL.noop)]
