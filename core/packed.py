"""JSON kept packed: a document that is read and written as a whole, and never searched within.

A report's content is some hundred kilobytes of repeating names: a tenth of it packed, which is a
tenth in the database, in its log of changes and in every backup.
"""

from __future__ import annotations

import zlib
from typing import Any

import orjson
from django.db import models

FAST = 1  # what a higher level gains is not worth the time of three hundred at once


def pack(document: bytes) -> bytes:
    """The bytes of JSON as a `PackedJSONField` keeps them."""
    return zlib.compress(document, FAST)


def unpack(kept: bytes | memoryview) -> Any:
    """The value again. Raises zlib.error or ValueError for anything else."""
    return orjson.loads(zlib.decompress(kept))


class PackedJSONField(models.Field):
    """A value of JSON as packed bytes; it takes no lookups within."""

    def get_internal_type(self) -> str:
        """The column is that of bytes."""
        return "BinaryField"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """As Python has it."""
        return None if value is None else unpack(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """As the driver takes bytes."""
        if value is None:
            return None
        return connection.Database.Binary(pack(orjson.dumps(value)))
