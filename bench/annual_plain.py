"""The reference for reports: the same content as HTML, printed by WeasyPrint as it comes.

Tuned as far as it goes: one font configuration and one parsed style sheet a process, our faces
named everywhere, the garbage collector calmed. Its charts are drawn beforehand.
"""

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from io import BytesIO

from weasyprint import CSS, HTML

from core.garbage import calm
from core.paper.charts import svg, text_of
from core.paper.fonts import configuration
from core.paper.official.description import Block, Figure, Official, Table
from core.paper.official.figures import drawn_height
from core.paper.official.grid import UPRIGHT
from core.paper.official.tables import room_of

FANG = '"Qinglan Latin", "FandolFang R", "LXGW WenKai Light", "Noto Serif CJK SC", "BabelStone Han"'
SONG = '"Qinglan Latin", "Noto Serif CJK SC", "BabelStone Han"'
HEI = '"Noto Sans CJK SC", "BabelStone Han"'
STYLE = f"""
@page {{ size: A4; margin: 37mm 26mm 35mm 28mm; font-family: {SONG};
  @bottom-right {{ content: "— " counter(page) " —"; font-size: 14pt; font-family: {SONG} }} }}
@page wide {{ size: 297mm 210mm; margin: 28mm 37mm 26mm 35mm }}
html {{ font-family: {FANG}; font-size: 16pt; line-height: 10.2272mm }}
body, p, h1, h2, h3, table, figure {{ margin: 0; padding: 0; font-weight: 400 }}
h1 {{ font: 700 22pt/13.6mm "Noto Serif CJK SC"; text-align: center; margin-bottom: 10mm }}
h2 {{ font: 500 16pt/10.2272mm {HEI} }}
h3, caption {{ font: 500 12pt/10.2272mm {HEI}; text-align: center }}
p {{ text-indent: 2em; orphans: 1; widows: 1 }}
.mark {{ color: #d7000f; font: 700 30pt/15mm "Noto Serif CJK SC"; text-align: center;
  text-indent: 0; margin: 35mm 0 20mm }}
.number {{ border-bottom: .7mm solid #d7000f; text-indent: 0; margin-bottom: 20mm }}
.right {{ text-align: right }}
.attachment {{ break-before: page }}
.attachment h1 {{ margin: 0 }}
.above {{ font-size: 12pt; line-height: 8mm }}
.wide {{ page: wide }}
table {{ width: 100%; border-collapse: collapse; font-family: {SONG}; table-layout: fixed }}
th {{ font-weight: 500; font-family: {HEI} }}
td, th {{ border: .25mm solid; padding: 0 .6mm; text-align: center }}
tr {{ break-inside: avoid }}
svg, img {{ display: block }}
"""


@lru_cache(1)
def _style() -> CSS:
    return CSS(string=STYLE, font_config=configuration())


def printed(html: str) -> bytes:
    """One report."""
    with calm():
        document = HTML(string=html).render(stylesheets=[_style()], font_config=configuration())
        written = BytesIO()
        document.write_pdf(written)
    return written.getvalue()


def html_of(document: Official) -> str:
    """The document as HTML."""
    title = escape(document.title).replace("\n", "<br>")
    head = f'<meta charset="utf-8"><title>{title}</title>'
    return f'<html lang="zh-CN"><head>{head}</head><body>{"".join(_parts(document))}</body></html>'


def _parts(document: Official) -> Iterator[str]:
    yield f'<p class="mark">{escape(document.mark)}</p>'
    yield f'<p class="number">{escape(document.number)}　签发人：{escape(document.signer)}</p>'
    yield f"<h1>{escape(document.title)}</h1>".replace("\n", "<br>")
    yield f"<div>{escape(document.to)}：</div>"
    yield from (_block(block, UPRIGHT.width) for block in document.blocks)
    yield from (f"<p>{escape(line)}</p>" for line in document.attached_lines)
    yield f'<p class="right">{escape(document.signed)}<br>{document.day}</p>'
    for number, attachment in enumerate(document.attached, start=1):
        kind = "attachment wide" if attachment.is_wide else "attachment"
        blocks = "".join(_block(block, UPRIGHT.width) for block in attachment.blocks)
        above = escape("　".join(attachment.above))
        yield (
            f'<section class="{kind}"><h2>附件{number}</h2><h1>{escape(attachment.title)}</h1>'
            f'<div class="above">{above}</div>{blocks}</section>'
        )


def _block(block: Block, wide: float) -> str:
    if isinstance(block, Table):
        total = sum(column.width for column in block.columns)
        columns = "".join(f'<col style="width:{c.width / total:.2%}">' for c in block.columns)
        head = "".join(f"<th>{escape(column.label)}</th>" for column in block.columns)
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
            for row in block.rows
        )
        room = room_of(block)
        look = f"font-size:{block.pt}pt;line-height:{room.pitch + room.air - 0.25:.2f}mm"
        caption = f'<h3 style="line-height:{room.caption}mm">{escape(block.caption)}</h3>'
        if not block.rows:
            return caption
        return (
            f'{caption}<table style="{look}"><colgroup>{columns}</colgroup>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )
    if isinstance(block, Figure):
        drawing = svg(text_of(block.chart), wide, drawn_height(block))
        return f"<figure>{drawing}</figure><h3>{escape(block.caption)}</h3>"
    text = f"{escape(block.lead)}{escape(block.text)}"
    return f"<h2>{text}</h2>" if block.level == 1 else f"<p>{text}</p>"
