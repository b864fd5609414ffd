"""The volume's own number on pages that are made already: 汇编第 45 页, in the middle of the foot.

A page is not laid out again for its number: each character is drawn once, and the pages refer to
the drawings, which costs a page some hundred bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import cast

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
)

from core.paper.drawing import Drawing
from core.paper.faces import SONG
from core.paper.measures import MM_PER_PT
from core.paper.official.composing import extent, one
from core.paper.official.grid import PAGE
from core.paper.rendering import Page, pdf

PT = 10.5
UNDER = 14.0  # mm from the foot of the page to the middle of the number
HIGH = 8.0  # mm of each drawing
BEFORE, AFTER = "汇编第", "页"
PIECES = (*"0123456789", BEFORE, AFTER)
GAP = 1.0  # mm between number and words


class Stamps:
    """The drawings within one file that is being written."""

    def __init__(self, writer: PdfWriter) -> None:
        self.writer = writer
        widths = [extent(piece, SONG, PT) for piece in PIECES]
        self.widths = dict(zip(PIECES, widths, strict=True))
        # All on sheets of one size: the piece stands at the left of its own.
        side = max(widths) + 1
        drawn = [
            Page(Drawing(side, HIGH, (one(piece, SONG, pt=PT, y=HIGH / 2, left=0),), ()))
            for piece in PIECES
        ]
        reader = PdfReader(BytesIO(pdf(drawn, title="")))
        self.forms = {
            piece: self._form(page) for piece, page in zip(PIECES, reader.pages, strict=True)
        }
        self.begin = self._stream(b"q\n")

    def put(self, page: PageObject, number: int) -> None:
        """Draw the number on a page of the writer."""
        placed = self._placed(str(number))
        names = cast("DictionaryObject", page[NameObject("/Resources")].get_object())
        drawings = names.setdefault(NameObject("/XObject"), DictionaryObject()).get_object()
        for piece in dict.fromkeys(piece for piece, _, _ in placed):
            drawings[NameObject(_name(piece))] = self.forms[piece]
        told = " ".join(
            f"q 1 0 0 1 {x:.2f} {y:.2f} cm {_name(piece)} Do Q" for piece, x, y in placed
        )
        turned = _turn(page)
        end = self._stream(f"\nQ q {turned} {told} Q\n".encode())
        page[NameObject("/Contents")] = ArrayObject([self.begin, *_contents(page), end])

    def _placed(self, digits: str) -> list[tuple[str, float, float]]:
        """Each piece with its place in pt, on an upright sheet."""
        whole = sum(self.widths[piece] for piece in (BEFORE, *digits, AFTER)) + 2 * GAP
        x = PAGE[0] / 2 - whole / 2
        found = []
        for piece in (BEFORE, *digits, AFTER):
            x += GAP if piece == AFTER else 0
            found.append((piece, x / MM_PER_PT, (UNDER - HIGH / 2) / MM_PER_PT))
            x += self.widths[piece] + (GAP if piece == BEFORE else 0)
        return found

    def _form(self, page: PageObject) -> IndirectObject:
        contents = page.get_contents()
        form = DecodedStreamObject()
        form.set_data(contents.get_data() if contents is not None else b"")
        form[NameObject("/Type")] = NameObject("/XObject")
        form[NameObject("/Subtype")] = NameObject("/Form")
        form[NameObject("/BBox")] = ArrayObject(FloatObject(side) for side in page.mediabox)
        names = cast("DictionaryObject", page["/Resources"].get_object())
        form[NameObject("/Resources")] = names.clone(self.writer)
        return self.writer._add_object(form.flate_encode())

    def _stream(self, content: bytes) -> IndirectObject:
        stream = DecodedStreamObject()
        stream.set_data(content)
        return self.writer._add_object(stream)


def _name(piece: str) -> str:
    return f"/QinglanNo{PIECES.index(piece)}"


def _turn(page: PageObject) -> str:
    """A wide sheet is bound at its top: the number stands where the others have it, turned."""
    wide, high = float(page.mediabox.width), float(page.mediabox.height)
    return f"0 -1 1 0 0 {high:.2f} cm" if wide > high else ""


def _contents(page: PageObject) -> Iterable[IndirectObject]:
    """The page's own streams."""
    found = page.get("/Contents")
    if found is None:
        return []
    raw = page.raw_get("/Contents")
    return list(found.get_object()) if isinstance(found.get_object(), ArrayObject) else [raw]
