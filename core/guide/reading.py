"""docs/guide.md as HTML, with an anchor and a line in the contents for every heading."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

PLACE = "docs/guide.md"
CONTENTS = ("h2", "h3")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the contents."""

    level: int
    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide as a page has it."""

    title: str
    html: SafeString
    headings: tuple[Heading, ...]


@lru_cache(maxsize=1)
def guide() -> Guide:
    """The guide of this release, read once a process. HTML in the file is shown as text."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.add_render_rule("softbreak", _nothing)
    tokens = reader.parse((settings.BASE_DIR / PLACE).read_text("utf-8"))
    headings, title = [], ""
    for place, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        label = tokens[place + 1].content
        if token.tag == "h1":
            title = label
        elif token.tag in CONTENTS:
            anchor = f"s{len(headings) + 1}"
            token.attrSet("id", anchor)
            headings.append(Heading(int(token.tag[1]), anchor, label))
    for token in tokens:
        if token.type == "table_open":
            token.attrSet("class", "table table-sm")
    body = reader.renderer.render(_without_title(tokens), reader.options, {})
    return Guide(title, mark_safe(body), tuple(headings))  # noqa: S308 - our own file, HTML off


def _nothing(*_: object) -> str:
    """Chinese has no space where a line of the file ends."""
    return ""


def _without_title(tokens: list) -> list:
    """The page has its title in its own head."""
    closing = [n for n, token in enumerate(tokens) if token.type == "heading_close"]
    return tokens[closing[0] + 1 :] if tokens and tokens[0].tag == "h1" else tokens
