"""Boxes: a ballot sealed by HPKE (RFC 9180) so that only both halves of the key open it.

Each sealing makes a key of its own, so two equal ballots give boxes that have nothing in common;
that they are equally long sees to the rest.
"""

from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from assessments.polls.ballots import Ballot, read, written
from assessments.polls.keys import PrivateKey, read_public

SUITE: Final = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
INFO: Final = b"qinglan ballot box 1"


class BrokenBox(ValueError):
    """A box that this key does not open."""


def sealed(ballot: Ballot, public_key: bytes, size: int) -> bytes:
    """The box of a ballot; every one of a poll has the same length."""
    return SUITE.encrypt(written(ballot, size), read_public(public_key), info=INFO)


def opened(box: bytes, private_key: PrivateKey) -> Ballot:
    """What was sealed; raises BrokenBox."""
    try:
        return read(SUITE.decrypt(box, private_key, info=INFO))
    except (InvalidTag, ValueError) as reason:
        raise BrokenBox("选票打不开。") from reason
