"""The codes that stand on slips: 12 signs, 60 bits, typed by hand or read from a QR code.

What is kept of a code is its hash. Every installation and every poll hashes alike: a code has to
lead to its slip by one probe of an index, before anybody knows which poll it is of. A salt of each
poll would not make guessing harder either: codes are drawn, not chosen, so no table made
beforehand has them, and to try 2^60 codes at 2,000 rounds each is 2^71 steps of SHA-256.
"""

import hashlib
import secrets
import unicodedata
from typing import Final

# Crockford's signs: no I, L, O, U, so that what is read as one of them can only be a 1, a 0, a V.
SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 12
ROUNDS: Final = 2000
SALT: Final = b"qinglan ballot 1"
_READ_AS: Final = str.maketrans("ILOU", "110V")
_LONGEST: Final = 60  # of what somebody types, blanks and hyphens included


def drawn(length: int) -> str:
    """So many signs, each by lot."""
    return "".join(secrets.choice(SIGNS) for _ in range(length))


def draw(number: int) -> list[str]:
    """So many codes, no two alike."""
    found: set[str] = set()
    while len(found) < number:
        found.add(drawn(LENGTH))
    return list(found)


def shown(code: str) -> str:
    """In groups of four, as printed and typed: “KMER WFDD 9X2P”."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def signs_of(text: str) -> str:
    """What somebody typed, without blanks and hyphens, in capitals, look-alikes told apart."""
    plain = unicodedata.normalize("NFKC", text[:_LONGEST]).upper()
    kept = (c for c in plain if not c.isspace() and unicodedata.category(c) != "Pd" and c != ".")
    return "".join(kept).translate(_READ_AS)


def normalised(text: str) -> str | None:
    """The code that was typed, or None where it cannot be one."""
    if len(text) > _LONGEST:
        return None
    code = signs_of(text)
    return code if len(code) == LENGTH and set(code) <= set(SIGNS) else None


def hashed(code: str) -> bytes:
    """32 bytes that are kept of a code; about a millisecond."""
    return hashlib.pbkdf2_hmac("sha256", code.encode(), SALT, ROUNDS)
