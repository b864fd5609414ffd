"""Whether the database can be worked with, said in one sentence before a command begins."""

from django.core.management.base import CommandError
from django.db import OperationalError, connection

from core.units.models import Unit

OF_A_COPY = (
    "请先启动系统（make run），再指明是哪一份："
    "QINGLAN_VAR 为它的数据文件夹，或者 DATABASE_URL 为它的数据库。"
)


def reach_database(remedy: str = OF_A_COPY) -> None:
    """Connect; raises CommandError with the reason and the remedy where there is no server."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        lines = str(error).strip().splitlines()
        # The last line, unless it only asks whether the server runs.
        told = next((line for line in reversed(lines) if not line.strip().endswith("?")), "")
        raise CommandError(f"连不上数据库：{told.strip() or '没有回应'}。{remedy}") from None


def need_running_copy() -> None:
    """Connect to a copy that has been prepared; raises CommandError with the remedy."""
    reach_database()
    if Unit._meta.db_table not in connection.introspection.table_names():
        raise CommandError(f"数据库里还没有本系统的数据表。{OF_A_COPY}")
