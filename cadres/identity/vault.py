"""How ID numbers lie in the database: sealed for reading, hashed for finding.

A dump alone shows no number (`core/sealed.py`), and the hash cannot be tried out over all birthdays
without the key.
"""

import hmac
from typing import Final

from cadres.identity.number import normalize
from core import sealed as seals
from core.errors import DomainError

SEALING: Final = b"qinglan id number: sealing"
LOOK_UP: Final = b"qinglan id number: look-up"


class CannotOpen(DomainError):
    """A sealed number does not open: another key, or changed bytes."""

    title = "身份证号无法读取"


def seal(number: str) -> bytes:
    """The normalized number encrypted, differently each time."""
    return seal_text(normalize(number))


def seal_text(text: str) -> bytes:
    """Any text that may hold a number (cells of a sheet), as it is, encrypted like one."""
    return seals.seal(text.encode("utf-8", "surrogatepass"), SEALING)


def open_sealed(sealed: bytes | memoryview) -> str:
    """The number or text inside; CannotOpen when the key is another one or a byte has changed."""
    try:
        return seals.unseal(sealed, SEALING).decode("utf-8", "surrogatepass")
    except seals.BrokenSeal:
        raise CannotOpen(
            "身份证号解不开：密钥 IDENTITY_KEY 与保存时的不同，或者数据已损坏，"
            "请系统管理员恢复原来的密钥。"
        ) from None


def lookup_hash(number: str) -> str:
    """HMAC-SHA256 of the normalized number, 64 hexadecimal digits: equal numbers, equal hashes.

    A blank text has a hash as well; whoever has no number is kept without one, so it finds nobody.
    """
    return hmac.digest(seals.key_for(LOOK_UP), _bytes(number), "sha256").hex()


def _bytes(number: str) -> bytes:
    # JSON may bring in half of a surrogate pair; it must find nobody, not fail.
    return normalize(number).encode("utf-8", "surrogatepass")
