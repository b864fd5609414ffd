"""Where the embedded servers live: the same answer whether they run or not.

Standard library only. A server listens on a socket in a folder of mode 0700 and nowhere else, so
whoever may enter the folder may connect. PostgreSQL refuses to run as root: started by root it runs
as `SERVER_USER` under `ROOT_HOME`, because its user could not enter a private `var` otherwise.
"""

import hashlib
import os
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

PROJECT = Path(__file__).resolve().parent.parent.parent
ROOT_HOME = Path("/var/lib/qinglan")
SHORT_HOME = Path("/tmp")  # noqa: S108 - the folder below is ours alone, checked when made
MEMORY = Path("/dev/shm")  # noqa: S108 - likewise
ROOMY = 4 * 2**30  # bytes of memory that a folder in it must be able to hold
SERVER_USER = "qinglan-pg"
DATABASE = "qinglan"
LONGEST_SOCKET = 100  # bytes; Linux allows 107, PostgreSQL adds `.lock` beside it


def var_dir() -> Path:
    """The folder of everything that this copy keeps: QINGLAN_VAR, else `var` in the project."""
    return Path(os.environ.get("QINGLAN_VAR") or PROJECT / "var").absolute()


def copy_id() -> str:
    """Twelve hexadecimal digits that stand for this copy's `var`."""
    return hashlib.sha256(os.fsencode(os.path.realpath(var_dir()))).hexdigest()[:12]


def as_root() -> bool:
    """Whether PostgreSQL must run as another user than we do."""
    return os.geteuid() == 0


def postgres_home() -> Path:
    """The folder of the cluster: inside `var`, or below `ROOT_HOME` for root."""
    return ROOT_HOME / copy_id() if as_root() else var_dir() / "postgres"


def throw_away() -> bool:
    """QINGLAN_THROWAWAY=1: start empty, never wait for the disk, leave nothing; for tests only."""
    return os.environ.get("QINGLAN_THROWAWAY", "") == "1"


def postgres_data() -> Path:
    """The data folder of the cluster. What is thrown away lies in memory, where that has room.

    Tests copy whole databases of a thousand files: ten times as fast there as on a disk.
    """
    memory = roomy_memory() if throw_away() else None
    return (memory / f"qinglan-{copy_id()}" if memory else postgres_home()) / "data"


def postgres_sockets() -> Path:
    """The folder of PostgreSQL's socket."""
    return postgres_home() / "run" if as_root() else _short(var_dir() / "run")


def redis_socket() -> Path:
    """The socket of Redis."""
    return _short(var_dir() / "run") / "redis.sock"


def postgres_url() -> str:
    """The address of the embedded database in the form of libpq."""
    return f"postgresql://{DATABASE}@{quote(str(postgres_sockets()), safe='')}/{DATABASE}"


def redis_url(db: int = 0) -> str:
    """The address of the embedded Redis in the form of redis-py."""
    return f"unix://{quote(str(redis_socket()))}?db={db}"


def broker_url(url: str) -> str:
    """The same Redis as Celery writes it: `unix://` becomes `redis+socket://`, others stay."""
    parts = urlsplit(url)
    if parts.scheme != "unix":
        return url
    db = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={db}"


def roomy_memory() -> Path | None:
    """A folder in memory that could hold ROOMY bytes when empty: an answer that stays the same."""
    try:
        found = os.statvfs(MEMORY)
    except OSError:
        return None
    return MEMORY if found.f_frsize * found.f_blocks >= ROOMY else None


def _short(folder: Path) -> Path:
    """`folder`, or a hashed one outside `var` when a socket in it would have too long a path."""
    if len(os.fsencode(folder / ".s.PGSQL.5432")) <= LONGEST_SOCKET:
        return folder
    return SHORT_HOME / f"qinglan-{os.geteuid()}-{copy_id()}"
