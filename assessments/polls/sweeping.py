"""What PostgreSQL leaves lying about when rows are deleted or updated, cleared away at once.

A deleted box, and every former version of a row of bits, stays in its page with the number of its
transaction until somebody vacuums. Autovacuum comes some time; this comes now. It does not reach
the WAL nor backups: docs/ballots.md.
"""

from typing import Final

from django.db import connection

TABLES: Final = (
    "assessments_sealedballot",
    "assessments_urn",
    "assessments_slip",
    "assessments_papercount",
)


def sweep() -> None:
    """Vacuum the tables of ballots; after a commit, outside of any transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM {', '.join(TABLES)}")
