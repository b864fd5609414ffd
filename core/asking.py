"""Keys of rows in a page's query."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest

LONGEST_PK: Final = 18  # digits that a database key can have


def asked_key(request: HttpRequest, name: str) -> int | None:
    """The key that `?name=` gives; None without one, 404 for what cannot be one."""
    text = request.GET.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_PK):
        raise Http404
    return int(text)
