"""Making the cluster: the home folder, `initdb` and our database, complete or not there at all."""

import os
import secrets
import shutil
import subprocess
import time
from pathlib import Path

from core.embedded import places
from core.embedded.errors import ServerError
from core.embedded.folders import private
from core.embedded.postgres_files import identity, owner, programs
from core.embedded.reasons import why

INITDB = (
    "--username", places.DATABASE,
    "--auth=trust",  # who may enter the socket's folder (0700) may connect
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
)  # fmt: skip


def prepare() -> list[str]:
    """Make what is missing of the cluster; returns sentences that the user should read."""
    said = []
    if places.as_root():
        said += _home_for_root()
    else:
        private(places.postgres_home())
    private(places.postgres_sockets(), owner())
    private(places.postgres_data().parent, owner())
    if not places.postgres_data().exists():
        _initialise()
    _refuse_other_version()
    return said


def remove() -> None:
    """Delete the cluster with everything in it."""
    for folder in (places.postgres_data().parent, places.postgres_home()):
        shutil.rmtree(folder, ignore_errors=True)
    if _link().is_symlink():
        _link().unlink()


def _link() -> Path:
    return places.var_dir() / "postgres"


def _home_for_root() -> list[str]:
    """The home below `ROOT_HOME`, with a link in `var`; a home without its link is set aside."""
    home, link, said = places.postgres_home(), _link(), []
    places.ROOT_HOME.mkdir(parents=True, exist_ok=True)
    places.ROOT_HOME.chmod(0o711)
    known = link.is_symlink() and link.readlink() == home
    if home.exists() and not known:
        # The folder `var` was deleted or is another one by the same name: its secrets are gone, and
        # a new copy must not start with the old one's people.
        aside = home.with_name(f"{home.name}.{time.strftime('%Y%m%d%H%M%S')}")
        home.rename(aside)
        said.append(
            f"{places.var_dir()} 是新的，以前留在 {home} 的数据库已移到 {aside}，没有使用。"
        )
    private(home, owner())
    if not known:
        link.parent.mkdir(parents=True, exist_ok=True)
        if link.is_symlink():
            link.unlink()
        link.symlink_to(home)
        said.append(
            f"PostgreSQL 不能以 root 运行：它以系统用户 {places.SERVER_USER} 运行，"
            f"数据放在 {home}（{link} 指向那里），没有放开任何文件夹的权限。"
        )
    return said


def _initialise() -> None:
    data = places.postgres_data()
    for unfinished in data.parent.glob("data.new-*"):
        shutil.rmtree(unfinished)
    draft = data.with_name(f"data.new-{secrets.token_hex(4)}")
    _run("initdb", *INITDB, "-D", str(draft))
    _run(
        "postgres",
        "--single",
        "-D",
        str(draft),
        "postgres",
        say=f"CREATE DATABASE {places.DATABASE}\n",
    )
    draft.rename(data)


def _run(program: str, *arguments: str, say: str = "") -> None:
    try:
        done = subprocess.run(
            [programs() / program, *arguments],
            input=say, capture_output=True, text=True, errors="replace", check=False, cwd="/",
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}, **identity(),
        )  # fmt: skip
    except OSError as reason:
        raise ServerError(
            f"运行不了 {program}：{why(reason)}。请运行 make setup 重新安装。"
        ) from None
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        lines = [line for line in lines if "error" in line.lower()] or lines[-1:]
        raise ServerError(
            f"建立不了 PostgreSQL 的数据（{program}）：{' '.join(lines[:1])}。请看磁盘空间和权限。"
        )


def _refuse_other_version() -> None:
    data = places.postgres_data()
    had = (data / "PG_VERSION").read_text().strip()
    answer = subprocess.check_output([programs() / "postgres", "--version"], text=True, cwd="/")
    now = answer.split()[-1].split(".")[0]
    if had != now:
        raise ServerError(
            f"{data} 是 PostgreSQL {had} 的数据，现在的程序是 {now} 版。"
            "请先用原来的版本 pg_dump 备份，再 make reset，然后恢复。"
        )
