"""Addresses of the servers that we stand on: each is read whole at the start, or refused in words.

The readers raise ValueError with the reason alone: `env.url` names the variable and the remedy, and
keeps the address itself, which may hold a password, to itself.
"""

from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from psycopg2 import ProgrammingError
from psycopg2.extensions import make_dsn
from redis.connection import parse_url

DATABASE_SCHEMES = ("postgresql", "postgres")
REDIS_SCHEMES = ("redis", "rediss", "unix")
CONNECTING = 10  # seconds: a machine that does not answer must not hold a request for minutes
SESSION = "-c jit=off"  # compiles longer than our queries run; on unless a server says otherwise
LONGEST_NAME = 63  # bytes of a database's name
OF_DJANGO = frozenset({"assume_role", "isolation_level"})  # options that libpq does not know


def database(url: str) -> dict[str, Any]:
    """Django's settings of a PostgreSQL address."""
    try:
        found = dj_database_url.parse(url)
    except ValueError:
        raise ValueError(
            "主机或端口写得不对，应像 postgresql://用户:密码@主机:5432/库名，"
            "密码中的特殊字符要写成 %XX"
        ) from None
    name, options = str(found["NAME"]), found.setdefault("OPTIONS", {})
    if not 1 <= len(name.encode()) <= LONGEST_NAME:
        raise ValueError(f"末尾应为 /库名，库名为 1 到 {LONGEST_NAME} 个字节")
    if unknown := [option for option in options if not _is_known(option)]:
        raise ValueError(f"没有名为 {'、'.join(unknown)} 的连接参数")
    options.setdefault("connect_timeout", CONNECTING)
    options.setdefault("options", SESSION)
    return dict(found)


def _is_known(option: str) -> bool:
    try:
        make_dsn(**{option: ""})
    except ProgrammingError:
        return option in OF_DJANGO
    return True


def redis(url: str) -> str:
    """The address as it is, once it is known to name a server and a database."""
    parts = urlsplit(url)
    try:
        named = parse_url(url)
    except ValueError:
        raise ValueError("主机、端口或参数写得不对，应像 redis://主机:6379/0") from None
    if not (named.get("host") or named.get("path")):
        raise ValueError("没有写主机或套接字文件，应像 redis://主机:6379/0")
    number = parts.path.strip("/")
    if parts.scheme != "unix" and number and not (number.isascii() and number.isdecimal()):
        raise ValueError(f"库号“{number}”应为整数，如 redis://主机:6379/0")
    return url
