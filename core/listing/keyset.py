"""Keyset paging: the next page starts after a row's values, so that page 2,000 costs as page 1.

A cursor holds the ordering values of the edge row, the direction, and how many rows came before
(for the running number). It is encrypted for its ordering: it tells nobody the value of a column he
has not got, and a text that we did not write for just this ordering is refused before any of it
reaches the database. The same place gives the same text (AES-SIV, RFC 5297), so that an unchanged
page has an unchanged ETag. It carries no authority: rows are scoped anyway.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha512
from typing import Any

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy

from core.errors import Invalid

BAD_CURSOR = {"cursor": ["翻页标记无效，请从第一页重新查询。"]}


@dataclass(frozen=True, slots=True)
class Key:
    """One ordering key; absent values come last in both directions."""

    path: str
    descending: bool = False
    nullable: bool = True

    @classmethod
    def parse(cls, text: str, model: type[Model]) -> Key:
        """`-path` is descending; `model` is where the path starts."""
        path = text.removeprefix("-")
        return cls(path, text.startswith("-"), _may_be_absent(model, path))

    def order(self, *, backward: bool) -> OrderBy:
        """The ORDER BY term; reversed as a whole when paging backward."""
        # Said of a column that is never null, NULLS LAST keeps PostgreSQL from using its index.
        nulls = {"nulls_first" if backward else "nulls_last": True} if self.nullable else {}
        field = F(self.path)
        return field.desc(**nulls) if self._falls(backward) else field.asc(**nulls)

    def beyond(self, value: Any, *, backward: bool) -> Q:
        """Rows strictly past `value` in this key alone."""
        if value is None:
            return Q(**{f"{self.path}__isnull": False}) if backward else Q(pk__in=())
        return self._past("lt" if self._falls(backward) else "gt", value, backward=backward)

    def reached(self, value: Any, *, backward: bool) -> Q:
        """Rows at `value` or past it: one range, where an index can start."""
        if value is None:
            return Q() if backward else self.same(None)
        return self._past("lte" if self._falls(backward) else "gte", value, backward=backward)

    def same(self, value: Any) -> Q:
        """Rows equal in this key."""
        if value is None:
            return Q(**{f"{self.path}__isnull": True})
        return Q(**{self.path: value})

    def _falls(self, backward: bool) -> bool:
        return self.descending != backward

    def _past(self, lookup: str, value: Any, *, backward: bool) -> Q:
        past = Q(**{f"{self.path}__{lookup}": value})
        return past | self.same(None) if self.nullable and not backward else past


def _may_be_absent(model: type[Model] | None, path: str) -> bool:
    """Whether a path can lead to nothing; one that is no plain field (an annotation) can."""
    for step in path.split("__"):
        if model is None:
            return True
        try:
            field = model._meta.pk if step == "pk" else model._meta.get_field(step)
        except FieldDoesNotExist:
            return True
        if field is None or field.null:
            return True
        model = field.related_model
    return False


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page starts."""

    values: tuple[Any, ...]
    backward: bool = False
    before: int = 0

    def encode(self, keys: tuple[Key, ...]) -> str:
        """As an URL-safe text that is good for this ordering alone."""
        plain = [
            value.isoformat() if isinstance(value, date | datetime) else value
            for value in self.values
        ]
        raw = orjson.dumps([plain, self.backward, self.before], default=str)
        sealed = _sealer(_names(keys)).encrypt(raw, None)
        return base64.urlsafe_b64encode(sealed).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str, *, keys: tuple[Key, ...]) -> Cursor:
        """The cursor of a text that `encode` made for this ordering; raises Invalid."""
        try:
            sealed = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
            raw = _sealer(_names(keys)).decrypt(sealed, None)
        except (InvalidTag, ValueError) as error:
            raise Invalid(BAD_CURSOR) from error
        values, backward, before = orjson.loads(raw)
        return cls(tuple(values), backward, before)


def _names(keys: tuple[Key, ...]) -> str:
    return ",".join(f"{'-' if key.descending else ''}{key.path}" for key in keys)


@lru_cache(maxsize=256)
def _sealer(names: str) -> AESSIV:
    return AESSIV(sha512(f"cursor:{names}:{settings.SECRET_KEY}".encode()).digest())


def after(rows: QuerySet, keys: tuple[Key, ...], cursor: Cursor) -> QuerySet:
    """Rows past the cursor, not yet ordered."""
    condition = Q(pk__in=())
    equal = Q()
    for key, value in zip(keys, cursor.values, strict=True):
        condition |= equal & key.beyond(value, backward=cursor.backward)
        equal &= key.same(value)
    # Follows from the condition; PostgreSQL does not see a range in alternatives by itself.
    start = keys[0].reached(cursor.values[0], backward=cursor.backward)
    return rows.filter(start, condition)


def ordered(rows: QuerySet, keys: tuple[Key, ...], *, backward: bool = False) -> QuerySet:
    """Rows in the order of the keys."""
    return rows.order_by(*(key.order(backward=backward) for key in keys))
