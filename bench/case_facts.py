"""What opens cases, put straight into the tables: polls, grades, sanctions, findings."""

from django.db import connection

from assessments.findings.models import ConductFinding
from assessments.polls.models import Poll, PollResult, PollSubject
from assessments.rounds.models import Assessment
from bench.duty_facts import insert
from cadres.people.models import Discipline

PER_POLL = 100  # people
THERE = "FROM cadres_rosterentry e WHERE e.left_on IS NULL"
# By their number, so that each hundred has a poll.
NUMBERED = """
FROM (SELECT e.cadre_id, e.unit_id, row_number() OVER (ORDER BY e.cadre_id) - 1 AS n
      FROM cadres_rosterentry e WHERE e.left_on IS NULL) e
"""
EXCELLENT = "(20 + s.cadre_id * 13 %% 40)::int"
# One in 200 is above 30 of 100, most of them by a few votes.
LOW = "(CASE WHEN s.cadre_id %% 200 = 0 THEN 31 ELSE s.cadre_id * 7 %% 31 END)::int"


def happen() -> None:
    """Two graded years and an annual poll of everybody, now and then something bad; once."""
    if Poll.objects.exists():
        return
    for year, best in ((2024, 5), (2025, 4)):
        own = {
            "cadre_id": "e.cadre_id",
            "unit_id": "e.unit_id",
            "year": str(year),
            "basis": "'past'",
            "state": "'final'",
            "outcome": f"CASE WHEN e.cadre_id %% {best} = 0 THEN '1' "
            f"WHEN e.cadre_id %% 250 = {year - 2020} THEN '3' ELSE '2' END",
            "decided_on": f"date '{year + 1}-01-20' + 240",
        }
        insert(Assessment, THERE, own)
    _vote()
    bad = {"cadre_id": "e.cadre_id", "kind": "CASE e.cadre_id %% 3 WHEN 0 THEN 'party' "
           "WHEN 1 THEN 'government' ELSE 'handling' END", "measure": "'警告'",
           "decided_on": "date '2026-11-01'"}  # fmt: skip
    insert(Discipline, f"{THERE} AND e.cadre_id %% 100 = 7", bad)
    found = {"cadre_id": "e.cadre_id", "ground": "(ARRAY['1', '3', '4'])[1 + e.cadre_id %% 3]",
             "source": "'audit'", "found_on": "date '2026-11-02'", "facts": "'事实'",
             "told": "'存在问题。'"}  # fmt: skip
    insert(ConductFinding, f"{THERE} AND e.cadre_id %% 300 = 11", found)


def _vote() -> None:
    made = {"unit_id": "(SELECT id FROM core_unit WHERE depth = 1)", "year": "2025",
            "title": "'年度测评 ' || e.n", "state": "'counted'", "opens_on": "date '2026-11-10'",
            "closes_on": "date '2026-11-12'", "counted_on": "date '2026-11-15'", "result": "'{}'",
            "min_group": "5", "abstain_counts": "true", "digest": "repeat('0', 64)"}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cadres_rosterentry WHERE left_on IS NULL")
        polls = (cursor.fetchone()[0] + PER_POLL - 1) // PER_POLL
    insert(Poll, f"FROM generate_series(0, {polls - 1}) AS e (n)", made)
    first = Poll.objects.order_by("pk").values_list("pk", flat=True)[0]
    asked = {"poll_id": f"{first} + e.n / {PER_POLL}", "cadre_id": "e.cadre_id",
             "position": f"1 + e.n %% {PER_POLL}", "title": "''"}  # fmt: skip
    insert(PollSubject, NUMBERED, asked)
    marks = {"subject_id": "s.id", "poll_id": "s.poll_id", "cadre_id": "s.cadre_id",
             "is_shown": "true", "issued": "100", "returned": "100", "valid": "100",
             "counted": "100", "excellent": EXCELLENT, "basic": LOW,
             "competent": f"100 - {EXCELLENT} - {LOW}", "style_valid": "100",
             "style_low": "(CASE WHEN s.cadre_id %% 400 = 1 THEN 33 ELSE 12 END)"}  # fmt: skip
    insert(PollResult, "FROM assessments_pollsubject s", marks)
