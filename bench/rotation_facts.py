"""Postings that rotation goes by, put straight into the table: five of everybody on the roster."""

from datetime import date

from django.db import connection

from bench.duty_facts import insert
from cadres.pools.models import PoolMembership
from rotation.postings.models import Posting

# What nothing here asks for, and what would take most of the time of filling the table.
NEEDLESS = """
SELECT format(CASE WHEN c.conname IS NULL THEN 'DROP INDEX %I'
                   ELSE 'ALTER TABLE rotation_posting DROP CONSTRAINT %I' END, i.relname)
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
    LEFT JOIN pg_constraint c ON c.conindid = i.oid
WHERE x.indrelid = 'rotation_posting'::regclass AND NOT x.indisprimary
    AND i.relname NOT LIKE 'posting_by_%'
"""
# Four main posts without a gap; a third of the people stay in one unit, most of the rest moves.
MAIN = """
FROM (
    SELECT e.cadre_id, n, e.unit_id AS own, date '2013-01-01' + (e.cadre_id %% 400)::int
        + n * 1000 + (e.cadre_id * n * 37 %% 800)::int AS since,
        CASE WHEN n < 4 THEN date '2013-01-01' + (e.cadre_id %% 400)::int
            + (n + 1) * 1000 + (e.cadre_id * (n + 1) * 37 %% 800)::int END AS ended
    FROM cadres_rosterentry e CROSS JOIN generate_series(1, 4) n WHERE e.left_on IS NULL
) p
"""
PLACE = """CASE WHEN p.cadre_id %% 3 = 0 THEN p.own ELSE
    (ARRAY(SELECT id FROM core_unit WHERE kind <> 'group' ORDER BY id))
        [1 + (p.cadre_id * p.n * 17 %% 200)] END"""
# A year away, at some time of the last four.
AWAY = """
FROM (
    SELECT e.cadre_id, 5 AS n, e.unit_id AS own,
        date '2022-06-01' + (e.cadre_id * 11 %% 1200)::int AS since
    FROM cadres_rosterentry e WHERE e.left_on IS NULL
) p
"""
GRASSROOTS = """
UPDATE rotation_posting p SET grassroots = CASE u.kind
    WHEN 'township' THEN '2' WHEN 'street' THEN '2' WHEN 'enterprise' THEN '4'
    WHEN 'institution' THEN '6' WHEN 'county' THEN '1' ELSE '1' END
FROM core_unit u WHERE u.id = p.unit_id AND u.kind NOT IN ('city', 'city_department')
"""
POOLED = "FROM cadres_rosterentry e WHERE e.left_on IS NULL AND e.cadre_id %% 2 = 0"


def post() -> None:
    """Once: two parts of a bench may ask for it."""
    if Posting.objects.exists():
        return
    with connection.cursor() as cursor:
        cursor.execute(NEEDLESS)
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
        cursor.execute("ALTER TABLE rotation_posting DISABLE TRIGGER USER")
        seat = "CASE WHEN p.cadre_id * p.n %% 11 = 0 THEN 'principal' ELSE 'other' END"
        main = {
            "cadre_id": "p.cadre_id",
            "kind": "'appointment'",
            "unit_id": PLACE,
            "title": "(ARRAY['科员', '副科长', '科长', '主任'])[p.n]",
            "level": "CASE WHEN p.n > 2 THEN '1A41' ELSE '1A42' END",
            "seat": seat,
            "is_leading": f"{seat} = 'principal'",
            "since": "p.since",
            "ended_on": "p.ended",
            "end_reason": "CASE WHEN p.ended IS NULL THEN '' ELSE 'moved' END",
        }
        insert(Posting, MAIN, main)
        away = {
            "cadre_id": "p.cadre_id",
            "kind": "'secondment'",
            "unit_id": "(SELECT id FROM core_unit WHERE kind = 'township' ORDER BY id LIMIT 1)",
            "sending_unit_id": "(SELECT id FROM core_unit WHERE depth = 1)",
            "title": "'副镇长'",
            "is_main": "false",
            "since": "p.since",
            "until": "p.since + 365",
            "ended_on": "p.since + 365",
            "end_reason": "'completed'",
        }
        insert(Posting, AWAY, away)
        cursor.execute(GRASSROOTS)
        cursor.execute("ALTER TABLE rotation_posting ENABLE TRIGGER USER")
        cursor.execute(
            "SELECT rotation_tell_rises(array_agg(DISTINCT cadre_id)) FROM rotation_posting"
        )
        PoolMembership.objects.all().delete()
        own = {"cadre_id": "e.cadre_id", "pool": "1", "since": f"date '{date(2025, 1, 1)}'"}
        insert(PoolMembership, POOLED, own)
