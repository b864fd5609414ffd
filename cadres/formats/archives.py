"""Zip files from outside: bounded before and while they are unpacked, and never to the disk.

An archive may claim anything: paths outside of it, gigabytes in a kilobyte, millions of entries.
One bad entry is in trouble alone; an archive that is bad as a whole raises UnreadableFile.
"""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from types import TracebackType
from typing import IO, BinaryIO, Self

from cadres.formats.entries import Entry, too_large
from cadres.formats.errors import UnreadableFile
from cadres.formats.file_names import name_of, plain
from cadres.formats.limits import (
    MOST_ARCHIVE,
    MOST_DIRECTORY,
    MOST_ENTRIES,
    MOST_RATIO,
    MOST_UNPACKED,
    SMALL,
    size_text,
)
from core.zip_directory import directory_size

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    RuntimeError,  # encrypted, or packed in a way that zipfile does not know
)
UTF8_NAME = 0x800
ENCRYPTED = 0x1
_DRIVE = re.compile("[A-Za-z]:")
AGAIN = "请重新打包为普通的 .zip"


class Archive:
    """A context manager over an open binary file; `entries` are its files in their order."""

    def __init__(self, stream: BinaryIO) -> None:
        refuse_directory(stream)
        try:
            self._zip = zipfile.ZipFile(stream)
        except BROKEN as fault:
            raise UnreadableFile(f"压缩包已损坏，读不出目录；{AGAIN}。") from fault
        infos = [info for info in self._zip.infolist() if not info.is_dir()]
        if len(infos) > MOST_ENTRIES:
            raise UnreadableFile(f"压缩包里有 {len(infos):,} 个文件，最多 {MOST_ENTRIES:,} 个。")
        total = sum(info.file_size for info in infos)
        if total > MOST_UNPACKED:
            raise UnreadableFile(
                f"压缩包解开后有 {size_text(total)}，最多 {size_text(MOST_UNPACKED)}，没有读取；"
                "请分成几个压缩包。"
            )
        self._left = MOST_UNPACKED
        self.entries = [self._entry(info) for info in infos]
        self._infos = {entry.name: info for entry, info in zip(self.entries, infos, strict=True)}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    @contextmanager
    def opened(self, entry: Entry) -> Iterator["Unpacked"]:
        """The bytes of an entry as a stream, for what is too large to be held."""
        if entry.trouble:
            raise UnreadableFile(entry.trouble)
        with _told(entry.name), self._zip.open(self._infos[entry.name]) as stream:
            yield Unpacked(self, stream, entry.name)

    def spend(self, count: int) -> None:
        """Note bytes that were unpacked, whatever the archive declared them to be."""
        self._left -= count
        if self._left < 0:
            raise UnreadableFile(
                f"压缩包解开的内容超过 {size_text(MOST_UNPACKED)}，没有再读下去；请分成几个压缩包。"
            )

    def _entry(self, info: zipfile.ZipInfo) -> Entry:
        name = _name(info)
        return Entry(name, info.file_size, partial(self._load, info), _trouble(info, name))

    def _load(self, info: zipfile.ZipInfo, limit: int) -> bytes:
        with _told(_name(info)), self._zip.open(info) as stream:
            content = stream.read(limit)
        self.spend(len(content))
        return content


class Unpacked:
    """What a parser reads from: every piece is counted, and a broken one is told as such."""

    def __init__(self, archive: Archive, stream: IO[bytes], name: str) -> None:
        self._archive, self._stream, self._name = archive, stream, name

    def read(self, size: int = SMALL) -> bytes:
        """At most `size` bytes; b"" at the end."""
        with _told(self._name):
            piece = self._stream.read(size)
        self._archive.spend(len(piece))
        return piece


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except BROKEN as fault:
        raise UnreadableFile(f"压缩包里的“{name[-60:]}”已损坏，解不开；{AGAIN}。") from fault


def _name(info: zipfile.ZipInfo) -> str:
    """As it was meant: many packers write GBK, or UTF-8 without its mark."""
    if info.flag_bits & UTF8_NAME:
        return plain(info.filename)
    return name_of(info.orig_filename.encode("cp437", "replace"))


def _trouble(info: zipfile.ZipInfo, name: str) -> str:
    """Why the entry must not be read."""
    if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
        return f"路径“{name[-80:]}”指向压缩包之外，可能是恶意文件，没有读取；{AGAIN}。"
    if stat.S_ISLNK(info.external_attr >> 16):
        return f"这是一个链接而不是文件，没有读取；{AGAIN}。"
    if info.flag_bits & ENCRYPTED:
        return "压缩包有密码，没有读取；请去掉密码后重新打包。"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return f"压缩方式不能识别，没有读取；{AGAIN}。"
    if info.file_size > SMALL and info.file_size > info.compress_size * MOST_RATIO:
        sizes = f"{size_text(info.compress_size)} 解开成 {size_text(info.file_size)}"
        return f"{sizes}，超过 {MOST_RATIO} 倍，可能是恶意文件，没有读取。"
    return ""


def refuse_directory(stream: BinaryIO) -> None:
    """A look at the end of the file, before a table of millions of entries is built of it."""
    size = stream.seek(0, 2)
    if size > MOST_ARCHIVE:
        raise UnreadableFile(too_large(size, MOST_ARCHIVE))
    directory = directory_size(stream)
    if directory is None:
        raise UnreadableFile(f"这不是完整的 .zip 压缩包；{AGAIN}。")
    if directory > MOST_DIRECTORY:
        raise UnreadableFile(f"压缩包的文件太多，最多 {MOST_ENTRIES:,} 个，没有读取。")
