"""Documents joined to one PDF: what is first is put before, pages are numbered, lines are links.

Each report is a small document that was laid out by itself (docs/adr/0008 says why); joining copies
its objects.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.constants import PageLabelStyle
from pypdf.generic import Fit, IndirectObject

from core.paper.measures import MM_PER_PT
from core.paper.official.grid import LEFT, PAGE, RIGHT
from core.paper.rendering import Page, pdf
from reporting.volume.front import Spot
from reporting.volume.stamping import Stamps
from reporting.volume.waiting import Waiting

WIDE, HIGH = (side / MM_PER_PT for side in PAGE)


class Volume:
    """A volume that is being joined. `front` pages (cover and contents) come first, then the body.

    Pages of the body are numbered from 1; `add` says on which number a document begins.
    """

    def __init__(self, title: str, folder: Path) -> None:
        self.writer = PdfWriter()
        self.writer.add_metadata({"/Title": title})
        self.stamps = Stamps(self.writer)
        self.waiting = Waiting(self.writer, folder)
        self.front = 0
        self.body = 0

    def put_front(self, cover: Page, contents: Sequence[Page]) -> None:
        """The cover with its blank back, the contents on whole sheets."""
        for part in ([cover], contents):
            reader, _ = self._append(pdf(list(part), title=""))
            self.waiting.put(reader)
            self.front += len(part)
            if len(part) % 2:
                self.writer.add_blank_page(WIDE, HIGH)
                self.front += 1
        self.writer.set_page_label(2, 1 + self.front - 2, style=PageLabelStyle.UPPERCASE_ROMAN)

    def add(self, content: bytes, *, on_front: bool = True) -> int:
        """Join a PDF; the page of the volume that it begins on: the front of a sheet."""
        if on_front and self.body % 2:
            self.writer.add_blank_page(WIDE, HIGH)
            self.body += 1
        begins = self.body + 1
        reader, pages = self._append(content)
        for page in pages:
            self.body += 1
            self.stamps.put(page, self.body)
        self.waiting.put(reader)
        return begins

    def heading(self, text: str, page: int) -> IndirectObject:
        """A part among the bookmarks; `page` of the body."""
        return self.writer.add_outline_item(title=text, page_number=self._place(page), bold=True)

    def bookmark(self, text: str, page: int, parent: IndirectObject | None) -> None:
        """A document among the bookmarks, under its part."""
        self.writer.add_outline_item(title=text, page_number=self._place(page), parent=parent)

    def link(self, spots: Sequence[Spot]) -> None:
        """Lines of the contents lead to their pages."""
        for spot in spots:
            rect = (
                LEFT / MM_PER_PT,
                HIGH - spot.bottom / MM_PER_PT,
                RIGHT / MM_PER_PT,
                HIGH - spot.top / MM_PER_PT,
            )
            link = Link(rect=rect, target_page_index=self._place(spot.page), fit=Fit.fit())
            self.writer.add_annotation(2 + spot.sheet, link)

    def write(self, path: Path) -> None:
        """The finished file."""
        self.writer.set_page_label(
            self.front, self.front + self.body - 1, style=PageLabelStyle.DECIMAL, start=1
        )
        with path.open("wb") as stream:
            self.writer.write(stream)

    def close(self) -> None:
        """Nothing is kept of it, whether it was written or given up."""
        self.waiting.close()

    def _place(self, page: int) -> int:
        return self.front + page - 1

    def _append(self, content: bytes) -> tuple[PdfReader, list[PageObject]]:
        before, reader = len(self.writer.pages), PdfReader(BytesIO(content))
        self.writer.append(reader, import_outline=False)
        return reader, [self.writer.pages[n] for n in range(before, len(self.writer.pages))]


def first_pages(lengths: Sequence[tuple[int, bool]]) -> list[int]:
    """The page that each document begins on, by its pages and whether it begins on the front.

    What the contents say before anything is joined; `Volume.add` comes to the same.
    """
    found, used = [], 0
    for length, on_front in lengths:
        used += used % 2 if on_front else 0
        found.append(used + 1)
        used += length
    return found
