"""The table of a list page as HTML, a row at a time: templates cost too much for 600 cells."""

from collections.abc import Iterable, Mapping
from html import escape

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.listing.columns import COUNTED, Column
from core.listing.page import Listing
from core.listing.table import Row

TICK = (
    '<td class="fz1"><input class="form-check-input" type="checkbox" name="selected" value="{pk}" '
    'form="chosen" data-select-row autocomplete="off" aria-label="选中第 {number} 行"></td>'
    '<td class="fz2 is-num">{number}</td>'
)
LONG = 24  # characters, from which a column's cells are cut off
PINNED = '<th scope="row" class="fz3 is-free">'
ARROWS = {"ascending": " ↑", "descending": " ↓", "": ""}


def head(listing: Listing) -> SafeString:
    """The header cells of the columns; each that can be sorted by is a link."""
    return mark_safe("".join(_header(listing, column) for column in listing.columns))  # noqa: S308


def _header(listing: Listing, column: Column) -> SafeString:
    classes = ("is-num " if column.kind in COUNTED else "") + (
        "fz3 is-free" if column.pinned else ""
    )
    sort = {column.name: "ascending", f"-{column.name}": "descending"}.get(listing.order, "")
    words = SafeString(conditional_escape(column.label) + ARROWS[sort])
    if column.sortable:
        turn = f"-{column.name}" if sort == "ascending" else column.name
        words = format_html('<a href="?{}">{}</a>', listing.query(order=turn, cursor=None), words)
    sorted_by = format_html(' aria-sort="{}"', sort) if sort else ""
    styled = format_html(' class="{}"', classes.strip()) if classes else ""
    return format_html('<th scope="col"{}{}>{}</th>', sorted_by, styled, words)


def body(listing: Listing, rows: Iterable[Row]) -> SafeString:
    """The rows; the pinned cell leads to the record."""
    cells = [_opened(column) for column in listing.columns]
    lit = [(place, one.lights) for place, one in enumerate(listing.columns) if one.lights]
    lines = []
    for row in rows:
        link = f'<a class="q-name" href="{escape(row.url)}">' if row.url else ""
        drawn = [
            f"{start}{link}{escape(text) or '—'}{'</a>' if link else ''}</th>"
            if start is PINNED
            else start.format(escape(text))
            for start, text in zip(cells, row.texts, strict=True)
        ]
        for place, lights in lit:
            drawn[place] = _lit(row.texts[place], lights)
        lines.append(f"<tr>{TICK.format(pk=row.pk, number=row.number)}{''.join(drawn)}</tr>")
    return mark_safe("\n".join(lines))  # noqa: S308 - every text is escaped above


def _opened(column: Column) -> str:
    """What stands around a cell's text; a long one is cut off, and whole where one points."""
    if column.pinned:
        return PINNED
    if column.width >= LONG:
        return '<td class="is-clip" title="{0}">{0}</td>'
    return '<td class="is-num">{}</td>' if column.kind in COUNTED else "<td>{}</td>"


def _lit(text: str, lights: Mapping[str, str]) -> str:
    """A cell whose words have a light; no words, no light."""
    if not text:
        return "<td></td>"
    colour = lights.get(text, "none")
    return f'<td><span class="q-light is-{colour}">{escape(text)}</span></td>'


def column_choices(listing: Listing) -> SafeString:
    """A check box for every column; those that are always shown cannot be unticked."""
    shown = {column.name for column in listing.columns}
    return format_html_join(
        "",
        '<label><input class="form-check-input" type="checkbox" name="columns" value="{}"{}>{}'
        "</label>",
        (
            (
                column.name,
                SafeString(
                    (" checked" if column.name in shown else "")
                    + (" disabled" if column.pinned else "")
                ),
                column.label,
            )
            for column in listing.available
        ),
    )
