"""Paragraphs of a Word file: Windows faces by name, exact pitch, rare characters apart."""

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

from core.paper.faces import HEI, SONG, TITLE, Face
from core.paper.measures import clean

WESTERN = "Times New Roman"
# Windows has the planes above the first in a face of their own.
RARE = "宋体-ExtB"
WORD_FACES = {SONG: "宋体", TITLE: "方正小标宋简体", HEI: "黑体"}
TWIPS_PER_PT = 20
TWIPS_PER_MM = 1440 / 25.4

_PLANES = re.compile("[\U00010000-\U0010ffff]+|[^\U00010000-\U0010ffff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a paragraph looks: pt of its type, mm of everything else."""

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


def paragraph(text: str, style: Style) -> str:
    """`w:p`; a tab in the text reaches the hanging indent or the tab at the right."""
    runs = "<w:r><w:tab/></w:r>".join(
        "".join(_run(part, style) for part in _PLANES.findall(clean(piece)))
        for piece in text.split("\t")
    )
    has_head = "\t" in text
    return f"<w:p>{_properties(style, has_head=has_head)}{runs}</w:p>"


def twips(mm: float) -> int:
    """Word counts in twentieths of a point."""
    return round(mm * TWIPS_PER_MM)


def _properties(style: Style, *, has_head: bool) -> str:
    new_page = "<w:pageBreakBefore/>" if style.starts_page else ""
    tabs = [("left", style.hang)] if style.hang else []
    tabs += [("right", style.right_tab)] if style.right_tab else []
    stops = "".join(f'<w:tab w:val="{kind}" w:pos="{twips(at)}"/>' for kind, at in tabs)
    listed = f"<w:tabs>{stops}</w:tabs>" if stops else ""
    hanging = twips(style.hang) if has_head and style.hang else 0
    # Word would put a quarter of an em between ideographs and digits, which nobody has counted.
    return (
        f"<w:pPr>{new_page}{listed}"
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:spacing w:before="{twips(style.before)}" w:after="{twips(style.after)}" '
        f'w:line="{twips(style.pitch)}" w:lineRule="exact"/>'
        f'<w:ind w:left="{twips(style.hang)}" w:hanging="{hanging}"/>'
        f'<w:jc w:val="{style.align}"/>'
        f"<w:rPr>{_look(style, WORD_FACES[style.face])}</w:rPr></w:pPr>"
    )


def _run(text: str, style: Style) -> str:
    face = RARE if ord(text[0]) > 0xFFFF else WORD_FACES[style.face]
    return (
        f"<w:r><w:rPr>{_look(style, face)}</w:rPr>"
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def _look(style: Style, face: str) -> str:
    spaced = round(style.spacing * TWIPS_PER_PT)
    spacing = f'<w:spacing w:val="{spaced}"/>' if spaced else ""
    size = round(style.pt * 2)
    # The hint makes “ ” — … · Chinese, as wide as they were counted.
    return (
        f'<w:rFonts w:ascii="{WESTERN}" w:hAnsi="{WESTERN}" w:eastAsia="{face}" '
        f'w:hint="eastAsia"/>{spacing}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )
