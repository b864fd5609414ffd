"""How ID numbers lie in the database: sealed for reading, hashed for finding.

Both keys are derived from `IDENTITY_KEY`, which lives outside the database: a dump alone shows no
number, and the hash cannot be tried out over all birthdays without the key.

A sealed number is: version (1 byte), nonce (12), AES-256-GCM ciphertext, tag (16).
"""

import hmac
import os
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from cadres.identity.number import normalize
from core.errors import DomainError

VERSION: Final = b"\x01"  # authenticated too; another value would name another way of sealing
NONCE: Final = 12
TAG: Final = 16


class CannotOpen(DomainError):
    """A sealed number does not open: another key, or changed bytes."""

    title = "身份证号无法读取"


@dataclass(frozen=True)
class Keys:
    """What is derived from one `IDENTITY_KEY`."""

    cipher: AESGCM
    look_up: bytes


def seal(number: str) -> bytes:
    """The normalized number encrypted, differently each time."""
    return seal_text(normalize(number))


def seal_text(text: str) -> bytes:
    """Any text that may hold a number (cells of a sheet), as it is, encrypted like one."""
    nonce = os.urandom(NONCE)
    content = text.encode("utf-8", "surrogatepass")
    return VERSION + nonce + _keys().cipher.encrypt(nonce, content, VERSION)


def open_sealed(sealed: bytes | memoryview) -> str:
    """The number or text inside; CannotOpen when the key is another one or a byte has changed."""
    content = bytes(sealed)
    if content[:1] == VERSION and len(content) >= 1 + NONCE + TAG:
        nonce, ciphertext = content[1 : 1 + NONCE], content[1 + NONCE :]
        try:
            plain = _keys().cipher.decrypt(nonce, ciphertext, VERSION)
        except InvalidTag:
            pass
        else:
            return plain.decode("utf-8", "surrogatepass")
    raise CannotOpen(
        "身份证号解不开：密钥 IDENTITY_KEY 与保存时的不同，或者数据已损坏，"
        "请系统管理员恢复原来的密钥。"
    )


def lookup_hash(number: str) -> str:
    """HMAC-SHA256 of the normalized number, 64 hexadecimal digits: equal numbers, equal hashes.

    A blank text has a hash as well; whoever has no number is kept without one, so it finds nobody.
    """
    return hmac.digest(_keys().look_up, _bytes(number), "sha256").hex()


def _bytes(number: str) -> bytes:
    # JSON may bring in half of a surrogate pair; it must find nobody, not fail.
    return normalize(number).encode("utf-8", "surrogatepass")


def _keys() -> Keys:
    return _derived(settings.IDENTITY_KEY)


@lru_cache(maxsize=2)
def _derived(secret: str) -> Keys:
    def derive(purpose: bytes) -> bytes:
        return HKDF(SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())

    return Keys(
        cipher=AESGCM(derive(b"qinglan id number: sealing")),
        look_up=derive(b"qinglan id number: look-up"),
    )
