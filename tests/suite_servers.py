"""The servers that the suite runs on, for processes and programs beside it."""

import os
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from redis import Redis

from core.embedded.postgres_files import programs


def database_url() -> str:
    """The test's own database, as `DATABASE_URL` of another process."""
    told = connection.settings_dict
    user, password = (quote(told[name], safe="") for name in ("USER", "PASSWORD"))
    who = f"{user}:{password}" if password else user
    port = f":{told['PORT']}" if told["PORT"] else ""
    return f"postgresql://{who}@{quote(told['HOST'], safe='')}{port}/{told['NAME']}"


def own_redis() -> str:
    """A Redis database that no other worker of the suite uses, emptied; as `REDIS_URL`."""
    number = 8 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    url = settings.REDIS_URL.split("?")[0] + f"?db={number}"
    Redis.from_url(url).flushdb()
    return url


def postgres_programs() -> Path:
    """Those of the server's version: newer ones tell it settings that it does not know."""
    debians = Path(f"/usr/lib/postgresql/{connection.pg_version // 10_000}/bin")
    is_embedded = not os.environ.get("DATABASE_URL")
    return programs() if is_embedded or not debians.is_dir() else debians
