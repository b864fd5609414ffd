"""How large the table of contents of a zip is, before a list of all its entries is built of it."""

import struct
from typing import BinaryIO

_END, _END64, _LOCATOR64 = b"PK\5\6", b"PK\6\6", b"PK\6\7"
_END_SIZE, _END64_SIZE, _LOCATOR64_SIZE = 22, 56, 20
_MOST_COMMENT = 2**16


def directory_size(stream: BinaryIO) -> int | None:
    """Bytes, as the end of the file says; None where there is no such end. Leaves it at 0."""
    size = stream.seek(0, 2)
    before = _END64_SIZE + _LOCATOR64_SIZE
    stream.seek(max(0, size - _MOST_COMMENT - _END_SIZE - before))
    tail = stream.read()
    stream.seek(0)
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_SIZE:
        return None
    (directory,) = struct.unpack_from("<I", tail, end + 12)
    locator = tail[end - _LOCATOR64_SIZE : end] if end >= before else b""
    if locator.startswith(_LOCATOR64) and tail.startswith(_END64, end - before):
        (directory,) = struct.unpack_from("<Q", tail, end - before + 40)
    return directory
