"""Keyset paging: the next page starts after a row's values, so that page 2,000 costs as page 1.

A cursor holds the ordering values of the edge row, the direction, and how many rows came before
(for the running number). It is signed for its ordering: a text that we did not write for just this
ordering is refused before any of it reaches the database. It carries no authority: rows are scoped
anyway.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson
from django.core.signing import BadSignature, Signer
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy

from core.errors import Invalid

BAD_CURSOR = {"cursor": ["翻页标记无效，请从第一页重新查询。"]}


@dataclass(frozen=True, slots=True)
class Key:
    """One ordering key; absent values come last in both directions."""

    path: str
    descending: bool = False

    @classmethod
    def parse(cls, text: str) -> Key:
        """`-path` is descending."""
        return cls(text.removeprefix("-"), text.startswith("-"))

    def order(self, *, backward: bool) -> OrderBy:
        """The ORDER BY term; reversed as a whole when paging backward."""
        field = F(self.path)
        if self.descending != backward:
            return field.desc(nulls_first=True) if backward else field.desc(nulls_last=True)
        return field.asc(nulls_first=True) if backward else field.asc(nulls_last=True)

    def beyond(self, value: Any, *, backward: bool) -> Q:
        """Rows strictly past `value` in this key alone."""
        if value is None:
            return Q(**{f"{self.path}__isnull": False}) if backward else Q(pk__in=())
        smaller = self.descending != backward
        past = Q(**{f"{self.path}__{'lt' if smaller else 'gt'}": value})
        return past if backward else past | Q(**{f"{self.path}__isnull": True})

    def same(self, value: Any) -> Q:
        """Rows equal in this key."""
        if value is None:
            return Q(**{f"{self.path}__isnull": True})
        return Q(**{self.path: value})


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
        return _signer(keys).sign(base64.urlsafe_b64encode(raw).decode().rstrip("="))

    @classmethod
    def decode(cls, text: str, *, keys: tuple[Key, ...]) -> Cursor:
        """The cursor of a text that `encode` made for this ordering; raises Invalid."""
        try:
            plain = _signer(keys).unsign(text)
        except BadSignature as error:
            raise Invalid(BAD_CURSOR) from error
        raw = base64.urlsafe_b64decode(plain + "=" * (-len(plain) % 4))
        values, backward, before = orjson.loads(raw)
        return cls(tuple(values), backward, before)


def _signer(keys: tuple[Key, ...]) -> Signer:
    names = ",".join(f"{'-' if key.descending else ''}{key.path}" for key in keys)
    return Signer(salt=f"cursor:{names}", sep=".")


def after(rows: QuerySet, keys: tuple[Key, ...], cursor: Cursor) -> QuerySet:
    """Rows past the cursor, not yet ordered."""
    condition = Q(pk__in=())
    equal = Q()
    for key, value in zip(keys, cursor.values, strict=True):
        condition |= equal & key.beyond(value, backward=cursor.backward)
        equal &= key.same(value)
    return rows.filter(condition)


def ordered(rows: QuerySet, keys: tuple[Key, ...], *, backward: bool = False) -> QuerySet:
    """Rows in the order of the keys."""
    return rows.order_by(*(key.order(backward=backward) for key in keys))
