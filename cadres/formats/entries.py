"""One file of a folder or an archive: its name in there, and its bytes when they are asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from cadres.formats.errors import UnreadableFile
from cadres.formats.limits import size_text

_QUIETLY = ("thumbs.db", "desktop.ini")
_APPLE = "__macosx"


@dataclass(frozen=True, slots=True)
class Entry:
    """`name` is relative, parted by `/`; `size` in bytes, unpacked; `load` gives at most so many.

    `trouble` is a sentence where the entry must not be read at all.
    """

    name: str
    size: int
    load: Callable[[int], bytes]
    trouble: str = ""

    @property
    def base(self) -> str:
        """The name without its folders; "" for what ends in a slash."""
        return self.name.rpartition("/")[2]

    @property
    def suffix(self) -> str:
        """The extension in lower case: .Lrmx is .lrmx."""
        dot = self.base.rfind(".")
        return self.base[dot:].lower() if dot > 0 else ""

    @property
    def stem(self) -> str:
        """Folder and base name, by which a portrait finds its form."""
        return self.name[: len(self.name) - len(self.suffix)].casefold()

    @property
    def is_passed_over(self) -> bool:
        """Whether tools and systems left it there, so that nobody asks for it."""
        parts = self.name.lower().split("/")
        return (
            any(part.startswith((".", "~$")) and part != ".." for part in parts)
            or _APPLE in parts
            or self.base.lower() in _QUIETLY
            or self.suffix == ".bak"
            or (not self.base and not self.size and not self.trouble)  # a folder, in some zips
        )

    def read(self, limit: int) -> bytes:
        """All of it; raises UnreadableFile when it is more than `limit` bytes or in trouble."""
        if self.trouble:
            raise UnreadableFile(self.trouble)
        if self.size > limit:
            raise UnreadableFile(too_large(self.size, limit))
        content = self.load(limit + 1)
        if len(content) > limit:
            raise UnreadableFile(too_large(len(content), limit))
        return content


def too_large(size: int, limit: int) -> str:
    """The sentence about a file that is not even opened."""
    return f"文件有 {size_text(size)}，超过 {size_text(limit)}，没有读取；请检查文件是否正确。"
