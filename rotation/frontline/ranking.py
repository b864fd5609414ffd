"""Scores and places of a batch (考试与考核相结合, 公推公派), made in one statement.

By marks: score = (weight × test + (100 − weight) × review) / 100; by votes: votes in hundredths of
the voters. Rounded half up to two decimals. Places are those of a competition: equal scores share
a place and the next is skipped (1, 2, 2, 4). Whoever lacks a mark that counts has no place.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from rotation.choices import CandidateState, Selection
from rotation.frontline.models import Batch, Candidate

# Who takes part in the ranking.
RANKED = (
    CandidateState.NOMINATED,
    CandidateState.CHOSEN,
    CandidateState.RESERVE,
    CandidateState.NOT_CHOSEN,
)

SCORES = {
    Selection.EXAMINATION: (
        "CASE WHEN (%(test)s = 0 OR test_score IS NOT NULL)"
        " AND (%(test)s = 100 OR review_score IS NOT NULL)"
        " THEN round((%(test)s * coalesce(test_score, 0)"
        " + (100 - %(test)s) * coalesce(review_score, 0)) / 100, 2) END"
    ),
    Selection.NOMINATION: (
        "CASE WHEN votes IS NOT NULL AND voters > 0 THEN round(votes * 100.0 / voters, 2) END"
    ),
    Selection.ASSIGNMENT: "NULL::numeric",
}

STATEMENT = """
WITH scored AS (
    SELECT id, CASE WHEN state = ANY(%(ranked)s) THEN {score} END AS score
    FROM {table} WHERE batch_id = %(batch)s
), placed AS (
    SELECT id, score,
        CASE WHEN score IS NOT NULL
        THEN rank() OVER (ORDER BY score DESC NULLS LAST) END AS place
    FROM scored
)
UPDATE {table} AS kept SET score = placed.score, place = placed.place
FROM placed WHERE kept.id = placed.id
    AND (kept.score IS DISTINCT FROM placed.score OR kept.place IS DISTINCT FROM placed.place)
"""


def rank(batch: Batch) -> int:
    """Write score and place of everybody in the batch; how many rows that changed."""
    score = SCORES[Selection(batch.programme.selection)]
    statement = STATEMENT.format(score=score, table=Candidate._meta.db_table)
    values: dict[str, Any] = {
        "test": batch.programme.test_weight,
        "ranked": [str(state) for state in RANKED],
        "batch": batch.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount
