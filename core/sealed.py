"""What lies in the database sealed: AES-256-GCM under keys that are derived from `IDENTITY_KEY`.

The key lives outside the database: a dump alone opens nothing. Each purpose has a key of its own,
so that what was sealed as one thing does not open as another.

A seal is: version (1 byte), nonce (12), ciphertext, tag (16).
"""

import os
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

VERSION: Final = b"\x01"  # authenticated too; another value would name another way of sealing
NONCE: Final = 12
TAG: Final = 16


class BrokenSeal(Exception):
    """It was sealed under another key or for another purpose, or a byte has changed."""


def seal(content: bytes, purpose: bytes) -> bytes:
    """The content encrypted, differently each time."""
    nonce = os.urandom(NONCE)
    return VERSION + nonce + _cipher(purpose).encrypt(nonce, content, VERSION)


def unseal(sealed: bytes | memoryview, purpose: bytes) -> bytes:
    """The content. Raises BrokenSeal."""
    content = bytes(sealed)
    if content[:1] != VERSION or len(content) < 1 + NONCE + TAG:
        raise BrokenSeal
    nonce, ciphertext = content[1 : 1 + NONCE], content[1 + NONCE :]
    try:
        return _cipher(purpose).decrypt(nonce, ciphertext, VERSION)
    except InvalidTag:
        raise BrokenSeal from None


def key_for(purpose: bytes) -> bytes:
    """32 bytes that no other purpose has."""
    return _derived(settings.IDENTITY_KEY, purpose)


def _cipher(purpose: bytes) -> AESGCM:
    return _cipher_of(key_for(purpose))


@lru_cache(maxsize=8)
def _cipher_of(key: bytes) -> AESGCM:
    return AESGCM(key)


@lru_cache(maxsize=8)
def _derived(secret: str, purpose: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
