"""What stands for a person: the stored picture, or the surname drawn in its place."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.utils.html import escape

from cadres.people.models import Cadre
from core.names.surnames import surname

KINDS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
SIZES = {1: 28, 2: 22}  # type size by the characters of the surname
DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 68 88" width="68" height="88">'
    '<rect width="68" height="88" fill="#dde4eb"/>'
    '<text x="34" y="44" fill="#3c5069" font-size="{size}" font-weight="500" text-anchor="middle" '
    'dominant-baseline="central" font-family="Noto Sans CJK SC, Microsoft YaHei, sans-serif">'
    "{text}</text></svg>"
)


@dataclass(frozen=True, slots=True)
class Picture:
    """Bytes of an image, its media type, and a mark that changes with them."""

    content: bytes
    kind: str

    @property
    def etag(self) -> str:
        """A strong validator."""
        return f'"{sha256(self.content).hexdigest()[:32]}"'


def picture_of(cadre: Cadre) -> Picture:
    """The stored JPEG or PNG; the surname where none is stored, or what is stored is no image."""
    content = stored(cadre)
    kind = next((kind for magic, kind in KINDS.items() if content.startswith(magic)), None)
    return Picture(content, kind) if kind else Picture(_drawn(cadre.name), "image/svg+xml")


def initials(name: str) -> str:
    """The surname as it is drawn: at most two characters."""
    return surname(name)[:2]


def stored(cadre: Cadre) -> bytes:
    """The bytes of the file; none where there is none (any more)."""
    if not cadre.photo:
        return b""
    try:
        with cadre.photo.open("rb") as stream:
            return stream.read()
    except OSError:  # the record outlived its file
        return b""


def _drawn(name: str) -> bytes:
    text = initials(name)
    return DRAWN.format(size=SIZES.get(len(text), 28), text=escape(text)).encode()
