"""What a sheet holds, counted while its XML streams past: no tree is built, nothing is kept."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from defusedxml.ElementTree import XMLParser

REFERENCE = re.compile(r"([A-Za-z]{1,7})([0-9]{1,9})", re.ASCII)
MOST_STRINGS = 1_000_000
CHUNK = 2**16
ELEMENTS_OF_A_CELL = 4  # the cell, its formula, its value, and room for its row


class Strings:
    """An XML target: the length of each shared text, in order."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        """A text begins."""
        if _local(tag) == "si":
            if len(self.lengths) == MOST_STRINGS:
                raise ValueError("too many shared texts")
            self.lengths.append(0)

    def data(self, text: str) -> None:
        """A piece of a text, its phonetic guide included: an upper bound is enough."""
        if self.lengths:
            self.lengths[-1] += len(text)

    def close(self) -> None:
        """The part has ended."""


class Cells:
    """An XML target that calls `refuse` with a sentence at the first cell beyond the limits.

    The sheet's own `dimension` is not believed. A few shared texts that many cells point to would
    fill the memory as well, so the characters that all cells show are limited too.
    """

    def __init__(
        self,
        lengths: list[int],
        *,
        most_rows: int,
        most_columns: int,
        most_text: int,
        refuse: Callable[[str], Exception],
    ) -> None:
        self.lengths = lengths
        self.most_rows, self.most_columns, self.most_text = most_rows, most_columns, most_text
        self.refuse = refuse
        self.row = self.column = self.elements = self.text = 0
        self.is_shared = self.in_value = False
        self.index = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A row or cell is counted; one that does not say where it stands follows the last."""
        name = _local(tag)
        self.elements += 1
        if name == "row":
            self.row = int(attributes["r"]) if "r" in attributes else self.row + 1
            self.column = 0
            self._check()
        elif name == "c":
            self._place(attributes.get("r"))
            self._check()
            self.is_shared = attributes.get("t") == "s"
        elif name == "v":
            self.in_value, self.index = self.is_shared, ""
        elif self.elements % 1000 == 0:
            self._check()

    def data(self, text: str) -> None:
        """The number of a shared text; other values weigh no more than the part itself."""
        if self.in_value:
            self.index += text[:20]

    def end(self, tag: str) -> None:
        """A value is whole: add what it shows."""
        if self.in_value and _local(tag) == "v":
            self.in_value = False
            self.text += self.lengths[int(self.index[:20])]
            self._check()

    def close(self) -> None:
        """The part has ended."""

    def _place(self, reference: str | None) -> None:
        if reference is None:
            self.column += 1
            return
        found = REFERENCE.fullmatch(reference)
        if found is None:
            raise ValueError(reference[:20])
        self.column = 0
        for letter in found[1].upper():
            self.column = self.column * 26 + ord(letter) - ord("A") + 1
        self.row = int(found[2])

    def _check(self) -> None:
        if self.row > self.most_rows or self.column > self.most_columns:
            raise self.refuse(
                f"工作表用到了第 {self.row:,} 行、第 {max(self.column, 1):,} 列，"
                f"最多 {self.most_rows:,} 行、{self.most_columns} 列。"
                "请删除数据以外的行、列（包括只设了格式的）和多余的工作表后再上传。"
            )
        most_elements = ELEMENTS_OF_A_CELL * self.most_rows * self.most_columns
        if self.elements > most_elements or self.text > self.most_text:
            raise self.refuse("工作表的内容太多，请分成几个文件后再上传。")


def count(sheets: Iterable[bytes], strings: bytes, **limits: Any) -> None:
    """Parse the sheets, and the shared texts before them; `limits` are those of `Cells`."""
    texts = Strings()
    if strings:
        _feed(XMLParser(target=texts), strings)
    for content in sheets:
        _feed(XMLParser(target=Cells(texts.lengths, **limits)), content)


def _feed(parser: Any, content: bytes) -> None:
    for start in range(0, len(content), CHUNK):
        parser.feed(content[start : start + CHUNK])
    parser.close()


def _local(tag: str) -> str:
    """The name without its namespace."""
    return tag.rpartition("}")[2]
