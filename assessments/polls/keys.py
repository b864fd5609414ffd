"""The key of a poll, in two halves on paper: 监票人 has the first, 计票人 the second.

Each half is 20 signs drawn by lot (100 bits) and 2 signs that check them. The private key is
derived from both together and never kept: the server knows the public key alone, so between the
opening and the count nobody can read a ballot, whoever has the disk. Who has one half still lacks
100 bits.

The key is that of X25519 and ML-KEM-768 together: boxes lie in backups for years, and what is
sealed today should not be read by machines to come.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey, MLKEM768X25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from assessments.polls.codes import SIGNS, drawn, shown, signs_of

BODY: Final = 20
CHECK: Final = 2
HOLDERS: Final = ("监票人", "计票人")
_MLKEM_SEED, _MLKEM_PUBLIC = 64, 1184  # bytes

PrivateKey = MLKEM768X25519PrivateKey
PublicKey = MLKEM768X25519PublicKey


class WrongHalf(ValueError):
    """A half that was mistyped; `which` is 0 or 1, `str(error)` a sentence."""

    def __init__(self, which: int, reason: str) -> None:
        self.which = which
        super().__init__(f"{HOLDERS[which]}的密钥{reason}")


def new_halves() -> tuple[str, str]:
    """Two halves as they are printed, in groups of four."""
    first, second = (_with_check(which, drawn(BODY)) for which in (0, 1))
    return shown(first), shown(second)


def private_key(halves: Sequence[str]) -> PrivateKey:
    """What opens the boxes; raises WrongHalf."""
    mlkem, x25519 = _private(halves)
    return MLKEM768X25519PrivateKey(mlkem, x25519)


def public_key(halves: Sequence[str]) -> bytes:
    """What is kept, and seals; raises WrongHalf."""
    mlkem, x25519 = _private(halves)
    return mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()


def read_public(kept: bytes) -> PublicKey:
    """The public key from the bytes that are kept."""
    mlkem = MLKEM768PublicKey.from_public_bytes(kept[:_MLKEM_PUBLIC])
    return MLKEM768X25519PublicKey(mlkem, X25519PublicKey.from_public_bytes(kept[_MLKEM_PUBLIC:]))


def _private(halves: Sequence[str]) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    secret = "".join(_body(which, half) for which, half in enumerate(halves)).encode()
    # 200 bits by lot need no slow hash.
    derived = HKDF(hashes.SHA256(), _MLKEM_SEED + 32, salt=None, info=b"qinglan poll key 1")
    seed = derived.derive(secret)
    mlkem = MLKEM768PrivateKey.from_seed_bytes(seed[:_MLKEM_SEED])
    return mlkem, X25519PrivateKey.from_private_bytes(seed[_MLKEM_SEED:])


def _body(which: int, typed: str) -> str:
    half = signs_of(typed)
    if strange := next((sign for sign in half if sign not in SIGNS), None):
        raise WrongHalf(which, f"里有不会出现的字符“{strange}”，请对照密钥单重新输入。")
    if len(half) != BODY + CHECK:
        raise WrongHalf(
            which, f"应为 {BODY + CHECK} 位，输入了 {len(half)} 位，请对照密钥单重新输入。"
        )
    body = half[:BODY]
    # This first: one half in a thousand has the same check whosever it is.
    if half == _with_check(which, body):
        return body
    if half == _with_check(1 - which, body):
        raise WrongHalf(which, f"填成了{HOLDERS[1 - which]}的，请把两人的密钥对调。")
    raise WrongHalf(which, "有一处或几处输错（校验不符），请对照密钥单逐组核对。")


def _with_check(which: int, body: str) -> str:
    """The check tells halves apart as well: 10 bits of a hash of the half and whose it is."""
    bits = int.from_bytes(hashlib.sha256(f"{which}{body}".encode()).digest()[:2], "big")
    return body + SIGNS[bits & 31] + SIGNS[bits >> 5 & 31]
