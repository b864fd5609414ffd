"""Facts that duties come of, put straight into the tables: stays, talks, mentors."""

from datetime import date
from typing import Any

from django.db import connection, models

from assessments.talks.models import Talk
from cadres.roster.facets import FACETS
from cadres.roster.models import RosterEntry
from policy.plan.loader import load
from training.mentoring.models import Mentorship

SINCE, ON = date(2026, 7, 1), date(2026, 11, 23)
# In four of five there is a talk and a mentor; the day depends on the person.
TALKED = "FROM cadres_rosterentry e WHERE e.left_on IS NULL AND e.cadre_id %% 5 <> %(none)s"


def fill() -> None:
    """The plan with its figures; of everybody on the roster four in five talked with, and led.

    Once: two parts of a bench may ask for it.
    """
    load(on=SINCE)
    if Talk.objects.exists():
        return
    for first, none in ((date(2026, 7, 1), 0), (date(2026, 10, 1), 1)):
        insert(
            Talk,
            TALKED,
            {
                "cadre_id": "e.cadre_id",
                "unit_id": "e.unit_id",
                "held_on": f"date '{first}' + (e.cadre_id %% 50)::int",
                "place": "'会议室'",
                "led_by": "'书记'",
            },
            none=none,
        )
    insert(
        Mentorship,
        TALKED,
        {
            "cadre_id": "e.cadre_id",
            "mentor_id": "(SELECT id FROM cadres_cadre c WHERE c.id <> e.cadre_id LIMIT 1)",
            "since": "date '2025-06-15' + (e.cadre_id %% 200)::int",
            "until": "(date '2025-06-15' + (e.cadre_id %% 200)::int + interval '2 years')::date",
            "rhythm": "'每月'",
            "goals": "'能独当一面'",
            "content": "'业务'",
        },
        none=2,
    )


# What only pages need, and what would take most of the time of filling the table.
NEEDLESS = """
SELECT format(CASE WHEN c.conname IS NULL THEN 'DROP INDEX %I'
                   ELSE 'ALTER TABLE cadres_rosterentry DROP CONSTRAINT %I' END, i.relname)
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
    LEFT JOIN pg_constraint c ON c.conindid = i.oid
WHERE x.indrelid = 'cadres_rosterentry'::regclass AND NOT x.indisprimary
    AND i.relname NOT LIKE 'cadres_rosterentry_cadre_id_%'
    AND i.relname NOT LIKE 'cadres_rosterentry_unit_id_%'
"""


def enrol() -> None:
    """Everybody onto the roster; the copies that triggers would make are made here."""
    with connection.cursor() as cursor:
        cursor.execute(NEEDLESS)
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
        cursor.execute("ALTER TABLE cadres_rosterentry DISABLE TRIGGER USER")
        facets = {name: f"e.{name}" for name in FACETS}
        own = {"cadre_id": "e.id", "entered_on": "date '2025-01-01' + (e.id %% 700)::int"}
        insert(RosterEntry, "FROM cadres_cadre e", facets | own)
        cursor.execute("ALTER TABLE cadres_rosterentry ENABLE TRIGGER USER")


def insert(model: type[models.Model], source: str, said: dict[str, str], **params: Any) -> None:
    """One INSERT … SELECT; columns that nothing is said of have their defaults."""
    columns = dict(said)
    with connection.cursor() as cursor:
        for field in model._meta.local_concrete_fields:
            if not (field.primary_key or field.generated or field.column in columns):
                plain = field.get_db_prep_save(field.get_default(), connection)
                literal = cursor.mogrify("%s", [plain]).decode()
                columns[field.column] = literal.replace("%", "%%")
        names = ", ".join(f'"{name}"' for name in columns)
        values = ", ".join(columns.values())
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {values} {source}', params
        )
