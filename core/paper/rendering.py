"""Drawn pages become one PDF: one font configuration a process, one render at a time.

A page is one image to WeasyPrint, so a document of a thousand pages is laid out at once and its
faces are embedded once: there is nothing to be joined afterwards.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import starmap
from threading import Lock

from core.garbage import calm
from core.paper.drawing import Drawing
from core.paper.measures import clean

STYLE = """
@page {{ size: {width:g}mm {height:g}mm; margin: 0 }}
body {{ margin: 0 }}
div {{ position: relative; width: {width:g}mm; height: {height:g}mm; break-after: page }}
div:last-child {{ break-after: auto }}
img {{ position: absolute; object-fit: cover }}
"""
OTHER = """
@page {name} {{ size: {width:g}mm {height:g}mm }}
div.{name} {{ page: {name}; width: {width:g}mm; height: {height:g}mm }}
"""
_ONE_AT_A_TIME = Lock()  # Pango and Fontconfig are shared by the process


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG, PNG or SVG that fills a rectangle in mm, cropped where its proportions differ."""

    x: float
    y: float
    w: float
    h: float
    content: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """What is drawn, and pictures on top."""

    drawing: Drawing
    pictures: tuple[Picture, ...] = ()


def pdf(pages: Sequence[Page], *, title: str) -> bytes:
    """A PDF of pages, of which each may have a size of its own; raises FacesMissing."""
    drawings = {f"drawing:{number}": page.drawing for number, page in enumerate(pages)}
    names = _sizes(pages)
    body = "".join(_page(number, page, names) for number, page in enumerate(pages))
    head = f'<meta charset="utf-8"><title>{escape(clean(title))}</title>'
    first = pages[0].drawing
    pictures = {
        address: picture.content
        for number, page in enumerate(pages)
        for address, picture in _addressed(number, page)
    }
    with _ONE_AT_A_TIME, calm():
        from core.paper.printing import written

        return written(
            f'<html lang="zh-CN"><head>{head}</head><body>{body}</body></html>',
            _style(first, names),
            drawings=drawings,
            pictures=pictures,
        )


Size = tuple[float, float]


def _sizes(pages: Sequence[Page]) -> dict[Size, str]:
    """The sizes of pages that are not as large as the first, each with a name."""
    first = pages[0].drawing
    found: dict[Size, str] = {(first.width, first.height): ""}
    for page in pages:
        found.setdefault((page.drawing.width, page.drawing.height), f"other{len(found)}")
    return found


def _style(first: Drawing, names: Mapping[Size, str]) -> str:
    others = (
        OTHER.format(name=name, width=width, height=height)
        for (width, height), name in names.items()
        if name
    )
    return STYLE.format(width=first.width, height=first.height) + "".join(others)


def _page(number: int, page: Page, names: Mapping[Size, str]) -> str:
    pictures = "".join(starmap(_picture, _addressed(number, page)))
    name = names[page.drawing.width, page.drawing.height]
    kind = f' class="{name}"' if name else ""
    return f'<div{kind}><img src="drawing:{number}">{pictures}</div>'


def _addressed(number: int, page: Page) -> Iterator[tuple[str, Picture]]:
    for place, picture in enumerate(page.pictures):
        yield f"picture:{number}-{place}", picture


def _picture(address: str, picture: Picture) -> str:
    place = f"left:{picture.x:g}mm;top:{picture.y:g}mm;width:{picture.w:g}mm;height:{picture.h:g}mm"
    return f'<img style="{place}" src="{address}">'
