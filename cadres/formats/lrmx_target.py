"""What a parser finds in a `.lrmx`, gathered element by element: no tree, bounded depth."""

from xml.sax.saxutils import escape, quoteattr

from cadres.formats.errors import UnreadableFile
from cadres.formats.limits import DEEPEST, MOST_ELEMENTS, MOST_RELATIVES, MOST_UNKNOWN
from cadres.formats.lrmx_elements import FAMILY, IGNORED, ITEM, NAMES, RELATIVE, ROOT

COLUMNS = frozenset(element.name for element in RELATIVE)


class Gathered:
    """A target of the XML parser. Namespaces are taken off: `.lrmx` has none (domain §1.1)."""

    def __init__(self) -> None:
        self.texts: list[tuple[str, str]] = []  # known elements, in the order of the file
        self.family: list[dict[str, str]] | None = None
        self.unknown: list[tuple[str, str]] = []
        self.lost: dict[str, None] = {}  # what nothing keeps: where it stood, in order
        self._path: list[str] = []
        self._pieces: list[str] | None = None
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = _local(tag)
        path = self._path
        path.append(name)
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise UnreadableFile(f"XML 元素超过 {MOST_ELEMENTS:,} 个，这不是任免审批表。")
        depth = len(path)
        if depth == 2:
            self._begin(name, attributes)
        elif depth == 1:
            self._root(name)
        elif depth > DEEPEST:
            raise UnreadableFile(f"XML 元素嵌套超过 {DEEPEST} 层，这不是任免审批表。")
        elif path[1] == FAMILY:
            self._in_family(name)
        elif path[1] in NAMES:
            if name.lower() == "br" and self._pieces is not None:
                self._pieces.append("\n")
        elif self._pieces is not None:
            told = "".join(f" {_local(key)}={quoteattr(at)}" for key, at in attributes.items())
            self._pieces.append(f"<{name}{told}>")

    def data(self, text: str) -> None:
        """A piece of text."""
        if self._pieces is not None:
            is_kept_as_xml = self._path[1] not in NAMES
            self._pieces.append(escape(text) if is_kept_as_xml else text)

    def end(self, _tag: str) -> None:
        """An element ends."""
        path = self._path
        name = path.pop()
        depth = len(path)
        if depth == 1:
            self._finish(name)
        elif depth == 3 and path[1] == FAMILY:
            if self._pieces is not None and self.family:
                self.family[-1].setdefault(name, "".join(self._pieces))
            self._pieces = None
        elif depth >= 2 and path[1] not in NAMES and self._pieces is not None:
            self._pieces.append(f"</{name}>")

    def close(self) -> None:
        """The file has ended."""

    @staticmethod
    def _root(name: str) -> None:
        if name != ROOT:
            raise UnreadableFile(
                f"XML 的根元素是“{name[:40]}”而不是“{ROOT}”，这不是任免审批表；"
                "请用任免表编辑器导出 .lrmx 文件。"
            )

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._pieces = None if name in IGNORED else []
        if name == FAMILY:
            self.family = [] if self.family is None else self.family
            self._pieces = None
        elif name not in NAMES and attributes:
            self._lose(f"元素“{name[:40]}”的属性")

    def _in_family(self, name: str) -> None:
        depth = len(self._path)
        if depth == 3 and name == ITEM and self.family is not None:
            if len(self.family) == MOST_RELATIVES:
                raise UnreadableFile(f"家庭成员超过 {MOST_RELATIVES} 人，这不是任免审批表。")
            self.family.append({})
        elif depth == 4 and name in COLUMNS and self._path[2] == ITEM:
            self._pieces = []
        elif depth < 5:
            self._lose(f"家庭成员里的元素“{name[:40]}”")

    def _lose(self, what: str) -> None:
        if len(self.lost) < MOST_UNKNOWN:
            self.lost[what] = None

    def _finish(self, name: str) -> None:
        pieces, self._pieces = self._pieces, None
        if pieces is None:
            return
        if name in NAMES:
            self.texts.append((name, "".join(pieces)))
        elif len(self.unknown) == MOST_UNKNOWN:
            raise UnreadableFile(f"不认识的元素超过 {MOST_UNKNOWN} 个，这不是任免审批表。")
        else:
            self.unknown.append((name, "".join(pieces)))


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
