"""Charts in the text: drawn where they stand, their caption under them."""

from __future__ import annotations

from core.paper.charts import svg, text_of
from core.paper.faces import HEI
from core.paper.official.composing import extent, one, within
from core.paper.official.description import Figure
from core.paper.official.grid import CAPTION_PT, PITCH, UPRIGHT, Area
from core.paper.official.strip import Drawn, Strip

CAPTION = 8.5  # mm
AIR = 2.0  # mm above the drawing


def figure(block: Figure, area: Area = UPRIGHT) -> Strip:
    """A strip of so many lines."""
    high = drawn_height(block)
    drawing = svg(text_of(block.chart), area.width, high)
    words = within(block.caption, HEI, pt=CAPTION_PT, room=area.width)
    left = area.left + (area.width - extent(words, HEI, CAPTION_PT)) / 2
    caption = one(words, HEI, pt=CAPTION_PT, y=AIR + high + CAPTION / 2, left=left)
    placed = Drawn(area.left, AIR, area.width, high, drawing)
    return Strip(block.lines * PITCH, (caption,), drawn=(placed,))


def drawn_height(block: Figure) -> float:
    """How high its drawing is, in mm."""
    return round(block.lines * PITCH - CAPTION - AIR, 1)
