"""Portraits in files: JPEG or PNG by their first bytes, not by name (domain §1.2-6)."""

import binascii
import re

from cadres.formats.limits import MOST_PHOTO, size_text
from cadres.formats.remarks import Remark

JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_PREFIX = re.compile(r"\s*data:[^,]{0,100},")
SHOWN = 20


def is_image(content: bytes) -> bool:
    """Whether it begins like a JPEG or a PNG."""
    return content.startswith((JPEG, PNG))


def sniffed(content: bytes, remarks: list[Remark]) -> bytes:
    """The picture, or b"" with a remark: a bad portrait never keeps a person from being read."""
    if len(content) > MOST_PHOTO:
        return _too_large(len(content), remarks)
    if content and not is_image(content):
        begun = content[:8].hex(" ")
        reason = f"照片以“{begun}”开头，不是 JPEG 或 PNG，没有读入；请换一张照片。"
        remarks.append(Remark("photo", begun, reason))
        return b""
    return content


def from_base64(text: str, remarks: list[Remark]) -> bytes:
    """The picture in an element, with or without the prefix of a `data:` address."""
    prefix = _PREFIX.match(text)
    start = prefix.end() if prefix else 0
    if (len(text) - start) // 4 * 3 > MOST_PHOTO * 1.05:  # line breaks in it weigh something
        return _too_large((len(text) - start) // 4 * 3, remarks)
    try:
        content = binascii.a2b_base64(text[start:] if start else text)
    except ValueError:
        begun = text.strip()[:SHOWN]
        reason = f"照片“{begun}…”不是 base64 编码，没有读入；请换一张照片。"
        remarks.append(Remark("photo", begun, reason))
        return b""
    return sniffed(content, remarks)


def to_base64(content: bytes) -> str:
    """On one line, without a prefix."""
    return binascii.b2a_base64(content, newline=False).decode("ascii")


def _too_large(size: int, remarks: list[Remark]) -> bytes:
    limit = size_text(MOST_PHOTO)
    reason = f"照片约 {size_text(size)}，超过 {limit}，没有读入；请把照片缩小后再导入。"
    remarks.append(Remark("photo", size_text(size), reason))
    return b""
