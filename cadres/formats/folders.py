"""Files of a folder and of the folders in it; links are not followed out of it."""

import os
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from cadres.formats.entries import Entry
from cadres.formats.errors import UnreadableFile
from cadres.formats.file_names import on_disk

OUTSIDE = "这是指向文件夹之外的链接，没有读取；请放入文件本身。"
CLOSED = "文件不存在或没有权限读取，请检查路径和权限。"


def entries_of(folder: Path) -> Iterator[tuple[Entry, Path]]:
    """Every file with its place on the disk, folder by folder in the order of names."""
    root = folder.resolve()
    closed: list[str] = []
    for place, folders, files in os.walk(root, onerror=lambda fault: closed.append(fault.filename)):
        folders.sort()
        for name in sorted(files):
            path = Path(place, name)
            yield entry_of(path, _inside(path, root), root), path
        for name in folders:
            path = Path(place, name)
            if _leads_out(path, root):
                yield Entry(_inside(path, root), 0, _nothing, OUTSIDE), path
    for place in closed:
        path = Path(place)
        yield Entry(_inside(path, root) if path != root else "", 0, _nothing, CLOSED), path


def entry_of(path: Path, name: str, root: Path | None = None) -> Entry:
    """One file; beyond `root`, where there is one, nothing is read."""
    if root and _leads_out(path, root):
        return Entry(name, 0, _nothing, OUTSIDE)
    try:
        found = path.stat()
    except OSError:
        return Entry(name, 0, _nothing, CLOSED)
    if not stat.S_ISREG(found.st_mode):
        return Entry(name, 0, _nothing, "这不是普通文件，没有读取。")
    return Entry(name, found.st_size, partial(_load, path))


def _inside(path: Path, root: Path) -> str:
    return on_disk(str(path.relative_to(root)))


def _leads_out(path: Path, root: Path) -> bool:
    return path.is_symlink() and not path.resolve().is_relative_to(root)


def _load(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(limit)
    except OSError as fault:
        raise UnreadableFile(CLOSED) from fault


def _nothing(_limit: int) -> bytes:
    return b""
