"""What people wrote, as paragraphs: a heading （一）…… before its text is set in 楷体."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.paper.official.description import Text

# （一）领导帮带。 and what follows; a heading alone has no full stop, or nothing behind it.
LEAD = re.compile(r"(（[一二三四五六七八九十]{1,3}）[^。：；\n]{1,30}[。：])(.+)", re.DOTALL)
HEADING = re.compile(r"（[一二三四五六七八九十]{1,3}）[^。：；，\n]{1,30}。?")


def paragraphs(text: str) -> Iterator[Text]:
    """A paragraph a line; empty lines are none."""
    for line in text.splitlines():
        words = line.strip()
        if not words:
            continue
        if led := LEAD.fullmatch(words):
            yield Text(led[2], lead=led[1])
        else:
            yield Text(words, level=2 if HEADING.fullmatch(words) else 0)
