"""What one voter says of everybody in a poll, and the bytes that it is sealed as.

A ballot is a tuple of opinions, one per person in the order of the poll. Every ballot of a poll
becomes the same number of bytes: a long remark must not show through the lid of its box.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from assessments.polls.choices import (
    MARKED_TWICE,
    NOT_MARKED,
    Aspect,
    Fit,
    Level,
    Overall,
)

ASPECTS: Final = len(Aspect)
LONGEST_WORDS: Final = 200  # characters about one person
NOTHING_SAID: Final = NOT_MARKED * ASPECTS
SPOILED: Final = frozenset({NOT_MARKED, MARKED_TWICE})
# An enumeration makes its list of values anew whenever it is asked.
OVERALLS: Final = frozenset(Overall.values)
LEVELS: Final = frozenset(Level.values)
FITS: Final = frozenset(Fit.values)
_MARKS: Final = 1 + ASPECTS + 1
_HEAD, _LENGTH = 2, 2  # bytes: number of opinions; length of a text
_WIDEST = 4  # bytes of a character


@dataclass(frozen=True, slots=True)
class Opinion:
    """One voter about one person: codes of `choices`, `-` for no mark, `x` for more than one."""

    overall: str = NOT_MARKED
    aspects: str = NOTHING_SAID
    fit: str = NOT_MARKED
    words: str = ""

    @property
    def is_valid(self) -> bool:
        """Whether there is just one mark on the whole; a spoiled aspect alone is not counted."""
        return self.overall in OVERALLS


Ballot = tuple[Opinion, ...]


class Malformed(ValueError):
    """Not a ballot of this poll: fields were tampered with. The sentence says what is wrong."""


def checked(opinions: Collection[Opinion], *, people: int, fit: bool, words: bool) -> Ballot:
    """The opinions as a ballot of a poll that asks about so many people; raises Malformed."""
    if len(opinions) != people:
        raise Malformed(f"测评票应有 {people} 人的意见，收到 {len(opinions)} 人的。")
    for number, one in enumerate(opinions, start=1):
        if sentence := _strange(one, fit=fit, words=words):
            raise Malformed(f"第 {number} 人的{sentence}")
    return tuple(opinions)


def size_of(people: int, *, words: bool) -> int:
    """The bytes of every ballot of a poll."""
    return _HEAD + people * (_MARKS + _LENGTH + (LONGEST_WORDS * _WIDEST if words else 0))


def written(ballot: Ballot, size: int) -> bytes:
    """The ballot in `size` bytes."""
    parts = [len(ballot).to_bytes(_HEAD, "big")]
    for one in ballot:
        text = one.words.encode()
        marks = f"{one.overall}{one.aspects}{one.fit}".encode()
        parts += [marks, len(text).to_bytes(_LENGTH, "big"), text]
    return b"".join(parts).ljust(size, b"\0")


def read(content: bytes) -> Ballot:
    """The ballot that was written; raises ValueError for other bytes."""
    found, at = [], _HEAD
    for _ in range(int.from_bytes(content[:_HEAD], "big")):
        marks = content[at : at + _MARKS].decode("ascii")
        at += _MARKS
        length = int.from_bytes(content[at : at + _LENGTH], "big")
        at += _LENGTH
        text = content[at : at + length].decode()
        at += length
        if at > len(content):
            raise ValueError("选票不完整，请刷新页面重新填写。")
        found.append(Opinion(marks[0], marks[1:-1], marks[-1], text))
    return tuple(found)


def _strange(one: Opinion, *, fit: bool, words: bool) -> str:
    """What no page of the poll can have sent."""
    if one.overall not in OVERALLS | SPOILED:
        return "综合评价不在选项之内，请刷新页面重新填写。"
    if len(one.aspects) != ASPECTS or not set(one.aspects) <= LEVELS | SPOILED:
        return "分项评价不在选项之内，请刷新页面重新填写。"
    if one.fit not in (FITS | SPOILED if fit else {NOT_MARKED}):
        return "“是否适宜”不在选项之内，请刷新页面重新填写。"
    if one.words and not words:
        return "意见不能提交：这次测评不征求文字意见。"
    if len(one.words) > LONGEST_WORDS:
        return f"意见有 {len(one.words)} 个字，最多 {LONGEST_WORDS} 个字，请删短。"
    if "\0" in one.words or any("\ud800" <= sign <= "\udfff" for sign in one.words):
        return "意见里有不能保存的字符，请删去。"
    return ""
