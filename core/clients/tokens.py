"""Tokens: `ql_<prefix>_<secret>`. The prefix finds the client, the hash of the whole proves it.

The secret has 256 random bits, so a fast hash is enough: there is nothing to guess.
"""

import re
import secrets
from hashlib import sha256
from typing import NamedTuple

SECRET_BYTES = 32
TOKEN = re.compile(r"ql_([0-9a-f]{8})_([0-9A-Za-z_-]{43})")


class Token(NamedTuple):
    """A fresh token: the text is shown once, the other two are kept."""

    text: str
    prefix: str
    digest: str


def new_token() -> Token:
    """A token that nobody has had before."""
    prefix = secrets.token_hex(4)
    text = f"ql_{prefix}_{secrets.token_urlsafe(SECRET_BYTES)}"
    return Token(text, prefix, digest_of(text))


def digest_of(text: str) -> str:
    """SHA-256 of a token, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def prefix_of(text: str) -> str | None:
    """The prefix of what looks like a token; None for anything else."""
    match = TOKEN.fullmatch(text)
    return match[1] if match else None
