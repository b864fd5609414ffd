"""The official look of the workbooks that we make (domain §9.2): faces, frames, widths."""

from typing import Any

A4 = 9  # as a sheet calls the paper
MILLIMETRES = 1.86  # of a character, in the widths of columns
TITLE: dict[str, Any] = {"font_name": "方正小标宋简体", "align": "center", "valign": "vcenter"}
SONG: dict[str, Any] = {"font_name": "宋体", "valign": "vcenter"}
FRAMED: dict[str, Any] = {"border": 1, "text_wrap": True}
HEAD: dict[str, Any] = FRAMED | {
    "font_name": "黑体",
    "align": "center",
    "valign": "vcenter",
    "bg_color": "#F1F1F1",
}
WORDS: dict[str, Any] = {"num_format": "@"}  # a text stays one when its cell is edited
