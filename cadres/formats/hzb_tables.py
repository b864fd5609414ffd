"""Tables of an exchange package: rows of attributes, streamed (domain §1.6)."""

import codecs
from collections.abc import Iterator

from cadres.formats.archives import Archive
from cadres.formats.encodings import declared_encoding
from cadres.formats.entries import Entry
from cadres.formats.errors import UnreadableFile
from cadres.formats.limits import DEEPEST, MOST_ROW, size_text
from cadres.formats.xml_parser import parsing
from cadres.formats.xml_repair import cut, meant, repaired

CHUNK = 2**16
Row = dict[str, str]


class Rows:
    """A target of the XML parser that keeps the attributes of every `row` until they are taken."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise UnreadableFile(f"XML 元素嵌套超过 {DEEPEST} 层，这不是数据表。")
        if tag.rpartition("}")[2].lower() == "row":
            self._rows.append({name: meant(value) for name, value in attributes.items() if value})

    def end(self, _tag: str) -> None:
        """An element ends."""
        self._depth -= 1

    def close(self) -> None:
        """The table has ended."""

    def taken(self) -> list[Row]:
        """What has come since the last time."""
        rows, self._rows = self._rows, []
        return rows


def tables_of(archive: Archive) -> dict[str, Entry]:
    """Tables by name, A01 and so on, wherever they lie."""
    return {
        entry.base.partition(".")[0].upper(): entry
        for entry in archive.entries
        if entry.suffix == ".xml" and not entry.is_passed_over
    }


def rows_of(archive: Archive, entry: Entry) -> Iterator[Row]:
    """Every row with its values that are not empty; raises UnreadableFile that names the table."""
    target = Rows()
    since = 0
    try:
        for _ in parsing(_pieces(archive, entry), target):
            rows = target.taken()
            since = 0 if rows else since + CHUNK
            if since > MOST_ROW:
                raise UnreadableFile(f"有一行超过 {size_text(MOST_ROW)}，没有读取。")
            yield from rows
    except UnreadableFile as fault:
        raise UnreadableFile(f"数据包里的 {entry.name}：{fault}") from fault


def _pieces(archive: Archive, entry: Entry) -> Iterator[bytes]:
    """A table in UTF-8, in repaired pieces; no reference is parted."""
    rest = b""
    with archive.opened(entry) as stream:
        piece = stream.read(CHUNK)
        decoder = codecs.getincrementaldecoder(declared_encoding(piece))("strict")
        piece = piece.removeprefix(codecs.BOM_UTF8)
        try:
            while piece:
                content = rest + decoder.decode(piece).encode()
                end = cut(content)
                rest = content[end:]
                yield repaired(content[:end])
                piece = stream.read(CHUNK)
            yield repaired(rest + decoder.decode(b"", final=True).encode())
        except UnicodeDecodeError as fault:
            raise UnreadableFile("有的文字不是文件声明的编码，文件可能已损坏。") from fault
