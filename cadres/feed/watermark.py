"""The moment up to which everything that was written can be read (docs/adr/0005)."""

from datetime import datetime, timedelta

from django.db import connection

# A backend takes its transaction's time an instant before it shows it to others, and clocks are
# set back a little now and then.
MARGIN = timedelta(seconds=2)

OLDEST = """
    SELECT least(min(xact_start), now()) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def watermark() -> datetime:
    """Before every transaction that others have still open, less a margin.

    Rows are stamped with the start of the transaction that writes them. Asked in a statement
    before the one that reads the rows: whatever that one does not see yet is stamped later.
    """
    with connection.cursor() as cursor:
        cursor.execute(OLDEST)
        return cursor.fetchone()[0] - MARGIN
