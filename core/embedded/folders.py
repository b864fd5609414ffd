"""Making the folders of the servers private, and logs that do not grow for ever."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from core.embedded.errors import ServerError
from core.embedded.reasons import why

LARGEST_LOG = 10_000_000  # bytes


def private(folder: Path, owner: tuple[int, int] | None = None) -> Path:
    """Make `folder`, mode 0700, for us or `owner` (uid, gid); refuse one of somebody else."""
    uid = owner[0] if owner else os.geteuid()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (uid, os.geteuid()):
            raise ServerError(
                f"{folder} 属于别的用户或者不是文件夹，不能存放数据。"
                "请用它的所有者运行，或者设置 QINGLAN_VAR 换一个位置。"
            )
        if owner and found.st_uid != uid:
            os.chown(folder, *owner)
        folder.chmod(0o700)
    except OSError as reason:
        raise ServerError(
            f"建立不了文件夹 {folder}：{why(reason)}。请让它可写，或者设置 QINGLAN_VAR 换一个位置。"
        ) from None
    return folder


def open_log(path: Path) -> BinaryIO:
    """Open a log for appending; one that has grown past `LARGEST_LOG` becomes `.1` first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LARGEST_LOG:
        path.replace(path.with_name(path.name + ".1"))
    return path.open("ab")


def last_lines(path: Path, count: int = 3) -> str:
    """The last lines of a log on one line, for the sentence that explains a failure."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return " / ".join(line.strip() for line in lines[-count:] if line.strip())
