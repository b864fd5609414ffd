"""Tables of an official document in Word: those of the text, and 版记."""

from __future__ import annotations

from collections.abc import Iterable

from core.paper.faces import FANG, HEI, SONG, Face
from core.paper.measures import MM_PER_PT
from core.paper.official.description import Official, Table, day_words
from core.paper.official.feet import COPIES
from core.paper.official.grid import (
    FOOT_INNER,
    FOOT_LINE,
    FOOT_OUTER,
    SMALL,
    UPRIGHT,
    WIDTH,
    Area,
)
from core.paper.official.tables import (
    FORM_LINE,
    FORM_PT,
    STROKE,
    heads_of,
    room_of,
    stays,
    widths_of,
)
from core.paper.word_runs import EIGHTHS_PER_MM, Style, paragraph, twips

HEAD = 3.02  # em, of 抄送：


def table(block: Table, area: Area = UPRIGHT) -> str:
    """`w:tbl`; its head stands again on every page, rows are never broken."""
    room, widths = room_of(block), widths_of(block, area)
    grid = "".join(f'<w:gridCol w:w="{twips(wide)}"/>' for wide in widths)
    heads = tuple("\n".join(lines) for lines in heads_of(block, widths))
    head = _row(heads, widths, ["center"] * len(widths), HEI, block, keeps=True)
    aligns = [column.align for column in block.columns]
    rows = [
        _row(row, widths, aligns, SONG, block, keeps=stays(number, block))
        for number, row in enumerate(block.rows)
    ]
    head = head.replace("</w:trPr>", "<w:tblHeader/></w:trPr>")
    outside = ((side, FOOT_OUTER) for side in ("top", "left", "bottom", "right"))
    inside = ((side, FOOT_INNER) for side in ("insideH", "insideV"))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(area.width)}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/>{_lines((*outside, *inside))}'
        f'<w:tblLayout w:type="fixed"/>{_margins(room.pad, (room.air - STROKE) / 2)}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{''.join(rows)}</w:tbl>"
    )


def above(texts: tuple[str, str], area: Area) -> str:
    """What stands above a form, at the left and at the right."""
    style = Style(pt=FORM_PT, pitch=FORM_LINE, face=FANG, right_tab=area.width, keeps=True)
    return paragraph("\t".join(texts), style)


def _row(
    texts: tuple[str, ...],
    widths: list[float],
    aligns: list[str],
    face: Face,
    block: Table,
    *,
    keeps: bool,
) -> str:
    room, cells = room_of(block), []
    for text, wide, align in zip(texts, widths, aligns, strict=True):
        style = Style(pt=block.pt, pitch=room.pitch, face=face, align=align, keeps=keeps)
        told = "".join(paragraph(part, style) for part in text.split("\n"))
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(wide)}" w:type="dxa"/>'
            f'<w:vAlign w:val="center"/></w:tcPr>{told}</w:tc>'
        )
    height = f'<w:trHeight w:val="{twips(room.least - STROKE)}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{''.join(cells)}</w:tr>"


def foot(one: Official) -> str:
    """版记: a table that floats at the foot of the 版心; a letter has neither lines nor printer."""
    em = SMALL * MM_PER_PT
    style = {"pt": SMALL, "pitch": FOOT_LINE, "face": FANG, "right": em, "left": em}
    rows = []
    if one.copies_to:
        rows.append(paragraph(f"{COPIES}\t{one.copies_to}。", Style(**style, hang=HEAD * em)))
    if one.issued_by and not one.is_letter:
        told = f"{one.issued_by}\t{day_words(one.day)}印发"
        rows.append(paragraph(told, Style(**style, right_tab=WIDTH - em)))
    width = f'<w:tcW w:w="{twips(WIDTH)}" w:type="dxa"/>'
    body = "".join(f"<w:tr><w:tc><w:tcPr>{width}</w:tcPr>{row}</w:tc></w:tr>" for row in rows)
    strokes = (("top", FOOT_OUTER), ("bottom", FOOT_OUTER), ("insideH", FOOT_INNER))
    return (
        '<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="margin" w:horzAnchor="margin" '
        'w:tblpX="0" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/>'
        f'<w:tblW w:w="{twips(WIDTH)}" w:type="dxa"/>{"" if one.is_letter else _lines(strokes)}'
        f'<w:tblLayout w:type="fixed"/>{_margins(0, 0)}</w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{twips(WIDTH)}"/></w:tblGrid>{body}</w:tbl>'
    )


def _lines(strokes: Iterable[tuple[str, float]]) -> str:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{round(stroke * EIGHTHS_PER_MM)}" w:space="0" '
        'w:color="000000"/>'
        for side, stroke in strokes
    )
    return f"<w:tblBorders>{lines}</w:tblBorders>"


def _margins(beside: float, above: float) -> str:
    mm = {"top": above, "left": beside, "bottom": above, "right": beside}
    sides = "".join(f'<w:{side} w:w="{twips(at)}" w:type="dxa"/>' for side, at in mm.items())
    return f"<w:tblCellMar>{sides}</w:tblCellMar>"
