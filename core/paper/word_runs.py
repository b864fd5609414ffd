"""Paragraphs of a Word file: Windows faces by name, exact pitch, rare characters apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from core.paper.faces import FANG, HEI, KAI, SONG, TITLE, Face
from core.paper.measures import clean

WESTERN = "Times New Roman"
# Windows has the planes above the first in a face of their own.
RARE = "宋体-ExtB"
WORD_FACES = {
    SONG: "宋体",
    TITLE: "方正小标宋简体",
    HEI: "黑体",
    FANG: "仿宋_GB2312",
    KAI: "楷体_GB2312",
}
RED = "D7000F"
TWIPS_PER_PT = 20
TWIPS_PER_MM = 1440 / 25.4
EIGHTHS_PER_MM = 8 * 72 / 25.4  # of a point, in which the strokes of borders are counted

_PLANES = re.compile("[\U00010000-\U0010ffff]+|[^\U00010000-\U0010ffff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a paragraph looks: pt of its type, mm of everything else.

    `indent` is of its first line, `left` and `right` of all; `under` is the stroke of a red line
    under it; `stretch` is how wide letters are against their own width.
    """

    pt: float
    pitch: float
    face: Face = SONG
    align: str = "left"
    before: float = 0
    after: float = 0
    hang: float = 0  # of all lines but what stands before a tab
    right_tab: float = 0
    spacing: float = 0  # between letters, pt
    starts_page: bool = False
    keeps: bool = False  # with the next paragraph
    indent: float = 0
    left: float = 0
    right: float = 0
    under: float = 0
    stretch: float = 1
    red: bool = False


def paragraph(text: str, style: Style) -> str:
    """`w:p`; a tab in the text reaches the hanging indent or the tab at the right."""
    return paragraph_of([(style.face, text)], style)


def paragraph_of(runs: Sequence[tuple[Face, str]], style: Style) -> str:
    """`w:p` of texts in several faces."""
    written = "".join(_runs(text, style, face) for face, text in runs)
    has_head = any("\t" in text for _, text in runs)
    return f"<w:p>{_properties(style, has_head=has_head)}{written}</w:p>"


def twips(mm: float) -> int:
    """Word counts in twentieths of a point."""
    return round(mm * TWIPS_PER_MM)


def _runs(text: str, style: Style, face: Face) -> str:
    return "<w:r><w:tab/></w:r>".join(
        "".join(_run(part, style, face) for part in _PLANES.findall(clean(piece)))
        for piece in text.split("\t")
    )


def _properties(style: Style, *, has_head: bool) -> str:
    place = "<w:keepNext/>" if style.keeps else ""
    place += "<w:pageBreakBefore/>" if style.starts_page else ""
    place += '<w:widowControl w:val="0"/>'  # a page is full with 22 lines, whose they may be
    place += _line_under(style)
    tabs = [("left", style.left + style.hang)] if style.hang else []
    tabs += [("right", style.right_tab)] if style.right_tab else []
    stops = "".join(f'<w:tab w:val="{kind}" w:pos="{twips(at)}"/>' for kind, at in tabs)
    listed = f"<w:tabs>{stops}</w:tabs>" if stops else ""
    hanging = twips(style.hang) if has_head and style.hang else 0
    # Word would put a quarter of an em between ideographs and digits, which nobody has counted.
    return (
        f"<w:pPr>{place}{listed}"
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:spacing w:before="{twips(style.before)}" w:after="{twips(style.after)}" '
        f'w:line="{twips(style.pitch)}" w:lineRule="exact"/>'
        f'<w:ind w:left="{twips(style.left + style.hang)}" w:right="{twips(style.right)}" '
        f"{_first(style, hanging)}/>"
        f'<w:jc w:val="{style.align}"/>'
        f"<w:rPr>{_look(style, WORD_FACES[style.face])}</w:rPr></w:pPr>"
    )


def _line_under(style: Style) -> str:
    if not style.under:
        return ""
    return (
        f'<w:pBdr><w:bottom w:val="single" w:sz="{round(style.under * EIGHTHS_PER_MM)}" '
        f'w:space="0" w:color="{RED}"/></w:pBdr>'
    )


def _first(style: Style, hanging: int) -> str:
    if style.indent:
        return f'w:firstLine="{twips(style.indent)}"'
    return f'w:hanging="{hanging}"'


def _run(text: str, style: Style, face: Face) -> str:
    name = RARE if ord(text[0]) > 0xFFFF else WORD_FACES[face]
    return (
        f"<w:r><w:rPr>{_look(style, name)}</w:rPr>"
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def _look(style: Style, face: str) -> str:
    spaced = round(style.spacing * TWIPS_PER_PT)
    spacing = f'<w:spacing w:val="{spaced}"/>' if spaced else ""
    spacing = (f'<w:color w:val="{RED}"/>' if style.red else "") + spacing
    if style.stretch != 1:
        spacing += f'<w:w w:val="{int(style.stretch * 100)}"/>'
    size = round(style.pt * 2)
    # The hint makes “ ” — … · Chinese, as wide as they were counted.
    return (
        f'<w:rFonts w:ascii="{WESTERN}" w:hAnsi="{WESTERN}" w:eastAsia="{face}" '
        f'w:hint="eastAsia"/>{spacing}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )
