"""What a role that serves may do in the database: rows, never tables, and the log only onwards.

`prepare` runs as the owner of the tables. Web, workers and the scheduler need less: with a role of
their own, whoever speaks through them, by a fault of ours or with their password, cannot change a
table, take a trigger away, or touch a row of the log. PostgreSQL 17 is the first that can give the
right to vacuum without ownership, which ballots need (`assessments/polls/sweeping.py`).
"""

from collections.abc import Iterator

from django.db import connection
from psycopg2 import sql

from core.audit.models import AuditEntry, AuditLink
from core.errors import refuse_if

FIRST_THAT_CAN = 170_000  # server_version_num
ONLY_ONWARDS = tuple(model._meta.db_table for model in (AuditEntry, AuditLink))
ONLY_READ = ("django_migrations",)
STATEMENTS = (
    "GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {role}",
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE, MAINTAIN ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE UPDATE, DELETE ON {only_onwards} FROM {role}",
    "REVOKE INSERT, UPDATE, DELETE ON {only_read} FROM {role}",
)
STANDING = """
SELECT rolsuper, rolname = current_user, rolname IN (
    SELECT tableowner FROM pg_tables WHERE schemaname = 'public'
) FROM pg_roles WHERE rolname = %s
"""


def allow(role: str) -> None:
    """Give the role what serving takes, for every table that there is now; safe to repeat.

    Raises DomainError where the server is too old, or the role is none that can be held to it.
    """
    with connection.cursor() as cursor:
        refuse_if(
            connection.connection.server_version < FIRST_THAT_CAN,
            "单独的服务角色需要 PostgreSQL 17 以上。请升级数据库，或继续用一个角色。",
        )
        cursor.execute(STANDING, [role])
        found = cursor.fetchone()
        refuse_if(
            found is None,
            f"数据库里没有角色“{role}”。请先由数据库管理员用 CREATE ROLE 建立，可以登录。",
        )
        refuse_if(
            any(found),
            f"“{role}”是超级用户、表的所有者或当前角色，限制不了。请另建一个普通角色。",
        )
        for statement in _composed(role):
            cursor.execute(statement)


def _composed(role: str) -> Iterator[sql.Composed]:
    names = {
        "database": sql.Identifier(connection.settings_dict["NAME"]),
        "role": sql.Identifier(role),
        "only_onwards": sql.SQL(", ").join(map(sql.Identifier, ONLY_ONWARDS)),
        "only_read": sql.SQL(", ").join(map(sql.Identifier, ONLY_READ)),
    }
    return (sql.SQL(statement).format(**names) for statement in STATEMENTS)
