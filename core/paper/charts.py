"""Charts on paper: the specification of the page, drawn by the same Vega, in greys and one red.

Vega counts how wide its texts are, which takes most of its time: it counts in 仿宋, the quickest of
our faces to read and as wide as 宋体, which is what the drawing then names.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import parse

import orjson

from core.charts.chart import Chart
from core.charts.palette import on_paper
from core.paper.faces import FOLDERS_FILE, SONG

VEGA_LITE = "6.4"
COUNTED = "FandolFang R"
PX_PER_MM = 96 / 25.4
SHARP = 3  # dots of a picture to a pixel, 288 an inch
# What has no place on paper: links, hints, and the pointer over them.
LIVE = ("href", "tooltip", "url", "cursor")
_FONT = re.compile(r'font-family="[^"]*"')


@lru_cache(maxsize=16)
def svg(chart: str, wide: float, high: float) -> str:
    """The drawing of a specification (`Chart.text`) so many mm wide and high, for a PDF."""
    return _named(_drawn(chart, wide, high), *SONG.families)


@lru_cache(maxsize=16)
def png(chart: str, wide: float, high: float) -> bytes:
    """The same drawing as a picture, in a face that has all of it: its drawer takes no second."""
    drawing = _named(_drawn(chart, wide, high), *SONG.families[1:])
    return _vega().svg_to_png(drawing, scale=SHARP)


def text_of(chart: Chart) -> str:
    """The specification without what only a page has."""
    return orjson.dumps(_still(chart.spec)).decode()


@lru_cache(maxsize=16)
def _drawn(chart: str, wide: float, high: float) -> str:
    spec = orjson.loads(chart)
    spec["width"], spec["height"] = round(wide * PX_PER_MM), round(high * PX_PER_MM)
    spec["autosize"] = {"type": "fit", "contains": "padding"}
    spec["padding"] = 1
    return _vega().vegalite_to_svg(spec, vl_version=VEGA_LITE, config=on_paper(COUNTED))


def _named(drawing: str, *families: str) -> str:
    return _FONT.sub(f'font-family="{", ".join(families)}"', drawing)


def _still(told: Any) -> Any:
    if isinstance(told, dict):
        return {name: _still(one) for name, one in told.items() if name not in (*LIVE, "config")}
    return [_still(one) for one in told] if isinstance(told, list) else told


@lru_cache(1)
def _vega() -> Any:
    """Vega, with our faces. It takes half a second and 100 MB: a process has it from its first
    chart on, and never one that is going to fork."""
    import vl_convert

    for folder in parse(FOLDERS_FILE).getroot().iter("dir"):  # noqa: S314
        if folder.text and Path(folder.text).is_dir():
            vl_convert.register_font_directory(folder.text)
    return vl_convert
