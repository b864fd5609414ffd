"""The colours and letters of every chart (those of static/css/look.css)."""

from typing import Any

LINES = ("#3f5d7a", "#a97c2f", "#93abc1")
# Parts of a whole, the strongest first; on those of DARK_PARTS a number is written in white.
PARTS = ("#3f5d7a", "#93abc1", "#d3dde6", "#a97c2f", "#dcc59a", "#eef1f4")
DARK_PARTS = frozenset({0, 3})
PAPER_PARTS, BLACK = ("#8e1b1b", "#bfbfbf", "#e3e3e3", "#6f6f6f", "#d9b3b3", "#ffffff"), "#000000"
GREY = "#a6a6a6"
GRID, MUTED, INK, PAPER = "#e4e8ed", "#566373", "#17212c", "#ffffff"
# From few to many: a step darker than the paper, so that a cell of one is seen.
SCALE = ("#e6edf3", "#3f5d7a")
LETTERS = "'Microsoft YaHei UI', 'PingFang SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif"


def usual() -> dict[str, Any]:
    """The `config` of a Vega-Lite specification."""
    words = {"labelFont": LETTERS, "titleFont": LETTERS, "labelFontSize": 12, "titleFontSize": 12}
    colours = {"labelColor": MUTED, "titleColor": MUTED, "gridColor": GRID, "domainColor": GRID}
    return {
        "background": PAPER,
        "font": LETTERS,
        "view": {"stroke": None},
        "axis": words | colours | {"ticks": False, "labelLimit": 160, "titleFontWeight": "normal"},
        "legend": words,
        "text": {"font": LETTERS, "fontSize": 12},
        "range": {"category": [*PARTS]},
        "bar": {"color": PARTS[0]},
    }


def on_paper(letters: str) -> dict[str, Any]:
    """The same for a document: black letters, greys and one red, so that a photocopy reads."""
    words = {"labelFont": letters, "titleFont": letters, "labelFontSize": 13, "titleFontSize": 13}
    black = {"labelColor": BLACK, "titleColor": BLACK, "titleFontWeight": "normal"}
    return {
        "background": PAPER,
        "font": letters,
        "view": {"stroke": None},
        "axis": words
        | black
        | {
            "gridColor": "#b3b3b3",
            "domainColor": BLACK,
            "ticks": False,
            "labelLimit": 200,
            "labelPadding": 5,
        },
        "legend": words | {"labelColor": BLACK, "offset": 4, "symbolStrokeColor": BLACK},
        "text": {"font": letters, "fontSize": 13},
        "range": {"category": [*PAPER_PARTS]},
        "bar": {"color": GREY},
        "scale": {"bandPaddingInner": 0.35, "bandPaddingOuter": 0.2},
    }
